//! The shop's money leaves escrow after the agreed days: commission and fee to the operator, the rest to what the shop is owed.

use pasar_domain::id::TransferId;
use pasar_ledger::posting::Postings;
use pasar_store::{order, outbox, transfer};

use super::{OrderError, OrderKey};
use crate::context::Context;

/// Most orders that are completed at once.
const BATCH: u32 = 100;

/// Completes delivered orders whose days are over. Returns how many; call again while there are some.
///
/// # Errors
/// The database's.
pub async fn complete_due(ctx: &Context) -> Result<usize, OrderError> {
    let mut connection = ctx.home().read().await?;
    let due = order::releasable(&mut connection, ctx.now(), BATCH).await?;
    drop(connection);
    for key in &due {
        match complete(ctx, *key).await {
            // Another worker was faster.
            Ok(()) | Err(OrderError::WrongState(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(due.len())
}

async fn complete(ctx: &Context, key: OrderKey) -> Result<(), OrderError> {
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let mut order = order::lock(&mut tx, &[key])
        .await?
        .pop()
        .ok_or(OrderError::NotFound(key.1))?;
    order.state = order.state.complete(now)?;
    let mut new_id = || TransferId::new(now, &ctx.entropy());
    let transfers = Postings::new(now, &mut new_id).complete(&order)?;
    transfer::insert(&mut tx, &transfers).await?;
    let currency = order.amounts.currency();
    order::update(&mut tx, &[order]).await?;
    order::count_sold(&mut tx, &[key]).await?;
    let mut lines = order::lines(&mut tx, &[key], currency).await?;
    let mut listings: Vec<_> = lines
        .remove(&key.1)
        .unwrap_or_default()
        .into_iter()
        .map(|line| (key.0, line.product_id))
        .collect();
    listings.dedup();
    outbox::listings_changed(&mut tx, &listings, now).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    ctx.bell().ring();
    Ok(())
}
