//! `GET /{market}/staff/payouts`

use axum::extract::Query;
use pasar_domain::application::BankAccount;
use pasar_domain::bank::{Difference, PayoutFile};
use pasar_domain::id::PayoutId;
use pasar_domain::payout::{Payout, PayoutStateName};
use pasar_service::Context;
use pasar_service::actor::StaffRole;
use pasar_service::payout::{Desk, ShopBalance, desk};
use serde::Deserialize;

use super::{LIST, difference, refuse, state, told, wait};
use crate::prelude::*;

/// Which part of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PayoutsQuery {
    /// Only payouts of this state.
    state: Option<PayoutStateName>,
    /// Payouts that were made before this one.
    before: Option<PayoutId>,
}

/// Everything about payouts.
#[derive(Template)]
#[template(path = "staff/payouts.html")]
pub struct StaffPayoutsPage {
    /// The frame.
    pub shell: Shell,
    /// What is owed, on its way, waiting for a file, sent: name, value, note.
    pub stats: Vec<(String, String, String)>,
    /// The form to make a file.
    pub form: Form,
    /// The form to read a statement.
    pub statement: Form,
    /// May this member of staff send money?
    pub may_send: bool,
    /// Does any payout wait for a file?
    pub is_due: bool,
    /// Entries of statements that did not fit.
    pub differences: Vec<DifferenceRow>,
    /// How many there are; empty if all are shown.
    pub more_differences: String,
    /// Shops that wait.
    pub waiting: Vec<WaitingShop>,
    /// Files.
    pub files: Vec<FileRow>,
    /// Which states can be chosen.
    pub states: Vec<Tab>,
    /// Payouts.
    pub rows: Vec<PayoutRow>,
    /// The first part of the list, from a later one.
    pub first: String,
    /// The next part.
    pub next: String,
}

/// An entry of a statement that did not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DifferenceRow {
    /// Where what was found out is sent.
    pub action: String,
    /// Its id, for labels.
    pub id: String,
    /// In what it does not fit.
    pub kind: String,
    /// How much.
    pub amount: String,
    /// What it is called by us, by the bank, and when it was booked.
    pub facts: Vec<(String, String)>,
    /// The payout that it is about; empty if there is none.
    pub payout: String,
}

/// A shop that waits for its money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingShop {
    /// Its name.
    pub name: String,
    /// The page of its seller.
    pub href: String,
    /// How much.
    pub amount: String,
    /// Since when.
    pub since: String,
    /// Why.
    pub reasons: Vec<String>,
}

/// A file for the bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// Where it is, without the form in which it is written.
    pub href: String,
    /// How banks call it.
    pub name: String,
    /// How many payouts of how much, and when they are to be paid.
    pub about: String,
    /// When it was made.
    pub made: String,
}

/// A payout of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayoutRow {
    /// Its page.
    pub href: String,
    /// The shop.
    pub shop: String,
    /// For which day.
    pub day: String,
    /// How much.
    pub amount: String,
    /// Where it is, and the colour of that.
    pub state: (String, &'static str),
    /// Since when, and why.
    pub told: String,
}

page!(StaffPayoutsPage);

impl DifferenceRow {
    fn new(l: &Localizer, found: &Difference) -> Self {
        let or_dash = |text: &str| {
            if text.is_empty() {
                "–".to_owned()
            } else {
                text.to_owned()
            }
        };
        let booked = found.booked_on.map(|day| l.day(day));
        Self {
            action: l.url(&format!("{LIST}/differences/{}", found.difference_id)),
            id: found.difference_id.to_string(),
            kind: difference(l, found.kind),
            amount: format!(
                "{} {}",
                pasar_service::payout::decimal(found.amount),
                found.amount.currency
            ),
            facts: vec![
                (l.t("payout-end-to-end"), or_dash(&found.end_to_end_id)),
                (l.t("payout-bank-reference"), or_dash(&found.reference)),
                (l.t("payout-booked"), booked.unwrap_or_else(|| "–".to_owned())),
            ],
            payout: found
                .payout
                .map(|(_, id)| l.url(&format!("{LIST}/{id}")))
                .unwrap_or_default(),
        }
    }
}

impl WaitingShop {
    fn new(ctx: &Context, l: &Localizer, desk: &Desk, balance: &ShopBalance) -> Self {
        let shop = desk.shops.get(&balance.shop_id);
        let waiting = balance.waiting.as_ref();
        Self {
            name: shop.map_or_else(|| balance.shop_id.to_string(), |shop| shop.name.clone()),
            href: shop
                .map(|shop| l.url(&format!("/staff/sellers/{}", shop.seller_id)))
                .unwrap_or_default(),
            amount: l.money(balance.free()),
            since: waiting
                .map(|waiting| l.t1("payout-since", "day", l.date(waiting.since)))
                .unwrap_or_default(),
            reasons: waiting
                .map(|waiting| wait(ctx, l, &waiting.wait))
                .unwrap_or_default(),
        }
    }
}

impl FileRow {
    pub(super) fn new(l: &Localizer, file: &PayoutFile) -> Self {
        let about = [
            ("payouts", file.payouts.to_arg()),
            ("sum", l.money(file.sum).to_arg()),
            ("day", l.day(file.execute_on).to_arg()),
        ];
        Self {
            href: l.url(&format!("{LIST}/files/{}", file.file_id)),
            name: pasar_domain::bank::message_id(file.file_id),
            about: l.t_with("payout-file-about", &about),
            made: l.date_time(file.made_at),
        }
    }
}

impl PayoutRow {
    fn new(l: &Localizer, desk: &Desk, payout: &Payout) -> Self {
        let shop = desk.shops.get(&payout.shop_id);
        Self {
            href: l.url(&format!("{LIST}/{}", payout.payout_id)),
            shop: shop.map_or_else(|| payout.shop_id.to_string(), |shop| shop.name.clone()),
            day: l.day(payout.due_on),
            amount: l.money(payout.amount),
            state: state(l, payout.state.name()),
            told: told(l, &payout.state),
        }
    }
}

/// What the desk has in figures.
fn stats(l: &Localizer, desk: &Desk) -> Vec<(String, String, String)> {
    let count = |(count, _): (u64, _)| l.t1("payout-count", "count", count);
    vec![
        (l.t("payout-owed"), l.money(desk.owed), l.t("payout-owed-note")),
        (
            l.t("payout-leaving"),
            l.money(desk.leaving),
            l.t("payout-leaving-note"),
        ),
        (l.t("payout-due"), l.money(desk.due.1), count(desk.due)),
        (l.t("payout-sent"), l.money(desk.sent.1), count(desk.sent)),
    ]
}

/// The states that can be chosen.
fn states(l: &Localizer, chosen: Option<PayoutStateName>) -> Vec<Tab> {
    let tab = |of: Option<PayoutStateName>| {
        let (name, href) = match of {
            Some(of) => (state(l, of).0, l.url(&format!("{LIST}?state={of}"))),
            None => (l.t("payout-all"), l.url(LIST)),
        };
        Tab::new(name, href, of == chosen)
    };
    let all = PayoutStateName::ALL.iter().map(|of| tab(Some(*of)));
    std::iter::once(tab(None)).chain(all).collect()
}

/// Which part of the desk is shown, and to whom.
pub(super) struct Seen {
    pub(super) state: Option<PayoutStateName>,
    pub(super) is_later: bool,
    pub(super) may_send: bool,
}

impl StaffPayoutsPage {
    pub(super) fn new(
        ctx: &Context,
        shell: &Shell,
        desk: &Desk,
        seen: &Seen,
        (form, statement): (Form, Form),
    ) -> Self {
        let l = &shell.l;
        let of_state = seen.state.map(|of| format!("?state={of}")).unwrap_or_default();
        let next = desk.next.map(|next| {
            let join = if of_state.is_empty() { '?' } else { '&' };
            l.url(&format!("{LIST}{of_state}{join}before={next}"))
        });
        let shown = u64::try_from(desk.differences.len()).unwrap_or(u64::MAX);
        Self {
            stats: stats(l, desk),
            form,
            statement,
            may_send: seen.may_send,
            is_due: desk.due.0 > 0,
            differences: desk
                .differences
                .iter()
                .map(|one| DifferenceRow::new(l, one))
                .collect(),
            more_differences: if desk.differences_count > shown {
                l.t1("payout-differences-count", "count", desk.differences_count)
            } else {
                String::new()
            },
            waiting: desk
                .waiting
                .iter()
                .map(|one| WaitingShop::new(ctx, l, desk, one))
                .collect(),
            files: desk.files.iter().map(|file| FileRow::new(l, file)).collect(),
            states: states(l, seen.state),
            rows: desk
                .payouts
                .iter()
                .map(|payout| PayoutRow::new(l, desk, payout))
                .collect(),
            first: if seen.is_later {
                l.url(&format!("{LIST}{of_state}"))
            } else {
                String::new()
            },
            next: next.unwrap_or_default(),
            shell: framed(shell),
        }
    }
}

pub(super) fn framed(shell: &Shell) -> Shell {
    let title = shell.l.t("payouts-title");
    shell.clone().titled(title).at("payouts").private()
}

/// The form to make a file, as the last one was made.
pub(super) fn as_before(l: &Localizer, desk: &Desk) -> Form {
    let before = desk.files.first().map(|file| &file.payer);
    before.map_or_else(|| Form::new(l), |payer| filled(l, payer))
}

fn filled(l: &Localizer, payer: &BankAccount) -> Form {
    Form::filled(
        l,
        [
            ("holder", payer.holder.as_str()),
            ("bank", payer.bank.as_str()),
            ("number", payer.number.as_str()),
        ],
    )
}

impl Page for StaffPayoutsPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        super::samples::payouts(&shell)
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(duty: OnDuty, Query(query): Query<PayoutsQuery>) -> Result<StaffPayoutsPage, WebError> {
    page(&duty, &query, None, None).await
}

/// The page, with a form on it that was refused.
pub(super) async fn page(
    duty: &OnDuty,
    query: &PayoutsQuery,
    form: Option<Form>,
    statement: Option<Form>,
) -> Result<StaffPayoutsPage, WebError> {
    let ctx = &duty.visit.ctx;
    let l = duty.visit.l();
    let found = desk(ctx, duty.staff, query.state, query.before).await;
    let desk = found.map_err(|error| refuse(error.into()))?;
    let seen = Seen {
        state: query.state,
        is_later: query.before.is_some(),
        may_send: duty.staff.role() == StaffRole::Administrator,
    };
    let form = form.unwrap_or_else(|| as_before(l, &desk));
    let statement = statement.unwrap_or_else(|| Form::new(l));
    Ok(StaffPayoutsPage::new(
        ctx,
        &duty.visit.shell,
        &desk,
        &seen,
        (form, statement),
    ))
}
