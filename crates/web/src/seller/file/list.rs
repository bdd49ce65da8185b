//! `GET /{market}/seller/files`

use pasar_domain::import::Import;
use pasar_service::export::write::ExportFormat;
use pasar_service::import::show::list;

use crate::prelude::*;

/// Imports that are shown.
const SHOWN: u32 = 20;

/// An import in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// Its page.
    pub href: String,
    /// The file's name.
    pub name: String,
    /// When, and in which format.
    pub note: String,
    /// The colour and words of where it stands.
    pub state: (&'static str, String),
    /// New, changed, unchanged, left out.
    pub tally: [u32; 4],
}

/// The page.
#[derive(Template)]
#[template(path = "seller/files.html")]
pub struct FilesPage {
    /// The frame.
    pub shell: Shell,
    /// What was chosen, and what was wrong with it.
    pub form: Form,
    /// The categories.
    pub categories: Vec<Choice>,
    /// What is read first: everything, or nothing until one has looked.
    pub modes: Vec<Choice>,
    /// Past imports, last first.
    pub rows: Vec<ImportRow>,
    /// Files to take away: name, what it is for, address.
    pub exports: Vec<(String, String, String)>,
}

page!(FilesPage);

impl FilesPage {
    /// The page with these imports.
    pub(super) fn new(shell: &Shell, form: Form, imports: &[Import]) -> Self {
        let l = &shell.l;
        let mut categories = crate::seller::categories(l);
        categories.insert(0, Choice::new("", l.t("seller-import-category-none")));
        let exports = ExportFormat::ALL.map(|format| {
            let (name, note) = match format {
                ExportFormat::Shopify => (l.t("seller-format-shopify"), l.t("seller-export-shopify")),
                ExportFormat::GoogleTable => (
                    l.t("seller-format-google-table"),
                    l.t("seller-export-google-table"),
                ),
                ExportFormat::GoogleXml => (l.t("seller-format-google-xml"), l.t("seller-export-google-xml")),
            };
            (
                name,
                note,
                l.url(&format!("/seller/files/export/{}", format.code())),
            )
        });
        Self {
            form,
            categories,
            modes: vec![
                Choice::new("try", l.t("seller-import-try")).hint(l.t("seller-import-try-hint")),
                Choice::new("real", l.t("seller-import-real")).hint(l.t("seller-import-real-hint")),
            ],
            rows: imports.iter().map(|import| row(l, import)).collect(),
            exports: exports.to_vec(),
            shell: shell
                .clone()
                .titled(l.t("seller-files-title"))
                .at("files")
                .private(),
        }
    }
}

fn row(l: &Localizer, import: &Import) -> ImportRow {
    let tally = import.tally;
    ImportRow {
        href: l.url(&format!("/seller/files/{}", import.import_id)),
        name: import.file_name.clone(),
        note: format!(
            "{} · {}",
            l.date_time(import.created_at),
            super::format(l, &import.format)
        ),
        state: super::state(l, import),
        tally: [tally.created, tally.changed, tally.same, tally.refused],
    }
}

/// The form as it is before anybody chose anything.
pub(super) fn fresh(l: &Localizer) -> Form {
    Form::filled(l, [("mode", "try")])
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(keeper: Keeper) -> Result<FilesPage, WebError> {
    let imports = list(&keeper.visit.ctx, keeper.keeper, SHOWN).await?;
    let form = fresh(keeper.visit.l());
    Ok(FilesPage::new(&keeper.visit.shell, form, &imports))
}

/// The page with a form that was refused.
pub(super) async fn again(keeper: &Keeper, form: Form) -> Result<FilesPage, WebError> {
    let imports = list(&keeper.visit.ctx, keeper.keeper, SHOWN).await?;
    Ok(FilesPage::new(&keeper.visit.shell, form, &imports))
}

impl Page for FilesPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = shell.l.clone();
        let row = |name: &str, state: (&'static str, String)| ImportRow {
            href: l.url("/seller/files/x"),
            name: name.to_owned(),
            note: l.t("seller-format-shopify"),
            state,
            tally: [240, 12, 3, 14],
        };
        let mut full = Self::new(&shell, fresh(&l), &[]);
        full.rows = vec![
            row(
                "katalog-november-2026-final-revisi-3.csv",
                ("soga", l.t("seller-import-done-partly")),
            ),
            row("coba.csv", ("indigo", l.t("seller-import-tried"))),
        ];
        let mut refused = fresh(&l);
        refused.refuse("file", key("import-file-is-workbook"));
        vec![
            ("full", full),
            ("empty", Self::new(&shell, fresh(&l), &[])),
            ("refused", Self::new(&shell, refused, &[])),
        ]
    }
}
