//! What of a shop's money page is about payouts: what is owed and on its way, the last payouts, and the last days.

use pasar_domain::payout::Payout;
use pasar_service::Context;
use pasar_service::statement::{DayError, StatementDays};

use super::money::MoneyHold;
use crate::prelude::*;
use crate::staff::payout::{state, told, wait};

/// A payout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaidRow {
    /// For which day it was made.
    pub day: String,
    /// How much.
    pub amount: String,
    /// Where it is, and the colour of that.
    pub state: (String, &'static str),
    /// Since when, and why.
    pub told: String,
}

/// A day on which what is owed moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRow {
    /// Its statement.
    pub href: String,
    /// The day.
    pub day: String,
    /// What orders brought.
    pub earned: String,
    /// What was paid out.
    pub paid_out: String,
    /// What was owed when it ended.
    pub closing: String,
}

/// What is about payouts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Owed {
    /// What is on its way to the bank.
    pub leaving: String,
    /// When the next payout is made, and from how much on.
    pub next: String,
    /// Why the shop was not paid on its day.
    pub hold: Option<MoneyHold>,
    /// The last payouts.
    pub payouts: Vec<PaidRow>,
    /// The last days.
    pub days: Vec<DayRow>,
}

impl Owed {
    pub(super) fn new(ctx: &Context, l: &Localizer, found: &StatementDays) -> Self {
        let free = found.owed.subtract(found.leaving).unwrap_or(found.owed);
        let hold = found.waiting.as_ref().filter(|_| free.is_positive());
        Self {
            leaving: l.money(found.leaving),
            next: match found.next {
                Some(day) => l.t2(
                    "seller-money-next",
                    "day",
                    l.day(day),
                    "minimum",
                    l.money(found.minimum),
                ),
                None => l.t1("seller-money-minimum", "minimum", l.money(found.minimum)),
            },
            hold: hold.map(|waiting| MoneyHold {
                title: l.t2(
                    "seller-money-payout-waits",
                    "amount",
                    l.money(free),
                    "day",
                    l.date(waiting.since),
                ),
                reasons: wait(ctx, l, &waiting.wait),
                again: l.t1("seller-money-hold-again", "when", l.date_time(waiting.again_at)),
            }),
            payouts: found.payouts.iter().map(|payout| paid(l, payout)).collect(),
            days: found
                .days
                .iter()
                .map(|day| DayRow {
                    href: l.url(&format!("/seller/money/{}", day.day)),
                    day: l.day(day.day),
                    earned: l.money(day.earned),
                    paid_out: l.money(day.paid_out),
                    closing: l.money(day.closing),
                })
                .collect(),
        }
    }

    pub(super) fn sample(l: &Localizer) -> Self {
        use pasar_domain::payout::PayoutStateName;
        let money = |minor| l.money(l.market().money(minor));
        let row = |of: &PayoutStateName| PaidRow {
            day: "30 November 2026".to_owned(),
            amount: money(5_350_000),
            state: state(l, *of),
            told: "AC04 <closed>".to_owned(),
        };
        Self {
            leaving: money(5_350_000),
            next: l.t2(
                "seller-money-next",
                "day",
                "1 Desember 2026",
                "minimum",
                money(500),
            ),
            hold: Some(MoneyHold {
                title: l.t2(
                    "seller-money-payout-waits",
                    "amount",
                    money(5_350_000),
                    "day",
                    "30 November 2026",
                ),
                reasons: vec![l.t("payout-no-account")],
                again: l.t1("seller-money-hold-again", "when", "30 November 2026"),
            }),
            payouts: PayoutStateName::ALL.iter().map(row).collect(),
            days: vec![DayRow {
                href: l.url("/seller/money/2026-11-30"),
                day: "30 November 2026".to_owned(),
                earned: money(5_600_000),
                paid_out: money(5_350_000),
                closing: money(250_000),
            }],
        }
    }
}

fn paid(l: &Localizer, payout: &Payout) -> PaidRow {
    PaidRow {
        day: l.day(payout.due_on),
        amount: l.money(payout.amount),
        state: state(l, payout.state.name()),
        told: told(l, &payout.state),
    }
}

/// Why there is no statement.
pub(crate) fn no_statement(error: DayError) -> WebError {
    match error {
        DayError::NotYet(_) => WebError::not_found(),
        DayError::Sum(error) => WebError::internal(error),
        DayError::Write(error) => WebError::internal(error),
        DayError::Store(error) => error.into(),
    }
}
