//! `GET /{market}/seller/files/{import_id}`: how far the reading is, what it did, and what was found in the file.

use axum::extract::{Path, Query};
use pasar_domain::import::{Import, ImportState};
use pasar_service::import::show::{findings, show as find};
use serde::Deserialize;

use super::ImportPath;
use super::finding::{FindingRow, row};
use crate::prelude::*;

/// Findings of a page.
const PAGE: u32 = 50;

/// Where the findings go on.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ImportQuery {
    /// Findings before the first that is shown.
    pub skip: u32,
}

/// The page.
#[derive(Template)]
#[template(path = "seller/import.html")]
pub struct ImportPage {
    /// The frame.
    pub shell: Shell,
    /// The file's name.
    pub name: String,
    /// Its address.
    pub here: String,
    /// When it began, in which format, with what choices.
    pub facts: Vec<(String, String)>,
    /// The colour and words of where it stands.
    pub state: (&'static str, String),
    /// Was it only looked through?
    pub dry_run: bool,
    /// Will nothing more happen?
    pub is_over: bool,
    /// Was nothing of the file read?
    pub is_refused: bool,
    /// Can it be imported for real now?
    pub can_go: bool,
    /// Bytes read, and all.
    pub read: (u64, u64),
    /// The share that was read.
    pub share: String,
    /// New, changed, unchanged, left out.
    pub tally: [u32; 4],
    /// What was found.
    pub findings: Vec<FindingRow>,
    /// Back to the first findings; empty when these are they.
    pub first: String,
    /// To further findings; empty at the end.
    pub next: String,
}

page!(ImportPage);

impl ImportPage {
    fn new(shell: &Shell, import: &Import, rows: Vec<FindingRow>, skip: u32) -> Self {
        let l = &shell.l;
        let here = l.url(&format!("/seller/files/{}", import.import_id));
        let tally = import.tally;
        let is_done = matches!(import.state, ImportState::Done { .. });
        let full = rows.len() == usize::try_from(PAGE).unwrap_or(usize::MAX);
        Self {
            name: import.file_name.clone(),
            facts: facts(l, import),
            state: super::state(l, import),
            dry_run: import.dry_run,
            is_over: import.state.is_over(),
            is_refused: matches!(import.state, ImportState::Refused { .. }),
            can_go: import.dry_run && is_done && tally.created + tally.changed > 0,
            read: (import.bytes_read, import.bytes_total),
            share: l.percent(import.bytes_read.saturating_mul(100) / import.bytes_total.max(1) * 100),
            tally: [tally.created, tally.changed, tally.same, tally.refused],
            first: if skip == 0 { String::new() } else { here.clone() },
            next: if full {
                format!("{here}?skip={}", skip.saturating_add(PAGE))
            } else {
                String::new()
            },
            findings: rows,
            here,
            shell: shell.clone().titled(&import.file_name).at("files").private(),
        }
    }
}

impl ImportPage {
    /// How much was read, as a bar.
    fn bar(&self) -> Html {
        ui::progress(self.read.0, self.read.1, self.l.t("seller-import-progress-label"))
    }
}

fn facts(l: &Localizer, import: &Import) -> Vec<(String, String)> {
    let mut facts = vec![
        (l.t("seller-import-began"), l.date_time(import.created_at)),
        (l.t("seller-import-format"), super::format(l, &import.format)),
    ];
    let category = import
        .category
        .as_deref()
        .and_then(|slug| l.market().categories.get(slug));
    if let Some(category) = category {
        let name = category.name.get(l.language()).to_owned();
        facts.push((l.t("seller-import-category"), name));
    }
    if import.as_drafts {
        facts.push((l.t("seller-import-new"), l.t("seller-import-new-drafts")));
    }
    facts
}

impl Page for ImportPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = &shell.l;
        let finding = |line, column: &str, sentence: String, is_loss| FindingRow {
            line,
            column: column.to_owned(),
            value: "12.50.1".to_owned(),
            product: "keripik-singkong".to_owned(),
            sentence,
            effect: if is_loss {
                l.t("import-effect-row-left-out")
            } else {
                l.t("import-effect-noted")
            },
            is_loss,
        };
        let page = |state: (&'static str, String), findings: Vec<FindingRow>| Self {
            name: "katalog-november-2026-final-revisi-3.csv".to_owned(),
            here: l.url("/seller/files/x"),
            facts: vec![(l.t("seller-import-format"), l.t("seller-format-shopify"))],
            state,
            dry_run: false,
            is_over: true,
            is_refused: false,
            can_go: false,
            read: (700, 1_000),
            share: l.percent(7_000),
            tally: [240, 12, 3, 14],
            next: if findings.is_empty() {
                String::new()
            } else {
                l.url("/seller/files/x?skip=50")
            },
            findings,
            first: String::new(),
            shell: shell.clone().titled("katalog.csv").at("files").private(),
        };
        let found = || {
            vec![
                finding(
                    12,
                    "Variant Price",
                    l.t1("import-not-a-price", "example", "12500"),
                    true,
                ),
                finding(40, "", l.t("import-negative-stock"), false),
            ]
        };
        let mut tried = page(("indigo", l.t("seller-import-tried")), found());
        (tried.dry_run, tried.can_go) = (true, true);
        let mut running = page(("indigo", l.t("seller-import-running")), Vec::new());
        running.is_over = false;
        let sentence = l.t1("import-file-column-twice", "name", "Title");
        let mut refused = page(
            ("chili", l.t("seller-import-refused")),
            vec![finding(1, "", sentence, true)],
        );
        refused.is_refused = true;
        vec![
            ("done", page(("soga", l.t("seller-import-done-partly")), found())),
            ("tried", tried),
            ("running", running),
            ("refused", refused),
        ]
    }
}

/// `GET`
///
/// # Errors
/// The database's; an import of another shop does not exist here.
pub async fn show(
    keeper: Keeper,
    Path(path): Path<ImportPath>,
    Query(query): Query<ImportQuery>,
) -> Result<ImportPage, WebError> {
    let visit = &keeper.visit;
    let import_id = crate::seller::id(&path.import_id)?;
    let import = find(&visit.ctx, keeper.keeper, import_id).await?;
    let import = import.ok_or_else(WebError::not_found)?;
    let found = findings(&visit.ctx, keeper.keeper, import_id, query.skip, PAGE).await?;
    let rows = found.iter().map(|finding| row(visit.l(), finding)).collect();
    Ok(ImportPage::new(&visit.shell, &import, rows, query.skip))
}
