//! The buyer has the parcel: says so, or is assumed to after the agreed days.

use pasar_domain::id::OrderId;
use pasar_store::order;

use super::{OrderError, OrderKey};
use crate::actor::Buyer;
use crate::context::Context;

/// Most orders that are looked at at once.
const BATCH: u32 = 100;

/// The buyer confirms to have the parcel.
///
/// # Errors
/// When it is not the buyer's order, or not in transit.
pub async fn confirm_delivered(ctx: &Context, buyer: Buyer, order_id: OrderId) -> Result<(), OrderError> {
    let mut connection = ctx.home().read().await?;
    let order = order::find(&mut connection, order_id).await?;
    drop(connection);
    let order = order.filter(|order| order.buyer_id == buyer.account_id());
    let order = order.ok_or(OrderError::NotFound(order_id))?;
    deliver(ctx, (order.shop_id, order_id)).await
}

/// Assumes that parcels without news for so long have arrived. Returns how many; call again while there are some.
///
/// # Errors
/// The database's.
pub async fn assume_delivered(ctx: &Context) -> Result<usize, OrderError> {
    let mut connection = ctx.home().read().await?;
    let due = order::assumed_delivered(&mut connection, ctx.now(), BATCH).await?;
    drop(connection);
    for key in &due {
        match deliver(ctx, *key).await {
            // The buyer confirmed meanwhile.
            Ok(()) | Err(OrderError::WrongState(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(due.len())
}

async fn deliver(ctx: &Context, key: OrderKey) -> Result<(), OrderError> {
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let mut order = order::lock(&mut tx, &[key])
        .await?
        .pop()
        .ok_or(OrderError::NotFound(key.1))?;
    order.state = order.state.deliver(now, &order.terms)?;
    order::update(&mut tx, &[order]).await?;
    order::delivered(&mut tx, key, now).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(())
}
