//! Asks the sellers of a campaign, and makes what it is about end at its day.

use pasar_store::campaign::ask::{self, Unfinished};

use super::BATCH;
use crate::Context;
use crate::job::{self, Letter};

/// Gathers the sellers of every campaign that was started: makes their verifications end at its day, and sends a letter to whoever is verified
/// by nothing else. Returns how many were asked. It goes on where it stopped, and any number of workers take turns.
///
/// # Errors
/// The database's; whoever was asked so far was asked.
pub async fn ask_due(ctx: &Context) -> Result<usize, pasar_store::Error> {
    let mut asked = 0;
    while let Some(more) = ask_batch(ctx).await? {
        asked += more;
    }
    Ok(asked)
}

/// How many sellers of the next batch were asked; none when no campaign has one.
async fn ask_batch(ctx: &Context) -> Result<Option<usize>, pasar_store::Error> {
    let now = ctx.now();
    // Most of the time there is nothing to do, and nobody waits for a turn to learn it.
    if ask::to_gather(&mut *ctx.home().read().await?).await?.is_none() {
        return Ok(None);
    }
    let mut tx = ctx.home().begin().await?;
    ask::take_turn(&mut tx).await?;
    let Some(unfinished) = ask::to_gather(&mut tx).await? else {
        return Ok(None);
    };
    let campaign_id = unfinished.campaign_id;
    let sellers = ask::next_sellers(&mut tx, unfinished, BATCH).await?;
    ask::shorten(&mut tx, campaign_id, &sellers).await?;
    let asked = ask::ask(&mut tx, campaign_id, &sellers, now).await?;
    let jobs = super::letters(&asked, campaign_id, |seller_id, campaign_id| {
        Letter::CampaignAsked {
            seller_id,
            campaign_id,
        }
    });
    job::enqueue(ctx, &mut tx, jobs, now).await?;
    let done = Unfinished {
        done_to: sellers.last().copied().or(unfinished.done_to),
        ..unfinished
    };
    ask::gathered(&mut tx, done, super::is_last(&sellers).then_some(now)).await?;
    tx.commit().await?;
    ctx.bell().ring();
    Ok(Some(asked.len()))
}
