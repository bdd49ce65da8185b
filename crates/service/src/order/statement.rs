//! What a shop is paid and why: order by order, and in sum.

use pasar_domain::Instant;
use pasar_domain::id::OrderId;
use pasar_domain::money::{Money, MoneyError};
use pasar_domain::order::{Amounts, Order, OrderState, OrderStateName};
use pasar_store::order::{self, OrderFilter};
pub use pasar_store::order::{PayoutHold, PayoutHoldSum};
use pasar_store::shop_balance;

use super::list::{Cursor, Page};
use crate::actor::ShopKeeper;
use crate::context::Context;

/// When the shop gets the money of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatementStanding {
    /// It is in escrow until the buyer has the parcel and the agreed days are over.
    Held,
    /// The buyer has the parcel; the money leaves escrow then.
    DueOn(Instant),
    /// Its time has come, and a rule of the charter does not let the seller be paid at present.
    Waits(PayoutHold),
    /// It has left escrow: we owe it to the shop.
    Payable {
        /// Since when.
        since: Instant,
    },
}

/// What one order brings the shop: goods and shipping, less commission and fee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementLine {
    /// The order.
    pub order_id: OrderId,
    /// Its number.
    pub number: String,
    /// When it became binding.
    pub placed_at: Instant,
    /// Its sums.
    pub amounts: Amounts,
    /// What the shop gets.
    pub net: Money,
    /// When it gets it.
    pub standing: StatementStanding,
}

/// What the orders in one state bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementTotal {
    /// The state: awaiting shipment, in transit, delivered or completed.
    pub state: OrderStateName,
    /// How many orders.
    pub orders: u64,
    /// Their sums.
    pub amounts: Amounts,
    /// What the shop gets.
    pub net: Money,
}

/// A shop's statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What all of the shop's paid orders bring, state by state.
    pub totals: Vec<StatementTotal>,
    /// What is in escrow for the shop: net, of orders not completed.
    pub held: Money,
    /// What we owe to the shop: what has left escrow and was not paid out.
    pub payable: Money,
    /// What of `held` waits because the seller may not be paid at present, and why.
    pub holds: Vec<PayoutHoldSum>,
    /// The newest paid orders, one by one.
    pub lines: Page<StatementLine, OrderId>,
}

/// Why there is no statement.
#[derive(Debug, thiserror::Error)]
pub enum StatementError {
    /// A sum is too large.
    #[error(transparent)]
    Sum(#[from] MoneyError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// What the shop is paid and why: five queries. Unpaid and cancelled orders bring nothing and are left out.
///
/// # Errors
/// The database's, or sums that do not fit.
pub async fn statement(
    ctx: &Context,
    keeper: ShopKeeper,
    cursor: Cursor<OrderId>,
) -> Result<Statement, StatementError> {
    let mut connection = ctx.home().read().await?;
    let currency = ctx.market().currency;
    let mut totals = Vec::new();
    for sum in order::statement_sums(&mut connection, keeper.shop_id(), currency).await? {
        let net = sum.amounts.net()?;
        totals.push(StatementTotal {
            state: sum.state,
            orders: sum.orders,
            amounts: sum.amounts,
            net,
        });
    }
    let completed = |total: &&StatementTotal| total.state == OrderStateName::Completed;
    let balance = shop_balance::get(&mut connection, keeper.shop_id(), currency).await?;
    let payable = balance.map_or(Money::zero(currency), |balance| balance.owed);
    let held = Money::sum(
        currency,
        totals
            .iter()
            .filter(|total| !completed(total))
            .map(|total| total.net),
    )?;
    let filter = OrderFilter {
        shop_id: Some(keeper.shop_id()),
        state: None,
        placed_only: true,
        before: cursor.before,
    };
    let orders = order::list(&mut connection, filter, cursor.size() + 1).await?;
    let page = Page::of(orders, cursor.size(), |order: &Order| order.id);
    let keys: Vec<_> = page
        .entries
        .iter()
        .map(|order| (order.shop_id, order.id))
        .collect();
    let mut waiting = order::payout_holds(&mut connection, &keys).await?;
    let holds = order::payout_hold_sums(&mut connection, keeper.shop_id(), currency).await?;
    let lines = page
        .entries
        .iter()
        .filter_map(|order| line(order, waiting.remove(&order.id)).transpose())
        .collect::<Result<_, _>>()?;
    Ok(Statement {
        totals,
        held,
        payable,
        holds,
        lines: Page {
            entries: lines,
            next: page.next,
        },
    })
}

fn line(order: &Order, hold: Option<PayoutHold>) -> Result<Option<StatementLine>, MoneyError> {
    let standing = match order.state {
        OrderState::AwaitingPayment { .. } | OrderState::Cancelled { .. } => return Ok(None),
        OrderState::AwaitingShipment { .. } | OrderState::InTransit { .. } => StatementStanding::Held,
        OrderState::Delivered { release_at, .. } => {
            hold.map_or(StatementStanding::DueOn(release_at), StatementStanding::Waits)
        }
        OrderState::Completed { completed_at, .. } => StatementStanding::Payable { since: completed_at },
    };
    Ok(Some(StatementLine {
        order_id: order.id,
        number: order.number.clone(),
        placed_at: order.state.placed_at().unwrap_or(order.created_at),
        amounts: order.amounts,
        net: order.amounts.net()?,
        standing,
    }))
}
