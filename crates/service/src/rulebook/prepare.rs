//! Tells the search index ahead of time what a charter version will change, so that a search follows it at the instant when it takes effect,
//! however many offers there are.

use chrono::Duration;
use pasar_domain::Instant;
use pasar_store::listing::ListingFacts;
use pasar_store::{Error, listing, outbox};

use super::Version;
use super::review::{BATCH, Keys};
use crate::{Context, gate};

/// So long before a version takes effect the index is told.
pub(super) const AHEAD: Duration = Duration::minutes(30);

/// So long before it ends the index is told until when a seller's verification counts: longer than reviews are apart.
const ENDING: Duration = Duration::minutes(150);

/// When the verification of a listing's seller ends, if the index is to know it by now.
pub(crate) fn ends_soon(listing: &ListingFacts, now: Instant) -> Option<Instant> {
    let until = listing.seller.verification?.valid_until;
    (now < until && until - now <= ENDING).then_some(until)
}

/// Tells the index of the next version if that takes effect soon and was not prepared by this process. Returns how many listings it
/// changes.
///
/// # Errors
/// The database's; what was found so far is told, and preparing is due again.
pub async fn prepare_due(ctx: &Context) -> Result<usize, Error> {
    let now = ctx.now();
    let Some(version) = ctx.rulebook().soon(now) else {
        return Ok(0);
    };
    if version.is_prepared.get().is_some() {
        return Ok(0);
    }
    let changed = prepare(ctx, version).await?;
    let _ = version.is_prepared.set(());
    Ok(changed)
}

async fn prepare(ctx: &Context, version: &Version) -> Result<usize, Error> {
    let now = ctx.now();
    let (mut changed, mut after) = (0, None);
    loop {
        let mut tx = ctx.home().begin().await?;
        let facts = listing::facts_after(&mut tx, None, after, BATCH, now).await?;
        let Some(last) = facts.listings.last() else { break };
        after = Some(last.product_id);
        let present = gate::seen_by_somebody(ctx, &facts, now);
        let later = gate::seen_by_somebody(ctx, &facts, version.effective_at);
        let moves = |listing: &&ListingFacts| {
            present.contains(&listing.product_id) != later.contains(&listing.product_id)
        };
        let keys: Keys = facts
            .listings
            .iter()
            .filter(moves)
            .map(|listing| (listing.shop_id, listing.product_id))
            .collect();
        changed += keys.len();
        outbox::listings_changed(&mut tx, &keys, now).await?;
        tx.commit().await?;
    }
    ctx.bell().ring();
    Ok(changed)
}
