//! `/{market}/staff/verifications`: the applications that wait.

use pasar_service::application::{Queued, queue};

use crate::prelude::*;
use crate::seller::verification::passed_on;
use crate::staff::seller::standing;

/// An application that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingRow {
    /// Its page.
    pub href: String,
    /// The names of the seller's shops.
    pub shops: String,
    /// What kind of seller it is.
    pub standing: String,
    /// Since when it waits.
    pub since: String,
    /// Which review it waits for.
    pub review: String,
}

/// The queue, the longest waiting first.
#[derive(Template)]
#[template(path = "staff/verifications.html")]
pub struct StaffVerificationsPage {
    /// The frame.
    pub shell: Shell,
    /// What waits.
    pub rows: Vec<WaitingRow>,
}

page!(StaffVerificationsPage);

impl StaffVerificationsPage {
    fn new(shell: Shell, rows: Vec<WaitingRow>) -> Self {
        let title = shell.l.t("staff-verifications-title");
        Self {
            shell: shell.titled(title).at("verifications").private(),
            rows,
        }
    }
}

impl WaitingRow {
    fn new(l: &Localizer, queued: &Queued) -> Self {
        let application = &queued.application;
        let shops: Vec<&str> = queued.shops.iter().map(|shop| shop.name.as_str()).collect();
        let second = matches!(
            application.state,
            pasar_domain::application::ApplicationState::InSecondReview { .. }
        );
        let since = application.state.waits_since().unwrap_or(application.begun_at);
        Self {
            href: l.url(&format!(
                "/staff/verifications/{}/{}",
                application.seller_id, application.application_id
            )),
            shops: shops.join(" · "),
            standing: standing(l, queued.seller.standing),
            since: l.t1("staff-verifications-waits", "day", l.date_time(since)),
            review: l.t(if second {
                "staff-verifications-second"
            } else {
                "staff-verifications-first"
            }),
        }
    }
}

impl Page for StaffVerificationsPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = &shell.l;
        let row = WaitingRow {
            href: l.url("/staff/verifications/x/y"),
            shops: "Toko Sari & Anak".to_owned(),
            standing: standing(l, pasar_domain::seller::Standing::Micro),
            since: l.t1("staff-verifications-waits", "day", "24 November 2026"),
            review: l.t("staff-verifications-second"),
        };
        vec![
            ("full", Self::new(shell.clone(), vec![row])),
            ("empty", Self::new(shell.clone(), Vec::new())),
        ]
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(duty: OnDuty) -> Result<StaffVerificationsPage, WebError> {
    let visit = duty.visit;
    let queued = queue(&visit.ctx, duty.staff).await.map_err(passed_on)?;
    let rows = queued.iter().map(|queued| WaitingRow::new(visit.l(), queued));
    let rows = rows.collect();
    Ok(StaffVerificationsPage::new(visit.shell, rows))
}
