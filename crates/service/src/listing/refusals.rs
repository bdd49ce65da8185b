//! What the charter refuses to show or to sell of a shop's active products, offer by offer, for its seller to read.

use pasar_domain::Instant;
use pasar_domain::id::{OfferId, ProductId};
use pasar_domain::programme::Programme;
use pasar_domain::surface::Surface;
use pasar_policy::{Act, Circumstances, Consignment, OfferFacts, Question, RuleId};
use pasar_store::listing::{self, ListingFacts, OfferTerms};
use pasar_store::{PgConnection, Result};

use crate::Context;
use crate::actor::ShopKeeper;
use crate::gate;

/// Listings whose facts are read at once.
const BATCH: i64 = 500;

/// An offer that the charter in force does not let anybody see, or lets nobody buy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferRefusal {
    /// Its product.
    pub product_id: ProductId,
    /// The offer.
    pub offer_id: OfferId,
    /// What is refused: showing it, and so selling it too, or only selling one piece of it.
    pub act: Act,
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
        surface: Surface::Trade,
        ..gate::circumstances(ctx, programme, None, now)
    };
    let refused = listing.offers.iter().filter_map(|terms| {
        let offer = gate::offer_facts(ctx, listing, terms);
        let seller = &listing.seller;
        let shown = Question::Show {
            seller,
            offer: &offer,
            circumstances,
        };
        let sold = Question::Sell {
            seller,
            offer: &offer,
            circumstances,
            consignment: one_piece(ctx, &offer, *terms),
        };
        let (act, decision) = [shown, sold]
            .into_iter()
            .map(|question| (question.act(), version.folder.rules.decide(&question)))
            .find(|(_, decision)| !decision.allowed)?;
        Some(OfferRefusal {
            product_id: listing.product_id,
            offer_id: terms.offer_id,
            act,
            rules: decision.reasons,
        })
    });
    refused.collect()
}

/// A parcel with one piece and nothing else, sold as the checkout sells it.
fn one_piece(ctx: &Context, offer: &OfferFacts, terms: OfferTerms) -> Consignment {
    let from_abroad = terms.ship_from != ctx.market().country;
    Consignment {
        minor: offer.price_minor,
        taxed_at_sale: from_abroad && ctx.charter().cross_border.import_tax_basis_points > 0,
    }
}
