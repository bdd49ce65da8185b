//! The shop's money leaves escrow after the agreed days: commission and fee to the operator, the rest to what the shop is owed.

use chrono::Duration;
use pasar_domain::Instant;
use pasar_domain::id::TransferId;
use pasar_domain::order::Order;
use pasar_domain::seller::Seller;
use pasar_ledger::posting::Postings;
use pasar_policy::{Allowed, PayOut, Question, Refusal};
use pasar_store::{Transaction, order, outbox, seller, transfer};

use super::{OrderError, OrderKey};
use crate::context::Context;
use crate::gate;

/// Most orders that are completed at once.
const BATCH: u32 = 100;

/// Money whose seller may not be paid now is looked at again after so many hours.
const WAIT_HOURS: i64 = 6;

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
    let order = order::lock(&mut tx, &[key])
        .await?
        .pop()
        .ok_or(OrderError::NotFound(key.1))?;
    let seller = seller::of_shop(&mut tx, key.0)
        .await?
        .ok_or(OrderError::NotFound(key.1))?;
    let key_to_pay = match pay_out(ctx, &order, &seller, now)? {
        Ok(allowed) => allowed,
        Err(refusal) => {
            let again_at = now + Duration::hours(WAIT_HOURS);
            order::hold_payout(&mut tx, key, (now, again_at), &refusal.decision.reasons).await?;
            tx.commit().await.map_err(pasar_store::Error::from)?;
            return Ok(());
        }
    };
    release(ctx, tx, order, key_to_pay).await
}

/// May the shop's share leave escrow? The charter under which the order was made decides.
fn pay_out(
    ctx: &Context,
    order: &Order,
    seller: &Seller,
    now: Instant,
) -> Result<Result<Allowed<PayOut>, Refusal>, OrderError> {
    let question = Question::PayOut {
        seller,
        amount_minor: order.amounts.net()?.minor,
        market: ctx.market().code,
        now,
    };
    Ok(gate::ask_under(ctx, &question, &order.terms.charter_version))
}

/// The order is complete and its money is shared out: only with the key to it.
async fn release(
    ctx: &Context,
    mut tx: Transaction,
    mut order: Order,
    _: Allowed<PayOut>,
) -> Result<(), OrderError> {
    let (key, now) = ((order.shop_id, order.id), ctx.now());
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
