//! The life of a job between the worker and the database: claimed for a while, then done, put off or given up.

use chrono::Duration;
use pasar_domain::Instant;
use pasar_domain::id::JobId;
use pasar_store::job;
pub use pasar_store::job::ClaimedJob;

use crate::context::Context;

/// For how long a claimed job belongs to who claimed it. Whoever takes longer may find that another has begun it, too.
const LEASE_MINUTES: i64 = 15;
/// The longest pause between two tries.
const PAUSE_SECONDS_MAX: i64 = 3_600;

/// Claims due letters.
///
/// # Errors
/// The database's.
pub async fn claim_letters(ctx: &Context, limit: u32) -> Result<Vec<ClaimedJob>, pasar_store::Error> {
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let claimed = job::claim_letters(&mut tx, now, now + Duration::minutes(LEASE_MINUTES), limit).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(claimed)
}

/// Claims due jobs that are no letters.
///
/// # Errors
/// The database's.
pub async fn claim(ctx: &Context, limit: u32) -> Result<Vec<ClaimedJob>, pasar_store::Error> {
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let claimed = job::claim(&mut tx, now, now + Duration::minutes(LEASE_MINUTES), limit).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(claimed)
}

/// These jobs are done.
///
/// # Errors
/// The database's; the jobs will run again.
pub async fn finish(ctx: &Context, done: &[JobId]) -> Result<(), pasar_store::Error> {
    let mut connection = ctx.home().read().await?;
    job::finish(&mut connection, done).await
}

/// The job could not be done; it is tried again, after twice the time of the last pause. Returns when.
///
/// # Errors
/// The database's; the job will run again when its lease ends.
pub async fn put_off(
    ctx: &Context,
    claimed: &ClaimedJob,
    error: &str,
) -> Result<Instant, pasar_store::Error> {
    let doublings = claimed.attempts.min(12);
    let run_at = ctx.now() + Duration::seconds((1_i64 << doublings).min(PAUSE_SECONDS_MAX));
    let mut connection = ctx.home().read().await?;
    job::put_off(&mut connection, claimed.id, run_at, error).await?;
    Ok(run_at)
}

/// The job is given up; a person must look at it.
///
/// # Errors
/// The database's; the job will run again when its lease ends.
pub async fn give_up(ctx: &Context, claimed: &ClaimedJob, error: &str) -> Result<(), pasar_store::Error> {
    let mut connection = ctx.home().read().await?;
    job::give_up(&mut connection, claimed.id, ctx.now(), error).await
}
