//! Gives back what a campaign that was stopped had made end, and tells whoever had been asked.

use pasar_store::campaign::ask::{self, Unfinished};
use pasar_store::outbox;

use super::{BATCH, letters};
use crate::Context;
use crate::job::{self, Letter};

/// Lets the verifications of every campaign that was stopped count again for as long as their evidence and other campaigns allow, and writes to
/// those who were asked and have not been verified again. Returns of how many sellers something was given back. It goes on where it stopped, and any number of workers take turns.
///
/// # Errors
/// The database's; what was given back so far is given back.
pub async fn restore_due(ctx: &Context) -> Result<usize, pasar_store::Error> {
    let mut restored = 0;
    while let Some(more) = restore_batch(ctx).await? {
        restored += more;
    }
    Ok(restored)
}

/// Of how many sellers of the next batch something was given back; none when no campaign has one.
async fn restore_batch(ctx: &Context) -> Result<Option<usize>, pasar_store::Error> {
    let now = ctx.now();
    if ask::to_restore(&mut *ctx.home().read().await?).await?.is_none() {
        return Ok(None);
    }
    let mut tx = ctx.home().begin().await?;
    ask::take_turn(&mut tx).await?;
    let Some(unfinished) = ask::to_restore(&mut tx).await? else {
        return Ok(None);
    };
    let sellers = ask::next_sellers(&mut tx, unfinished, BATCH).await?;
    let restored = ask::restore(&mut tx, unfinished.campaign_id, &sellers).await?;
    // The search index may know already when their goods were to go, or have left them out.
    outbox::seller_listings_changed(&mut tx, &restored, now).await?;
    let asked = ask::unanswered(&mut tx, unfinished.campaign_id, &sellers).await?;
    let jobs = letters(&asked, unfinished.campaign_id, |seller_id, campaign_id| {
        Letter::CampaignStopped {
            seller_id,
            campaign_id,
        }
    });
    job::enqueue(ctx, &mut tx, jobs, now).await?;
    let done = Unfinished {
        done_to: sellers.last().copied().or(unfinished.done_to),
        ..unfinished
    };
    ask::restored(&mut tx, done, super::is_last(&sellers).then_some(now)).await?;
    tx.commit().await?;
    ctx.bell().ring();
    Ok(Some(restored.len()))
}
