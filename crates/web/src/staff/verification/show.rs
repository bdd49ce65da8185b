//! `/{market}/staff/verifications/{seller}/{application}`: one application, its pictures beside what was typed.

use axum::extract::Path;
use pasar_domain::application::DecisionReason;
use pasar_domain::identity::reading::ReadField;
use pasar_service::application::{About, Neighbours, Reviewed, neighbours, review};
use pasar_service::identity::OpenedDocument;

use super::ApplicationPath;
use crate::prelude::*;
use crate::seller::verification::{passed_on, words};
use crate::staff::seller::standing;

/// A field of a document, as it was typed and as its photo was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FactRow {
    /// What it is called.
    pub name: String,
    /// What was typed.
    pub typed: String,
    /// What was read from a photo; empty where nothing was.
    pub read: String,
    /// Do they differ?
    pub differs: bool,
}

/// A document, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentPart {
    /// Whose it is.
    pub title: String,
    /// What stands on it.
    pub facts: Vec<FactRow>,
    /// How the number differs from what was typed beside it.
    pub differences: Vec<String>,
    /// Its pictures: address and description.
    pub pictures: Vec<(String, String)>,
}

/// An application, opened.
#[derive(Template)]
#[template(path = "staff/verification.html")]
pub struct StaffVerificationPage {
    /// The frame.
    pub shell: Shell,
    /// The names of the seller's shops, and what kind of seller it is.
    pub of: String,
    /// The documents.
    pub documents: Vec<DocumentPart>,
    /// The bank account: name and value.
    pub bank: Vec<(String, String)>,
    /// Other sellers with the same number: address and name.
    pub same: Vec<(String, String)>,
    /// Where decisions are sent.
    pub action: String,
    /// The country whose authority issued the document, unless it is another.
    pub country: String,
    /// Reasons to choose from.
    pub reasons: Vec<Choice>,
    /// The form of a decision.
    pub form: Form,
    /// The application that waits longer; empty when there is none.
    pub previous: String,
    /// The one that waits less long.
    pub next: String,
}

page!(StaffVerificationPage);

impl DocumentPart {
    fn new(l: &Localizer, title: String, (at, which): (&str, &str), opened: &OpenedDocument) -> Self {
        let pictures = (0..opened.pictures).map(|place| {
            (
                format!("{at}/pictures/{which}/{place}"),
                l.t1("staff-verification-photo", "number", place + 1),
            )
        });
        Self {
            title,
            facts: facts(l, opened),
            differences: opened
                .differences
                .iter()
                .map(|difference| words::difference(l, *difference))
                .collect(),
            pictures: pictures.collect(),
        }
    }
}

/// The fields of a document, what was typed beside what was read.
fn facts(l: &Localizer, opened: &OpenedDocument) -> Vec<FactRow> {
    let facts = &opened.facts;
    let read = opened.reading.clone().unwrap_or_default();
    let kind = |kind| words::kind(l, kind);
    let sex = |sex| words::sex(l, sex);
    let day = |day| l.day(day);
    let rows = [
        (ReadField::Kind, Some(kind(opened.kind)), read.kind.map(kind)),
        (ReadField::Number, Some(opened.number.clone()), read.number),
        (ReadField::Name, Some(facts.name.clone()), read.name),
        (ReadField::Born, facts.born.map(day), read.born.map(day)),
        (ReadField::Sex, facts.sex.map(sex), read.sex.map(sex)),
        (
            ReadField::ExpiresOn,
            opened.expires_on.map(day),
            read.expires_on.map(day),
        ),
    ];
    let shown = rows.into_iter().filter_map(|(field, typed, read)| {
        Some(FactRow {
            name: name_of(l, field),
            typed: typed?,
            read: read.unwrap_or_default(),
            differs: opened.unlike.contains(&field),
        })
    });
    shown.collect()
}

fn name_of(l: &Localizer, field: ReadField) -> String {
    l.t(match field {
        ReadField::Kind => "application-kind",
        ReadField::Number => "application-number",
        ReadField::Name => "application-name",
        ReadField::Born => "application-born",
        ReadField::Sex => "application-sex",
        ReadField::ExpiresOn => "application-expires",
    })
}

/// The page of an application.
pub(super) fn address((seller, application): About) -> String {
    format!("/staff/verifications/{seller}/{application}")
}

impl StaffVerificationPage {
    fn new(shell: &Shell, action: String, (reviewed, beside): (&Reviewed, Neighbours)) -> Self {
        let l = &shell.l;
        let shops: Vec<&str> = reviewed.shops.iter().map(|shop| shop.name.as_str()).collect();
        let own = l.t("staff-verification-of-seller");
        let own = DocumentPart::new(l, own, (&action, "document"), &reviewed.document);
        let director = reviewed.director.as_ref().map(|opened| {
            let title = l.t("staff-verification-of-director");
            DocumentPart::new(l, title, (&action, "director"), opened)
        });
        let bank = &reviewed.bank;
        let same = reviewed.same.iter().map(|seller_id| {
            let name = seller_id.to_string();
            (l.url(&format!("/staff/sellers/{name}")), name)
        });
        Self {
            of: format!(
                "{} · {}",
                shops.join(" · "),
                standing(l, reviewed.seller.standing)
            ),
            documents: std::iter::once(own).chain(director).collect(),
            bank: vec![
                (l.t("application-bank"), bank.bank.clone()),
                (l.t("application-holder"), bank.holder.clone()),
                (l.t("application-account"), bank.number.clone()),
            ],
            same: same.collect(),
            country: shell.market().country.to_string(),
            reasons: reasons(l),
            form: Form::new(l),
            previous: beside
                .previous
                .map(|about| l.url(&address(about)))
                .unwrap_or_default(),
            next: beside
                .next
                .map(|about| l.url(&address(about)))
                .unwrap_or_default(),
            action,
            shell: framed(shell),
        }
    }
}

fn framed(shell: &Shell) -> Shell {
    shell
        .clone()
        .titled(shell.l.t("staff-verification-review"))
        .at("verifications")
        .private()
}

fn reasons(l: &Localizer) -> Vec<Choice> {
    let reasons = DecisionReason::ALL.iter();
    reasons
        .map(|reason| Choice::new(reason.as_str(), words::reason(l, *reason)))
        .collect()
}

impl Page for StaffVerificationPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = shell.l.clone();
        let action = l.url("/staff/verifications/x/y");
        let part = |title, differences| DocumentPart {
            title,
            facts: vec![
                FactRow {
                    name: l.t("application-number"),
                    typed: "3273015708909999".to_owned(),
                    read: "3273015708909999".to_owned(),
                    differs: false,
                },
                FactRow {
                    name: l.t("application-name"),
                    typed: "Contoh <Specimen>".to_owned(),
                    read: "CONTOH LAIN".to_owned(),
                    differs: true,
                },
            ],
            differences,
            pictures: vec![(
                format!("{action}/pictures/document/0"),
                l.t1("staff-verification-photo", "number", 1),
            )],
        };
        let page = |documents, same| Self {
            shell: framed(&shell),
            of: "Toko Sari & Anak".to_owned(),
            documents,
            bank: vec![(l.t("application-bank"), "Bank Contoh".to_owned())],
            same,
            action: action.clone(),
            country: shell.market().country.to_string(),
            reasons: reasons(&l),
            form: Form::new(&l),
            previous: String::new(),
            next: l.url("/staff/verifications/x/z"),
        };
        let own = part(l.t("staff-verification-of-seller"), Vec::new());
        let differs = part(
            l.t("staff-verification-of-director"),
            vec![l.t("difference-birth-date")],
        );
        let same = vec![(l.url("/staff/sellers/x"), "sel_x".to_owned())];
        vec![
            ("person", page(vec![own.clone()], Vec::new())),
            ("business", page(vec![own, differs], same)),
        ]
    }
}

/// `GET`: opens the documents, which their seller reads.
///
/// # Errors
/// The database's; this member of staff may not; the application does not wait.
pub async fn show(
    duty: OnDuty,
    Path(path): Path<ApplicationPath>,
) -> Result<StaffVerificationPage, WebError> {
    let visit = &duty.visit;
    let about = (path.seller, path.application);
    let reviewed = review(&visit.ctx, duty.staff, about).await.map_err(passed_on)?;
    let beside = neighbours(&visit.ctx, duty.staff, about)
        .await
        .map_err(passed_on)?;
    let action = visit.l().url(&address(about));
    Ok(StaffVerificationPage::new(
        &visit.shell,
        action,
        (&reviewed, beside),
    ))
}
