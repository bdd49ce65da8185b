//! Erases identity data that nobody has a reason to keep any more.

use chrono::Duration;
use pasar_store::seller_key;

use super::IdentityError;
use super::erase::destroy;
use crate::Context;

/// Sellers that are looked at in one turn.
const BATCH: i64 = 100;

/// Destroys the keys of sellers whose last verification or last shop ended longer ago than the charter keeps identity data. Returns how many;
/// doing it again changes nothing.
///
/// # Errors
/// See [`IdentityError`]; the rest is still due.
pub async fn retire_due(ctx: &Context) -> Result<usize, IdentityError> {
    let now = ctx.now();
    let days = ctx.charter().identity.retention_days;
    let ended_before = now - Duration::days(days.into());
    let mut conn = ctx.home().read().await?;
    let due = seller_key::due(&mut conn, now, ended_before, BATCH).await?;
    drop(conn);
    let mut done = 0;
    for seller_id in due {
        done += usize::from(destroy(ctx, seller_id).await?);
    }
    Ok(done)
}
