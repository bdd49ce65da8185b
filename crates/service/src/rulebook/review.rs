//! Looks at all offers again when the charter or the stage of Programme S has changed: what nobody may see leaves the search index, what may
//! be seen again comes back, and the sellers concerned are told. What is shown does not wait for it: that is decided when it is shown.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use pasar_domain::Instant;
use pasar_domain::id::{ProductId, ShopId};
use pasar_domain::programme::Programme;
use pasar_policy::{Circumstances, RuleId};
use pasar_store::charter_review::{self, CharterNotice, CharterReview};
use pasar_store::listing::{self, ListingFacts};
use pasar_store::{Error, outbox};

use super::ends_soon;
use crate::job::{self, Job, Letter};
use crate::{Context, gate};

/// Listings that are looked at with one statement.
pub(super) const BATCH: i64 = 5_000;

/// Even without a change everything is looked at again after so long, because evidence expires by itself.
const AT_LEAST_EVERY_HOURS: i64 = 1;

/// What a review came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reviewed {
    /// Listings that were looked at.
    pub listings: usize,
    /// Those that may not be shown any more.
    pub hidden: usize,
    /// Those that may be shown again.
    pub returned: usize,
}

#[derive(Debug, Default)]
struct ShopTally {
    hidden: u32,
    returned: u32,
    rules: BTreeSet<RuleId>,
}

/// Reviews everything if that is due. Returns how many listings changed.
///
/// # Errors
/// The database's; what was found so far stays, and the review is due again.
pub async fn review_due(ctx: &Context) -> Result<usize, Error> {
    let now = ctx.now();
    let Some(version) = ctx.rulebook().in_force(now) else {
        return Ok(0);
    };
    let mut conn = ctx.home().read().await?;
    let programme = listing::programme_at(&mut conn, now).await?;
    let last = charter_review::last(&mut conn).await?;
    drop(conn);
    let is_current = |last: &CharterReview| {
        last.charter_version == version.folder.charter.version.as_str()
            && last.programme == programme
            && now - last.reviewed_at < Duration::hours(AT_LEAST_EVERY_HOURS)
    };
    if last.as_ref().is_some_and(is_current) {
        return Ok(0);
    }
    let reviewed = review(ctx, programme, now).await?;
    Ok(reviewed.hidden + reviewed.returned)
}

/// Reviews everything.
///
/// # Errors
/// The database's; what was found so far stays.
pub async fn review(ctx: &Context, programme: Programme, now: Instant) -> Result<Reviewed, Error> {
    // Whoever sees most decides: the index has what somebody may see.
    let circumstances = Circumstances {
        in_cohort: true,
        ..gate::circumstances(ctx, programme, None, now)
    };
    let mut reviewed = Reviewed::default();
    let mut shops: BTreeMap<ShopId, ShopTally> = BTreeMap::new();
    let mut after = None;
    loop {
        let mut tx = ctx.home().begin().await?;
        let facts = listing::facts_after(&mut tx, None, after, BATCH, now).await?;
        let Some(last) = facts.listings.last() else { break };
        after = Some(last.product_id);
        reviewed.listings += facts.listings.len();
        let keys: Vec<(ShopId, ProductId)> = facts
            .listings
            .iter()
            .map(|listing| (listing.shop_id, listing.product_id))
            .collect();
        let before = charter_review::hidden(&mut tx, &keys).await?;
        let (hide, unhide) = compare(ctx, &facts.listings, &before, circumstances, &mut shops);
        reviewed.hidden += hide.len();
        reviewed.returned += unhide.len();
        charter_review::hide(&mut tx, &hide).await?;
        charter_review::unhide(&mut tx, &unhide).await?;
        // Verifications end by themselves; the index is told before, so that it counts right at that instant.
        let ending = facts
            .listings
            .iter()
            .filter(|listing| ends_soon(listing, now).is_some())
            .map(|listing| (listing.shop_id, listing.product_id));
        let changed: Keys = hide.into_iter().chain(unhide).chain(ending).collect();
        outbox::listings_changed(&mut tx, &changed, now).await?;
        tx.commit().await?;
    }
    finish(ctx, programme, reviewed, shops, now).await?;
    ctx.bell().ring();
    Ok(reviewed)
}

pub(super) type Keys = Vec<(ShopId, ProductId)>;

/// Which of these listings are newly hidden, and which may be shown again.
fn compare(
    ctx: &Context,
    listings: &[ListingFacts],
    before: &BTreeSet<ProductId>,
    circumstances: Circumstances,
    shops: &mut BTreeMap<ShopId, ShopTally>,
) -> (Keys, Keys) {
    let (mut hide, mut unhide) = (Keys::new(), Keys::new());
    // A listing of which nothing is offered is not shown anyway, and no rule hides it.
    for listing in listings.iter().filter(|listing| !listing.offers.is_empty()) {
        let key = (listing.shop_id, listing.product_id);
        let was_hidden = before.contains(&listing.product_id);
        match gate::is_visible(ctx, listing, circumstances) {
            Ok(()) if was_hidden => {
                shops.entry(listing.shop_id).or_default().returned += 1;
                unhide.push(key);
            }
            Err(rules) if !was_hidden => {
                let shop = shops.entry(listing.shop_id).or_default();
                shop.hidden += 1;
                shop.rules.extend(rules);
                hide.push(key);
            }
            _ => {}
        }
    }
    (hide, unhide)
}

async fn finish(
    ctx: &Context,
    programme: Programme,
    reviewed: Reviewed,
    shops: BTreeMap<ShopId, ShopTally>,
    now: Instant,
) -> Result<(), Error> {
    let version = ctx.charter().version.to_string();
    let mut tx = ctx.home().begin().await?;
    let mut letters = Vec::new();
    for (shop_id, tally) in shops {
        let notice = CharterNotice {
            shop_id,
            charter_version: version.clone(),
            hidden: tally.hidden,
            returned: tally.returned,
            rules: tally.rules.iter().map(ToString::to_string).collect(),
        };
        if charter_review::notice(&mut tx, &notice, now).await? {
            letters.push(Job::SendLetter(Letter::CharterNotice { shop_id }));
        }
    }
    job::enqueue(ctx, &mut tx, letters, now).await?;
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let review = CharterReview {
        charter_version: version,
        programme,
        listings: number(reviewed.listings),
        hidden: number(reviewed.hidden),
        returned: number(reviewed.returned),
        reviewed_at: now,
    };
    charter_review::record(&mut tx, &review).await?;
    tx.commit().await?;
    Ok(())
}
