//! Forgets what nobody needs any more: first answers to old requests, messages of providers, sessions that have ended and carts that
//! belonged to them, and failed sign-ins of another day.

use chrono::Duration;
use pasar_domain::Instant;
use pasar_store::{
    Transaction, cart, half_sign_in, idempotency, oidc_sign_in, passkey, provider_event, session,
    sign_in_throttle, staff_session,
};

use crate::context::Context;

/// For how long a request may be repeated.
const ANSWERS_DAYS: i64 = 7;
/// For how long messages of providers are known, so that one that comes again is: longer than any provider tries.
const EVENTS_DAYS: i64 = 60;
/// For how long failed sign-ins are remembered: longer than any wait.
const FAILURES_HOURS: i64 = 24;

/// Forgets old rows. Returns how many.
///
/// # Errors
/// The database's.
pub async fn clean(ctx: &Context) -> Result<u64, pasar_store::Error> {
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let of_market = clean_market(&mut tx, now).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    let mut control = ctx.store().begin().await?;
    let sessions = staff_session::forget(&mut control, now).await?;
    let halves =
        half_sign_in::forget(&mut control, now).await? + oidc_sign_in::forget(&mut control, now).await?;
    let challenges = passkey::forget_challenges(&mut control, now).await?;
    let failures = sign_in_throttle::forget(&mut control, now - Duration::hours(FAILURES_HOURS)).await?;
    control.commit().await.map_err(pasar_store::Error::from)?;
    Ok(of_market + sessions + halves + challenges + failures)
}

async fn clean_market(tx: &mut Transaction, now: Instant) -> Result<u64, pasar_store::Error> {
    let answers = idempotency::forget(tx, now - Duration::days(ANSWERS_DAYS)).await?;
    let events = provider_event::forget(tx, now - Duration::days(EVENTS_DAYS)).await?;
    let failures = sign_in_throttle::forget(tx, now - Duration::hours(FAILURES_HOURS)).await?;
    let sessions = session::forget(tx, now).await? + half_sign_in::forget(tx, now).await?;
    let challenges = passkey::forget_challenges(tx, now).await?;
    // A cart is written a moment before the session that remembers it.
    let carts = cart::forget_of_guests(tx, now - Duration::days(crate::session::DAYS)).await?;
    Ok(answers + events + failures + sessions + challenges + carts)
}
