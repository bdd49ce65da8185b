//! Forgets what nobody needs any more: first answers to old requests, jobs that were done long ago, sessions that have ended.

use chrono::Duration;
use pasar_store::{idempotency, job, session, staff_session};

use crate::context::Context;

/// For how long a request may be repeated.
const ANSWERS_DAYS: i64 = 7;
/// For how long jobs that were done are kept, to be looked at.
const JOBS_DAYS: i64 = 3;

/// Forgets old rows. Returns how many.
///
/// # Errors
/// The database's.
pub async fn clean(ctx: &Context) -> Result<u64, pasar_store::Error> {
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let answers = idempotency::forget(&mut tx, now - Duration::days(ANSWERS_DAYS)).await?;
    let jobs = job::forget(&mut tx, now - Duration::days(JOBS_DAYS)).await?;
    let sessions = session::forget(&mut tx, now).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    let mut control = ctx.store().read().await?;
    let of_staff = staff_session::forget(&mut control, now).await?;
    Ok(answers + jobs + sessions + of_staff)
}
