//! Erases identity data that nobody has a reason to keep any more.

use chrono::Duration;
use pasar_store::{seller_key, waiting_picture};

use super::IdentityError;
use super::erase::{destroy, remove};
use crate::Context;

/// Sellers that are looked at in one turn.
const BATCH: i64 = 100;

/// Hours for which a picture from which a form was filled in waits for its form.
const WAITING_HOURS: i64 = 24;

/// Takes away pictures from which a form was filled in that was not sent. Returns how many.
async fn forget_waiting(ctx: &Context) -> Result<usize, IdentityError> {
    let than = ctx.now() - Duration::hours(WAITING_HOURS);
    let mut tx = ctx.home().begin().await?;
    let pictures = waiting_picture::forget_older(&mut tx, than, BATCH).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    remove(ctx, &pictures).await?;
    Ok(pictures.len())
}

/// Destroys the keys of sellers whose last verification or last shop ended longer ago than the charter keeps identity data, and takes pictures
/// away whose forms were not sent. Returns how many; doing it again changes nothing.
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
    let mut done = forget_waiting(ctx).await?;
    for seller_id in due {
        done += usize::from(destroy(ctx, seller_id).await?);
    }
    Ok(done)
}
