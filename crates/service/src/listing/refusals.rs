//! What the charter refuses to show of a shop's active products, offer by offer, for its seller to read.

use pasar_domain::Instant;
use pasar_domain::id::{OfferId, ProductId};
use pasar_domain::programme::Programme;
use pasar_policy::{Circumstances, Question, RuleId};
use pasar_store::listing::{self, ListingFacts};
use pasar_store::{PgConnection, Result};

use crate::Context;
use crate::actor::ShopKeeper;
use crate::gate;

/// Listings whose facts are read at once.
const BATCH: i64 = 500;

/// An offer that the charter in force does not let anybody see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferRefusal {
    /// Its product.
    pub product_id: ProductId,
    /// The offer.
    pub offer_id: OfferId,
    /// The rules that forbid it; none when nothing permits it.
    pub rules: Vec<RuleId>,
}

/// Every offer of the shop that is refused even to whoever sees most. Reading it counts as no refusal: nobody tried anything.
///
/// # Errors
/// The database's.
pub async fn refusals(ctx: &Context, keeper: ShopKeeper) -> Result<Vec<OfferRefusal>> {
    let now = ctx.now();
    let mut conn = ctx.home().read().await?;
    let (mut refused, mut after) = (Vec::new(), None);
    loop {
        let facts = listing::facts_after(&mut conn, Some(keeper.shop_id()), after, BATCH, now).await?;
        let Some(last) = facts.listings.last() else {
            return Ok(refused);
        };
        after = Some(last.product_id);
        for listing in &facts.listings {
            refused.extend(of_listing(ctx, facts.programme, listing, now));
        }
    }
}

/// The offers of one product that are refused, whether it is active or a draft.
///
/// # Errors
/// The database's.
pub async fn of_product(
    ctx: &Context,
    conn: &mut PgConnection,
    product_id: ProductId,
) -> Result<Vec<OfferRefusal>> {
    let now = ctx.now();
    let facts = listing::facts_of_drafts(conn, &[product_id], now).await?;
    let listings = facts.listings.iter();
    let refused = listings.flat_map(|listing| of_listing(ctx, facts.programme, listing, now));
    Ok(refused.collect())
}

fn of_listing(
    ctx: &Context,
    programme: Programme,
    listing: &ListingFacts,
    now: Instant,
) -> Vec<OfferRefusal> {
    let Some(version) = ctx.rulebook().in_force(now) else {
        return Vec::new();
    };
    let circumstances = Circumstances {
        in_cohort: true,
        ..gate::circumstances(ctx, programme, None, now)
    };
    let refused = listing.offers.iter().filter_map(|terms| {
        let offer = gate::offer_facts(ctx, listing, terms);
        let question = Question::Show {
            seller: &listing.seller,
            offer: &offer,
            circumstances,
        };
        let decision = version.folder.rules.decide(&question);
        (!decision.allowed).then_some(OfferRefusal {
            product_id: listing.product_id,
            offer_id: terms.offer_id,
            rules: decision.reasons,
        })
    });
    refused.collect()
}
