//! The last days of what a shop is owed, each in one line.

use chrono::{Days, NaiveDate};
use pasar_domain::money::Money;
use pasar_domain::payout::Payout;
use pasar_store::shop_balance::{self, PayoutWaiting};
use pasar_store::{payout, transfer};

use super::{DayError, bounds};
use crate::actor::ShopKeeper;
use crate::context::Context;

/// So many days are shown, the present one among them.
pub const DAYS: u64 = 31;

/// The last payouts that are shown.
const PAYOUTS: u32 = 20;

/// A day on which what a shop is owed moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementDay {
    /// The day, in the market's time zone.
    pub day: NaiveDate,
    /// What orders brought.
    pub earned: Money,
    /// What was paid out, less what came back of it.
    pub paid_out: Money,
    /// What was owed when it ended.
    pub closing: Money,
}

/// What a shop is owed at present, and how that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementDays {
    /// What it is owed.
    pub owed: Money,
    /// What of that is in payouts that are on their way.
    pub leaving: Money,
    /// When it is looked at next, and what may then be paid out.
    pub next: Option<NaiveDate>,
    /// The least that is paid out.
    pub minimum: Money,
    /// Why it was not paid when its day had come.
    pub waiting: Option<PayoutWaiting>,
    /// The last payouts, newest first.
    pub payouts: Vec<Payout>,
    /// Days of the last month on which something moved, newest first.
    pub days: Vec<StatementDay>,
}

/// What a shop is owed, its last payouts, and the days of the last month on which something moved. Three queries.
///
/// # Errors
/// See [`DayError`].
pub async fn days(ctx: &Context, keeper: ShopKeeper) -> Result<StatementDays, DayError> {
    let (market, shop_id) = (ctx.market(), keeper.shop_id());
    let currency = market.currency;
    let today = ctx.now().with_timezone(&market.time_zone).date_naive();
    let first = today.checked_sub_days(Days::new(DAYS - 1)).unwrap_or(today);
    let (since, _) = bounds(first, market);
    let mut tx = ctx.home().begin_snapshot().await?;
    let balance = shop_balance::get(&mut tx, shop_id, currency).await?;
    let payouts = payout::of_shop(&mut tx, shop_id, PAYOUTS).await?;
    let moved = transfer::owed_days(&mut tx, (shop_id, currency), since, market.time_zone.name()).await?;
    let zero = Money::zero(currency);
    let owed = balance.as_ref().map_or(zero, |balance| balance.owed);
    let mut closing = owed;
    let mut days = Vec::with_capacity(moved.len());
    for one in moved {
        let paid_out = one.paid_out.subtract(one.returned)?;
        let before = closing.subtract(one.earned)?.add(paid_out)?;
        days.push(StatementDay {
            day: one.day,
            earned: one.earned,
            paid_out,
            closing,
        });
        closing = before;
    }
    Ok(StatementDays {
        owed,
        leaving: balance.as_ref().map_or(zero, |balance| balance.leaving),
        next: balance.as_ref().and_then(|balance| balance.due_on),
        minimum: market.money(market.charter.payout.minimum_minor),
        waiting: balance.and_then(|balance| balance.waiting),
        payouts,
        days,
    })
}
