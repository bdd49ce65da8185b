//! Gives the money of a cancelled order back: once, whatever happens in between.

use pasar_domain::id::{OrderId, ShopId, TransferId};
use pasar_domain::order::{Funds, Order, OrderState};
use pasar_domain::payment::{Payment, PaymentState};
use pasar_ledger::posting::Postings;
use pasar_store::{order, payment, transfer};

use super::capture::{CaptureError, capture};
use super::provider::ProviderError;
use crate::context::Context;

/// Why the money is not back yet. It is tried again.
#[derive(Debug, thiserror::Error)]
pub enum RefundError {
    /// There is no such order, or it is not cancelled.
    #[error("there is no cancelled order `{0}`")]
    NotCancelled(OrderId),
    /// The money has not been taken yet.
    #[error("the payment of `{0}` is not captured yet")]
    NotCaptured(OrderId),
    /// Taking it first did not work.
    #[error(transparent)]
    Capture(#[from] CaptureError),
    /// The provider did not do it.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// The sums of the order do not fit.
    #[error(transparent)]
    Sum(#[from] pasar_domain::money::MoneyError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Gives the money of a cancelled order back: the whole of it, under the order's own key, so that asking twice pays once. What the
/// provider has only set aside is taken first, because a payment of several shops can only be taken or let go as a whole.
///
/// # Errors
/// When it is not back yet; call again.
pub async fn refund_order(ctx: &Context, shop_id: ShopId, order_id: OrderId) -> Result<(), RefundError> {
    let (mut order, paid) = read(ctx, shop_id, order_id).await?;
    if order.funds == Funds::Held {
        let held = paid
            .iter()
            .find(|payment| matches!(payment.state, PaymentState::Authorised { .. }));
        let held = held.ok_or(RefundError::NotCaptured(order_id))?.id;
        capture(ctx, &[held]).await?;
        order = read(ctx, shop_id, order_id).await?.0;
    }
    match order.funds {
        Funds::Captured { .. } => {}
        Funds::None | Funds::Returned { .. } => return Ok(()),
        Funds::Held => return Err(RefundError::NotCaptured(order_id)),
    }
    let (_, paid) = read(ctx, shop_id, order_id).await?;
    let taken = paid
        .iter()
        .find(|payment| matches!(payment.state, PaymentState::Captured { .. }));
    let taken = taken.ok_or(RefundError::NotCaptured(order_id))?;
    let key = order_id.to_string();
    ctx.payments()
        .refund(taken.id, &key, order.amounts.total()?, ctx.now())
        .await?;
    write(ctx, (shop_id, order_id), &taken.provider).await
}

async fn read(
    ctx: &Context,
    shop_id: ShopId,
    order_id: OrderId,
) -> Result<(Order, Vec<Payment>), RefundError> {
    let mut connection = ctx.home().read().await?;
    let order = order::get(&mut connection, &[(shop_id, order_id)]).await?.pop();
    let order = order.filter(|order| matches!(order.state, OrderState::Cancelled { .. }));
    let order = order.ok_or(RefundError::NotCancelled(order_id))?;
    let payments = payment::of_groups(&mut connection, &[(order.buyer_id, order.order_group_id)]).await?;
    Ok((order, payments))
}

async fn write(ctx: &Context, key: (ShopId, OrderId), provider: &str) -> Result<(), RefundError> {
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let order = order::lock(&mut tx, &[key]).await?.pop();
    let mut order = order.ok_or(RefundError::NotCancelled(key.1))?;
    if let Funds::Captured { .. } = order.funds {
        let mut new_id = || TransferId::new(now, &ctx.entropy());
        let transfers = Postings::new(now, &mut new_id).refund(&order, provider);
        order.funds = Funds::Returned { at: now };
        transfer::insert(&mut tx, &transfers).await?;
        order::update(&mut tx, &[order]).await?;
        tx.commit().await.map_err(pasar_store::Error::from)?;
    }
    Ok(())
}
