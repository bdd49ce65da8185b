//! One run of the detector.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::Duration;
use pasar_domain::id::ProductId;
use pasar_store::gap_check::{self, GapCheck};

use crate::Context;
use crate::context::Viewer;
use crate::job::{Job, Letter, enqueue};
use crate::listing::cards::cards;
use crate::search::find::FindError;

/// Runs begin at least so far apart.
const EVERY_SECONDS: i64 = 60;
/// Listings that are looked at together.
const BATCH: i64 = 500;
/// What the index still has for so long is no gap: nothing that it finds is shown without asking the charter, and it is brought in step once
/// an hour at the latest.
const INDEX_LATE_HOURS: i64 = 2;
/// Gaps that are named.
const NAMED: usize = 10;
/// Between two alarms.
const ALARM_EVERY_HOURS: i64 = 1;

/// Looks at everything if it is time to. Returns 0: there is nothing to come back for.
///
/// # Errors
/// The database's, or the index's.
pub async fn check_due(ctx: &Context) -> Result<usize, FindError> {
    let mut conn = ctx.home().read().await?;
    let last = gap_check::last_at(&mut conn).await?;
    drop(conn);
    if last.is_none_or(|last| ctx.now() - last >= Duration::seconds(EVERY_SECONDS)) {
        check(ctx).await?;
    }
    Ok(0)
}

/// Looks at everything once, and writes down what it found.
///
/// # Errors
/// The database's, or the index's; nothing is written down then.
pub async fn check(ctx: &Context) -> Result<GapCheck, FindError> {
    let stranger = ctx.seen_by(Viewer::STRANGER).uncounted();
    let began = ctx.now();
    let mut found = GapCheck {
        checked_at: began,
        listings: 0,
        gaps: 0,
        product_ids: Vec::new(),
        is_alarmed: false,
    };
    let mut after = None;
    loop {
        let mut conn = ctx.home().read().await?;
        let ids = gap_check::products_after(&mut conn, after, BATCH).await?;
        drop(conn);
        let Some(last) = ids.last() else { break };
        after = Some(*last);
        let (shown, gaps) = look(&stranger, &ids).await?;
        let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        found.listings += number(shown);
        found.gaps += number(gaps.len());
        let free = NAMED.saturating_sub(found.product_ids.len());
        found.product_ids.extend(gaps.into_iter().take(free));
    }
    write_down(ctx, &mut found).await?;
    Ok(found)
}

/// How many of these products are shown, and those of them that must not be.
async fn look(stranger: &Context, ids: &[ProductId]) -> Result<(usize, BTreeSet<ProductId>), FindError> {
    let now = stranger.now();
    let long_ago = now - Duration::hours(INDEX_LATE_HOURS);
    let mut conn = stranger.home().read().await?;
    // Whoever is unverified before and after it was asked was so when it was asked: a seller who is verified, or revoked, meanwhile is no
    // gap.
    let before = gap_check::unverified(&mut conn, ids, now).await?;
    let late = gap_check::unverified_since(&mut conn, ids, (long_ago, now)).await?;
    drop(conn);
    let shown: BTreeSet<ProductId> = cards(stranger, ids)
        .await?
        .into_iter()
        .map(|card| card.product_id)
        .collect();
    let index = Arc::clone(stranger.index());
    let asked = ids.to_vec();
    let held = tokio::task::spawn_blocking(move || index.holds(&asked));
    let held = held.await.map_err(|_| FindError::Stopping)?;
    let held = match held {
        // An index that is being built shows nothing.
        Err(pasar_search::Error::Outdated { .. }) => BTreeSet::new(),
        held => held?,
    };
    let mut conn = stranger.home().read().await?;
    let after = gap_check::unverified(&mut conn, ids, stranger.now()).await?;
    let gaps = before
        .intersection(&after)
        .copied()
        .filter(|id| shown.contains(id) || (held.contains(id) && late.contains(id)));
    let gaps = gaps.collect();
    Ok((shown.union(&held).count(), gaps))
}

/// Writes a run down, and raises an alarm if it found something and none was raised within the hour.
async fn write_down(ctx: &Context, found: &mut GapCheck) -> Result<(), FindError> {
    let mut tx = ctx.home().begin().await?;
    if found.gaps > 0 {
        let hour_ago = found.checked_at - Duration::hours(ALARM_EVERY_HOURS);
        found.is_alarmed = !gap_check::alarmed_since(&mut tx, hour_ago).await?;
    }
    gap_check::insert(&mut tx, found).await?;
    if found.is_alarmed {
        let letter = Letter::GapFound {
            found_at: found.checked_at,
        };
        enqueue(ctx, &mut tx, [Job::SendLetter(letter)], found.checked_at).await?;
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    if found.is_alarmed {
        ctx.bell().ring();
        tracing::error!(
            market = %ctx.market().code,
            gaps = found.gaps,
            listings = found.listings,
            products = ?found.product_ids,
            "listings of sellers whom nothing verifies are shown"
        );
    }
    Ok(())
}
