//! `GET /{market}/staff/payouts/{payout}`

use axum::extract::Path;
use pasar_domain::id::PayoutId;
use pasar_domain::payout::{PayoutStateName, end_to_end_id};
use pasar_service::payout::{Kind, Phase, ShownPayout, Transfer, show as show_payout};
use serde::Deserialize;

use super::list::FileRow;
use super::{LIST, refuse, state, told};
use crate::prelude::*;

/// Which payout.
#[derive(Debug, Deserialize)]
pub struct PayoutPath {
    payout: PayoutId,
}

/// A payout, and what it moved.
#[derive(Template)]
#[template(path = "staff/payout.html")]
pub struct StaffPayoutPage {
    /// The frame.
    pub shell: Shell,
    /// Where it is, and the colour of that.
    pub state: (String, &'static str),
    /// Since when, and why.
    pub told: String,
    /// Facts: name and value.
    pub facts: Vec<(String, String)>,
    /// The page of its seller.
    pub seller: String,
    /// The file in which it was sent.
    pub file: Option<FileRow>,
    /// What it moved: when, what, from where to where, how much.
    pub moves: Vec<[String; 4]>,
}

page!(StaffPayoutPage);

/// What a transfer of a payout did.
fn moved(l: &Localizer, transfer: &Transfer) -> String {
    l.t(match (transfer.kind, transfer.phase) {
        (Kind::PayoutReturned, _) => "payout-moved-back",
        (_, Phase::Pending) => "payout-moved-held",
        (_, Phase::Void(_)) => "payout-moved-let-go",
        _ => "payout-moved-paid",
    })
}

impl StaffPayoutPage {
    fn new(shell: &Shell, shown: &ShownPayout) -> Self {
        let (l, payout) = (&shell.l, &shown.payout);
        let moves = shown.transfers.iter().map(|transfer| {
            [
                l.date_time(transfer.recorded_at),
                moved(l, transfer),
                format!("{} → {}", transfer.debit, transfer.credit),
                l.money(transfer.amount),
            ]
        });
        let title = l.t1("payout-title", "shop", shown.shop.name.as_str());
        Self {
            state: state(l, payout.state.name()),
            told: told(l, &payout.state),
            facts: vec![
                (l.t("payout-amount"), l.money(payout.amount)),
                (l.t("payout-day"), l.day(payout.due_on)),
                (l.t("payout-end-to-end"), end_to_end_id(payout.payout_id)),
                (l.t("payout-charter"), payout.charter_version.clone()),
            ],
            seller: l.url(&format!("/staff/sellers/{}", payout.seller_id)),
            file: shown.file.as_ref().map(|file| FileRow::new(l, file)),
            moves: moves.collect(),
            shell: shell.clone().titled(title).at("payouts").private(),
        }
    }

    /// Where payouts are listed.
    fn list(&self) -> String {
        self.shell.l.url(LIST)
    }
}

impl Page for StaffPayoutPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = shell.l.clone();
        let money = l.money(l.market().money(5_350_000));
        let page = |of: PayoutStateName, moves: &[&str]| Self {
            state: state(&l, of),
            told: "1 Desember 2026 · AC04 <closed>".to_owned(),
            facts: vec![
                (l.t("payout-amount"), money.clone()),
                (l.t("payout-charter"), "2026-11".to_owned()),
            ],
            seller: l.url("/staff/sellers/x"),
            file: (of != PayoutStateName::Due).then(|| super::samples::file(&l)),
            moves: moves
                .iter()
                .map(|name| {
                    let at = "30 November 2026".to_owned();
                    [
                        at,
                        l.t(name),
                        "payable:shp_x → bank:operator".to_owned(),
                        money.clone(),
                    ]
                })
                .collect(),
            shell: shell
                .clone()
                .titled(l.t1("payout-title", "shop", "Toko Sari & Anak"))
                .at("payouts")
                .private(),
        };
        vec![
            ("due", page(PayoutStateName::Due, &["payout-moved-held"])),
            (
                "returned",
                page(
                    PayoutStateName::Returned,
                    &["payout-moved-held", "payout-moved-paid", "payout-moved-back"],
                ),
            ),
            (
                "let-go",
                page(
                    PayoutStateName::Returned,
                    &["payout-moved-held", "payout-moved-let-go"],
                ),
            ),
        ]
    }
}

/// `GET`
///
/// # Errors
/// The database's, or when there is no such payout.
pub async fn show(duty: OnDuty, Path(path): Path<PayoutPath>) -> Result<StaffPayoutPage, WebError> {
    let shown = show_payout(&duty.visit.ctx, duty.staff, path.payout).await;
    Ok(StaffPayoutPage::new(&duty.visit.shell, &shown.map_err(refuse)?))
}
