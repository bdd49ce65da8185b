//! What the detector found so far.

use chrono::Duration;
use pasar_store::Result;
use pasar_store::gap_check::{self, GapHistory};

use crate::Context;

/// The page of promises tells of so many days; what is older is kept by day.
const DAYS: i64 = 30;

/// What the runs of the last thirty days came to: one query.
///
/// # Errors
/// The database's.
pub async fn history(ctx: &Context) -> Result<GapHistory> {
    let mut conn = ctx.home().read().await?;
    gap_check::history(&mut conn, ctx.now() - Duration::days(DAYS)).await
}

/// Keeps one row for each day that is longer ago. Returns how many days that were; doing it again changes nothing.
///
/// # Errors
/// The database's.
pub async fn summarise(ctx: &Context) -> Result<u64> {
    let mut tx = ctx.home().begin().await?;
    let before = ctx.now() - Duration::days(DAYS);
    let time_zone = ctx.market().time_zone.name();
    let days = gap_check::summarise(&mut tx, before, time_zone).await?;
    tx.commit().await?;
    Ok(days)
}
