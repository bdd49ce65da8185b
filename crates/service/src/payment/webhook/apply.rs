//! Applies messages that were taken in: asks the provider about the payments that they are about.

use std::collections::BTreeSet;

use chrono::Duration;
use pasar_domain::Instant;
use pasar_domain::id::PaymentId;
use pasar_domain::payment::Payment;
use pasar_store::provider_event::DueEvent;
use pasar_store::{payment, provider_event};

use super::super::reconcile::hear;
use crate::checkout::PaymentOutcome;
use crate::context::Context;

/// Most messages that are applied at once.
const BATCH: u32 = 100;
/// The longest pause before a provider that kept silent is asked again because of a message.
const PAUSE_SECONDS_MAX: i64 = 600;

/// Applies what is due. A message is applied when the provider has answered for its payment, or when the payment is not open any more; until
/// then it is kept: one that came before the answer that it belongs to may find the provider still busy with that. Returns how many were due.
///
/// # Errors
/// The database's; everything is still due then.
pub async fn apply_due(ctx: &Context) -> Result<usize, pasar_store::Error> {
    let provider = ctx.payments().name();
    let now = ctx.now();
    let mut connection = ctx.home().read().await?;
    let due = provider_event::due(&mut connection, provider, now, BATCH).await?;
    if due.is_empty() {
        return Ok(0);
    }
    let ids: BTreeSet<PaymentId> = due.iter().map(|event| event.payment_id).collect();
    let ids: Vec<PaymentId> = ids.into_iter().collect();
    let mut open = payment::of_ids(&mut connection, &ids).await?;
    drop(connection);
    open.retain(|payment| payment.state.is_open());
    let silent = silent(ctx, &open).await;
    let (kept, done): (Vec<&DueEvent>, Vec<&DueEvent>) =
        due.iter().partition(|event| silent.contains(&event.payment_id));
    let done: Vec<String> = done.into_iter().map(|event| event.event_id.clone()).collect();
    let kept: Vec<(String, Instant)> = kept
        .into_iter()
        .map(|event| (event.event_id.clone(), now + pause(event.tries)))
        .collect();
    let mut tx = ctx.home().begin().await?;
    provider_event::applied(&mut tx, provider, &done, now).await?;
    provider_event::put_off(&mut tx, provider, &kept).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(due.len())
}

/// Asks for open payments, and says for which of them nothing was heard.
async fn silent(ctx: &Context, open: &[Payment]) -> BTreeSet<PaymentId> {
    let outcomes = hear(ctx, open).await;
    let is_silent = |id: &PaymentId| matches!(outcomes.get(id), None | Some(PaymentOutcome::Unknown));
    open.iter()
        .map(|payment| payment.id)
        .filter(|id| is_silent(id))
        .collect()
}

/// Two seconds, then twice as long each time.
fn pause(tries: i32) -> Duration {
    let doubled = u32::try_from(tries)
        .ok()
        .and_then(|tries| 2_i64.checked_pow(tries + 1));
    Duration::seconds(doubled.unwrap_or(PAUSE_SECONDS_MAX).min(PAUSE_SECONDS_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end() {
        let seconds: Vec<i64> = [0, 1, 2, 8, 9, 60, i32::MAX, -1]
            .map(|tries| pause(tries).num_seconds())
            .to_vec();
        assert_eq!(seconds, [2, 4, 8, 512, 600, 600, 600, 600]);
    }
}
