//! One day of what a shop is owed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use pasar_domain::Instant;
use pasar_domain::id::{OrderId, PayoutId};
use pasar_domain::money::Money;
use pasar_domain::order::{Amounts, Order};
use pasar_ledger::{Cause, Kind, Phase, Transfer};
use pasar_store::{order, shop_balance, transfer};

use super::{DayError, bounds};
use crate::actor::ShopKeeper;
use crate::context::Context;

/// Something that moved what a shop is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayLine {
    /// An order was complete, and its share left escrow.
    Order {
        /// When.
        at: Instant,
        /// The order.
        order_id: OrderId,
        /// Its number.
        number: String,
        /// Its sums.
        amounts: Amounts,
        /// What the shop got of it.
        net: Money,
    },
    /// The bank paid a payout.
    PaidOut {
        /// When that was read.
        at: Instant,
        /// The payout.
        payout_id: PayoutId,
        /// How much.
        amount: Money,
    },
    /// A payout that had been paid came back.
    CameBack {
        /// When that was read.
        at: Instant,
        /// The payout.
        payout_id: PayoutId,
        /// How much.
        amount: Money,
    },
}

impl DayLine {
    /// When it was.
    pub const fn at(&self) -> Instant {
        match self {
            Self::Order { at, .. } | Self::PaidOut { at, .. } | Self::CameBack { at, .. } => *at,
        }
    }

    /// What it did to what the shop is owed: less than nothing when it was paid out.
    pub const fn change(&self) -> Money {
        match self {
            Self::Order { net, .. } => *net,
            Self::PaidOut { amount, .. } => Money::new(-amount.minor, amount.currency),
            Self::CameBack { amount, .. } => *amount,
        }
    }
}

/// One day of what a shop is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayStatement {
    /// The day, in the market's time zone.
    pub day: NaiveDate,
    /// What was owed when it began.
    pub opening: Money,
    /// What moved that, in order of time.
    pub lines: Vec<DayLine>,
    /// What was owed when it ended; up to now, for the present day.
    pub closing: Money,
}

/// The statement of a day: opening and lines come to closing exactly. Four queries on one state of everything.
///
/// # Errors
/// See [`DayError`].
pub async fn day(ctx: &Context, keeper: ShopKeeper, day: NaiveDate) -> Result<DayStatement, DayError> {
    let (market, shop_id) = (ctx.market(), keeper.shop_id());
    let currency = market.currency;
    let (begins, ends) = bounds(day, market);
    if begins > ctx.now() {
        return Err(DayError::NotYet(day));
    }
    let mut tx = ctx.home().begin_snapshot().await?;
    let balance = shop_balance::get(&mut tx, shop_id, currency).await?;
    let owed = balance.map_or(Money::zero(currency), |balance| balance.owed);
    let later = transfer::owed_since(&mut tx, (shop_id, currency), ends).await?;
    let moved = transfer::of_payable_between(&mut tx, shop_id, (begins, ends)).await?;
    let moved: Vec<Transfer> = moved.into_iter().filter(|one| moves(one, currency)).collect();
    let keys: Vec<_> = moved
        .iter()
        .filter_map(|transfer| transfer.cause.order_id())
        .map(|order_id| (shop_id, order_id))
        .collect();
    let orders = order::get(&mut tx, &keys).await?;
    let orders: BTreeMap<OrderId, Order> = orders.into_iter().map(|order| (order.id, order)).collect();
    let lines: Vec<DayLine> = moved
        .iter()
        .filter_map(|transfer| line(transfer, &orders).transpose())
        .collect::<Result<_, _>>()?;
    let closing = owed.subtract(later)?;
    let change = Money::sum(currency, lines.iter().map(DayLine::change))?;
    Ok(DayStatement {
        day,
        opening: closing.subtract(change)?,
        lines,
        closing,
    })
}

/// Did it move money, rather than hold it or let it go?
fn moves(transfer: &Transfer, currency: pasar_domain::money::Currency) -> bool {
    matches!(transfer.phase, Phase::Immediate | Phase::Post(_)) && transfer.amount.currency == currency
}

fn line(transfer: &Transfer, orders: &BTreeMap<OrderId, Order>) -> Result<Option<DayLine>, DayError> {
    let (at, amount) = (transfer.recorded_at, transfer.amount);
    Ok(match (transfer.cause, transfer.kind) {
        (Cause::Order(order_id), _) => {
            let order = orders.get(&order_id).ok_or(pasar_store::Error::Inconsistent {
                table: "transfer",
                column: "order_id",
                id: order_id.to_string(),
            })?;
            Some(DayLine::Order {
                at,
                order_id,
                number: order.number.clone(),
                amounts: order.amounts,
                net: amount,
            })
        }
        (Cause::Payout(payout_id), Kind::Payout) => Some(DayLine::PaidOut {
            at,
            payout_id,
            amount,
        }),
        (Cause::Payout(payout_id), Kind::PayoutReturned) => Some(DayLine::CameBack {
            at,
            payout_id,
            amount,
        }),
        (Cause::Payout(_) | Cause::Settlement(_), _) => None,
    })
}
