//! Calls an order off before it is shipped: stock comes back, and so does the money.

use pasar_domain::Instant;
use pasar_domain::id::{OrderGroupId, OrderId};
use pasar_domain::order::{
    CancelReason, Cancellation, CancelledBy, Order, OrderState, OrderVerb, WrongState,
};
use pasar_domain::order_group::{GroupFailure, OrderGroupState};
use pasar_domain::stock::{StockKey, StockMove};
use pasar_policy::{Allowed, Claim, ClaimKind, OrderFacts, Question, Refusal};
use pasar_store::{PgConnection, order, order_group, outbox};

use super::expire::fail_groups;
use super::{OrderError, OrderKey};
use crate::actor::{Buyer, ShopKeeper};
use crate::context::Context;
use crate::gate;
use crate::job::{self, Job, Letter};
use crate::payment::settle::{move_stock, stock_moves};

/// Why an order was not called off.
#[derive(Debug, thiserror::Error)]
pub enum CancelError {
    /// Somebody in this role cannot say so.
    #[error("`{0}` is not a reason that you can give; choose one of the list")]
    Reason(CancelReason),
    /// It is not paid yet: the whole checkout is called off instead.
    #[error("the order is not paid yet; cancel the whole checkout")]
    NotPaid,
    /// The charter does not let the buyer ask for it.
    #[error(transparent)]
    Refused(Refusal),
    /// There is no such order, or it is in another state.
    #[error(transparent)]
    Order(#[from] OrderError),
}

impl From<pasar_store::Error> for CancelError {
    fn from(error: pasar_store::Error) -> Self {
        Self::Order(error.into())
    }
}

/// The buyer calls a paid order off; the money comes back by itself.
///
/// # Errors
/// When it is not the buyer's, or has left the shop, or is not paid.
pub async fn cancel_by_buyer(
    ctx: &Context,
    buyer: Buyer,
    order_id: OrderId,
    reason: CancelReason,
) -> Result<(), CancelError> {
    if !CancelReason::of_buyer().contains(&reason) {
        return Err(CancelError::Reason(reason));
    }
    let mut tx = ctx.home().begin().await?;
    let order = order::find(&mut tx, order_id).await?;
    let order = order.filter(|order| order.buyer_id == buyer.account_id());
    let order = order.ok_or(OrderError::NotFound(order_id))?;
    let now = ctx.now();
    let key = claim(ctx, &order, ClaimKind::Cancel, now)?;
    let cancellation = Cancellation {
        at: now,
        by: CancelledBy::Buyer,
        reason,
    };
    let letters = [
        Letter::OrderCancelled {
            shop_id: order.shop_id,
            order_id,
        },
        Letter::OrderWithdrawn {
            shop_id: order.shop_id,
            order_id,
        },
    ];
    granted(ctx, &mut tx, &order, (cancellation, key), &letters).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    ctx.bell().ring();
    Ok(())
}

/// May the buyer ask for this? The charter under which the order was made decides.
fn claim(
    ctx: &Context,
    order: &Order,
    claim: ClaimKind,
    now: Instant,
) -> Result<Allowed<Claim>, CancelError> {
    let (shipped, delivered_at) = match order.state {
        OrderState::AwaitingPayment { .. }
        | OrderState::AwaitingShipment { .. }
        | OrderState::Cancelled { .. } => (false, None),
        OrderState::InTransit { .. } => (true, None),
        OrderState::Delivered { delivered_at, .. } | OrderState::Completed { delivered_at, .. } => {
            (true, Some(delivered_at))
        }
    };
    let question = Question::Claim {
        buyer: order.buyer_id,
        order: OrderFacts {
            shipped,
            delivered: delivered_at.is_some(),
            days_since_delivery: delivered_at.map_or(0, |at| (now - at).num_days()),
        },
        claim,
        market: ctx.market().code,
        now,
    };
    gate::ask_under(ctx, &question, &order.terms.charter_version).map_err(|refusal| match order.state {
        // What has left the shop cannot be called off: a state says that more plainly than a rule.
        OrderState::AwaitingShipment { .. } | OrderState::AwaitingPayment { .. } => {
            CancelError::Refused(refusal)
        }
        _ => CancelError::Order(
            WrongState {
                from: order.state.name(),
                verb: OrderVerb::Cancel,
            }
            .into(),
        ),
    })
}

/// Calls off what the buyer may call off: only with the key to it.
async fn granted(
    ctx: &Context,
    tx: &mut PgConnection,
    order: &Order,
    (cancellation, _): (Cancellation, Allowed<Claim>),
    letters: &[Letter],
) -> Result<(), CancelError> {
    cancel(ctx, tx, (order.shop_id, order.id), cancellation, letters).await
}

/// The shop calls a paid order off, with a reason that the buyer reads.
///
/// # Errors
/// When it is not the shop's, or has left it, or is not paid.
pub async fn cancel_by_shop(
    ctx: &Context,
    keeper: ShopKeeper,
    order_id: OrderId,
    reason: CancelReason,
) -> Result<(), CancelError> {
    if !CancelReason::of_seller().contains(&reason) {
        return Err(CancelError::Reason(reason));
    }
    let shop_id = keeper.shop_id();
    let now = ctx.now();
    let cancellation = Cancellation {
        at: now,
        by: CancelledBy::Seller,
        reason,
    };
    let mut tx = ctx.home().begin().await?;
    cancel(
        ctx,
        &mut tx,
        (shop_id, order_id),
        cancellation,
        &[Letter::OrderCancelled { shop_id, order_id }],
    )
    .await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    ctx.bell().ring();
    Ok(())
}

async fn cancel(
    ctx: &Context,
    tx: &mut PgConnection,
    key: OrderKey,
    cancellation: Cancellation,
    letters: &[Letter],
) -> Result<(), CancelError> {
    let order = order::lock(tx, &[key]).await?.pop();
    let mut order = order.ok_or(OrderError::NotFound(key.1))?;
    if let OrderState::AwaitingPayment { .. } = order.state {
        return Err(CancelError::NotPaid);
    }
    order.state = order.state.cancel(cancellation).map_err(OrderError::from)?;
    // The place of its day first, stock after.
    order::update(tx, std::slice::from_ref(&order)).await?;
    put_back(tx, &order, cancellation.at).await?;
    let refund = Job::RefundOrder {
        shop_id: key.0,
        order_id: key.1,
    };
    let jobs = letters
        .iter()
        .map(|letter| Job::SendLetter(*letter))
        .chain([refund]);
    job::enqueue(ctx, tx, jobs, cancellation.at).await?;
    Ok(())
}

async fn put_back(tx: &mut PgConnection, order: &Order, now: Instant) -> Result<(), pasar_store::Error> {
    let mut lines = order::lines(tx, &[(order.shop_id, order.id)], order.amounts.currency()).await?;
    let lines = lines.remove(&order.id).unwrap_or_default();
    let moves: Vec<StockMove> = stock_moves(order, &lines, StockMove::put_back).collect();
    move_stock(tx, &moves).await?;
    let items: Vec<StockKey> = moves.iter().map(|change| change.item).collect();
    outbox::listings_changed_by_stock(tx, &items, now).await
}

/// The buyer calls a whole checkout off before it is paid.
///
/// # Errors
/// When it is not the buyer's, or does not await payment any more.
pub async fn cancel_group(ctx: &Context, buyer: Buyer, id: OrderGroupId) -> Result<(), OrderError> {
    let key = (buyer.account_id(), id);
    let mut connection = ctx.home().read().await?;
    let group = order_group::get(&mut connection, key.0, id)
        .await?
        .ok_or(OrderError::GroupNotFound(id))?;
    drop(connection);
    let awaiting = matches!(group.state, OrderGroupState::AwaitingPayment { .. });
    let failed = if awaiting {
        fail_groups(ctx, &[key], Some(GroupFailure::Cancelled)).await?
    } else {
        0
    };
    if failed == 1 {
        return Ok(());
    }
    let from = match group.state {
        OrderGroupState::Failed { .. } => pasar_domain::order::OrderStateName::Cancelled,
        _ => pasar_domain::order::OrderStateName::AwaitingShipment,
    };
    Err(WrongState {
        from,
        verb: OrderVerb::Cancel,
    }
    .into())
}
