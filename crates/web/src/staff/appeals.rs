//! `/{market}/staff/appeals`: what sellers say against refusals, and the answers.

use axum::extract::Path;
use pasar_domain::id::{AppealId, ShopId};
use pasar_policy::CharterFolder;
use pasar_service::appeal::answer::{AnswerError, answer};
use pasar_service::appeal::{QueuedAppeal, list};
use serde::Deserialize;

use crate::prelude::*;
use crate::promise::query;
use crate::seller::refusal::view::RefusingRule;

/// An appeal in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppealRow {
    /// Its id, for labels.
    pub id: String,
    /// Where the answer is sent.
    pub action: String,
    /// The product.
    pub product: String,
    /// Its page for staff.
    pub href: String,
    /// Whose, and since when.
    pub of: String,
    /// The rule in words, and in which version it refused.
    pub rule: RefusingRule,
    /// The rule's id and the version.
    pub version: String,
    /// What the seller says.
    pub text: String,
}

/// The appeals that nobody has answered, oldest first.
#[derive(Template)]
#[template(path = "staff/appeals.html")]
pub struct StaffAppealsPage {
    /// The frame.
    pub shell: Shell,
    /// The appeals.
    pub appeals: Vec<AppealRow>,
    /// May this member of staff answer?
    pub may_answer: bool,
}

page!(StaffAppealsPage);

impl AppealRow {
    fn new(l: &Localizer, folder: &CharterFolder, queued: &QueuedAppeal) -> Self {
        let appeal = &queued.appeal;
        let since = l.date(appeal.opened_at);
        Self {
            id: appeal.appeal_id.to_string(),
            action: l.url(&format!("/staff/appeals/{}/{}", appeal.shop_id, appeal.appeal_id)),
            product: queued.product_title.clone(),
            href: l.url(&format!("/staff/products/{}", appeal.product_id)),
            of: l.t2("refusal-staff-of", "shop", &queued.shop_name, "day", since),
            rule: RefusingRule::new(l, folder, &appeal.rule, None),
            version: l.t2(
                "refusal-staff-version",
                "rule",
                &appeal.rule,
                "version",
                &appeal.charter_version,
            ),
            text: appeal.text.clone(),
        }
    }
}

impl StaffAppealsPage {
    fn new(shell: Shell, appeals: Vec<AppealRow>, may_answer: bool) -> Self {
        let title = shell.l.t("refusal-staff-title");
        Self {
            shell: shell.titled(title).at("appeals").private(),
            appeals,
            may_answer,
        }
    }
}

impl Page for StaffAppealsPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let known = query::samples(shell.market());
        let l = &shell.l;
        let row = |known: &query::Known<'_>| AppealRow {
            id: "a".to_owned(),
            action: l.url("/staff/appeals/x/y"),
            product: "Daster <batik>".to_owned(),
            href: l.url("/staff/products/x"),
            of: l.t2("refusal-staff-of", "shop", "Toko Sari", "day", "24 November 2026"),
            rule: RefusingRule::new(l, &known.folder, "local-goods", None),
            version: l.t2(
                "refusal-staff-version",
                "rule",
                "local-goods",
                "version",
                "2023-07-30",
            ),
            text: "Barang ini dijahit di Bandung & dikirim dari sini.".to_owned(),
        };
        let rows: Vec<AppealRow> = known.iter().take(1).map(|(_, known)| row(known)).collect();
        vec![
            ("full", Self::new(shell.clone(), rows.clone(), true)),
            ("reader", Self::new(shell.clone(), rows, false)),
            ("empty", Self::new(shell.clone(), Vec::new(), true)),
        ]
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(duty: OnDuty) -> Result<StaffAppealsPage, WebError> {
    let visit = duty.visit;
    let folder = query::charter(&visit.ctx)?;
    let appeals = list::unanswered(&visit.ctx, duty.staff).await?;
    let rows = appeals
        .iter()
        .map(|appeal| AppealRow::new(visit.l(), folder, appeal));
    let rows = rows.collect();
    Ok(StaffAppealsPage::new(
        visit.shell,
        rows,
        duty.staff.may_moderate(),
    ))
}

/// Which appeal.
#[derive(Debug, Deserialize)]
pub struct AppealPath {
    shop_id: ShopId,
    appeal_id: AppealId,
}

/// `POST /{market}/staff/appeals/{shop_id}/{appeal_id}`: answers, and leads back to the queue.
///
/// # Errors
/// The database's, or when this member of staff may not.
pub async fn answer_appeal(
    duty: OnDuty,
    Path(path): Path<AppealPath>,
    posted: Posted,
) -> Result<Turn, WebError> {
    let appeal = (path.shop_id, path.appeal_id);
    let answered = answer(&duty.visit.ctx, duty.staff, appeal, posted.value("text")).await;
    let back = duty.visit.go("/staff/appeals");
    Ok(match answered {
        Ok(()) => back.flash(FlashKind::Good, key("refusal-staff-answered")),
        Err(AnswerError::Invalid(_)) => back.flash(FlashKind::Bad, key("refusal-staff-words")),
        Err(AnswerError::OwnCase) => back.flash(FlashKind::Bad, key("refusal-staff-own-case")),
        Err(AnswerError::NotOpen) => back.flash(FlashKind::Note, key("refusal-staff-not-open")),
        Err(AnswerError::NotAllowed) => {
            return Err(WebError::forbidden().saying(key("refusal-staff-moderators")));
        }
        Err(AnswerError::Store(error)) => return Err(error.into()),
    })
}
