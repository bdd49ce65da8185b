//! Reminds sellers who have not answered a campaign, and tells those whose verification has ended by it.

use chrono::Duration;
use pasar_domain::campaign::REMIND_DAYS;
use pasar_store::campaign::ask;

use super::{BATCH, is_last, letters};
use crate::Context;
use crate::job::{self, Letter};

/// Days that lie at least between a letter that asks and one that reminds.
const BETWEEN_DAYS: i64 = 1;

/// Reminds, seven days before the day of a campaign, whoever was not verified again and has nothing that waits for staff. Returns how many
/// letters that came to; doing it again sends none.
///
/// # Errors
/// The database's; whoever was reminded so far was reminded.
pub async fn remind_due(ctx: &Context) -> Result<usize, pasar_store::Error> {
    let mut reminded = 0;
    while let Some(more) = remind_batch(ctx).await? {
        reminded += more;
    }
    Ok(reminded)
}

/// How many sellers of the next batch were reminded; none when no campaign is so far.
async fn remind_batch(ctx: &Context) -> Result<Option<usize>, pasar_store::Error> {
    let now = ctx.now();
    let days = (now, now + Duration::days(REMIND_DAYS));
    if ask::to_remind(&mut *ctx.home().read().await?, days)
        .await?
        .is_none()
    {
        return Ok(None);
    }
    let mut tx = ctx.home().begin().await?;
    ask::take_turn(&mut tx).await?;
    let Some(campaign_id) = ask::to_remind(&mut tx, days).await? else {
        return Ok(None);
    };
    let asked_before = now - Duration::days(BETWEEN_DAYS);
    let found = ask::remind(&mut tx, campaign_id, (asked_before, now), BATCH).await?;
    let jobs = letters(&found, campaign_id, |seller_id, campaign_id| {
        Letter::CampaignReminder {
            seller_id,
            campaign_id,
        }
    });
    job::enqueue(ctx, &mut tx, jobs, now).await?;
    if is_last(&found) {
        ask::reminded(&mut tx, campaign_id, now).await?;
    }
    tx.commit().await?;
    ctx.bell().ring();
    Ok(Some(found.len()))
}

/// Tells, when the day of a campaign has come, whoever was asked and is not verified any more. Returns how many letters that came to; doing it
/// again sends none.
///
/// # Errors
/// The database's; whoever was told so far was told.
pub async fn tell_due(ctx: &Context) -> Result<usize, pasar_store::Error> {
    let mut told = 0;
    while let Some(more) = tell_batch(ctx).await? {
        told += more;
    }
    Ok(told)
}

/// How many sellers of the next batch were told; none when no campaign is so far.
async fn tell_batch(ctx: &Context) -> Result<Option<usize>, pasar_store::Error> {
    let now = ctx.now();
    if ask::to_tell(&mut *ctx.home().read().await?, now).await?.is_none() {
        return Ok(None);
    }
    let mut tx = ctx.home().begin().await?;
    ask::take_turn(&mut tx).await?;
    let Some(campaign_id) = ask::to_tell(&mut tx, now).await? else {
        return Ok(None);
    };
    let found = ask::tell(&mut tx, campaign_id, now, BATCH).await?;
    let jobs = letters(&found, campaign_id, |seller_id, campaign_id| {
        Letter::CampaignLapsed {
            seller_id,
            campaign_id,
        }
    });
    job::enqueue(ctx, &mut tx, jobs, now).await?;
    if is_last(&found) {
        ask::told(&mut tx, campaign_id, now).await?;
    }
    tx.commit().await?;
    ctx.bell().ring();
    Ok(Some(found.len()))
}
