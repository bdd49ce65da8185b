//! Shows a product to a buyer.

use pasar_domain::id::ProductId;
use pasar_domain::review::Review;
use pasar_store::listing::{self, ListingPage};
use pasar_store::{PgConnection, Result};

use crate::{Context, gate};

/// Reviews on a product's page.
const REVIEWS: i64 = 10;

/// A product's page with its first reviews.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownListing {
    /// The listing.
    pub listing: ListingPage,
    /// The newest reviews.
    pub reviews: Vec<Review>,
    /// How many reviews give one star, two, … five.
    pub stars: [u32; 5],
}

/// The page of a product, when it is live; six queries, whatever the number of its variants.
pub async fn show(ctx: &Context, shop_handle: &str, product_handle: &str) -> Result<Option<ShownListing>> {
    let mut conn = ctx.home().read().await?;
    let Some(listing) = page(ctx, &mut conn, shop_handle, product_handle).await? else {
        return Ok(None);
    };
    let (shop_id, product_id) = (listing.shop.shop_id, listing.product_id);
    let reviews = pasar_store::review::page(&mut conn, shop_id, product_id, None, None, REVIEWS).await?;
    let stars = pasar_store::review::count_by_stars(&mut conn, shop_id, product_id).await?;
    Ok(Some(ShownListing {
        listing,
        reviews,
        stars,
    }))
}

async fn page(
    ctx: &Context,
    conn: &mut PgConnection,
    shop_handle: &str,
    product_handle: &str,
) -> Result<Option<ListingPage>> {
    let now = ctx.now();
    let (shops, products) = ([shop_handle.to_owned()], [product_handle.to_owned()]);
    let facts = listing::facts_at(conn, &shops, &products, now).await?;
    match gate::visible(ctx, &facts, now).first() {
        Some(visible) => listing::page(conn, *visible).await,
        None => Ok(None),
    }
}

/// A listing, and what stood for its state just before it was read: if it is written in between, the stamp is already old.
pub async fn stamped(
    ctx: &Context,
    shop_handle: &str,
    product_handle: &str,
) -> Result<Option<(ListingPage, i64)>> {
    let mut conn = ctx.home().read().await?;
    let (shops, products) = ([shop_handle.to_owned()], [product_handle.to_owned()]);
    let stamp = listing::stamps(&mut conn, &shops, &products).await?;
    let Some(stamp) = stamp.first().copied().flatten().map(|stamp| stamp.number) else {
        return Ok(None);
    };
    let listing = page(ctx, &mut conn, shop_handle, product_handle).await?;
    Ok(listing.map(|listing| (listing, stamp)))
}

/// What stands for the present state of each of these listings, named by the handles of shop and product; nothing for one that is not
/// live for this viewer: that is decided anew each time. Two queries.
pub async fn stamps(ctx: &Context, shops: &[String], products: &[String]) -> Result<Vec<Option<i64>>> {
    let now = ctx.now();
    let mut conn = ctx.home().read().await?;
    let stamps = listing::stamps(&mut conn, shops, products).await?;
    let facts = listing::facts_at(&mut conn, shops, products, now).await?;
    let visible = gate::visible(ctx, &facts, now);
    let is_visible = |found: ProductId| visible.iter().any(|key| key.product_id() == found);
    Ok(stamps
        .into_iter()
        .map(|stamp| {
            stamp
                .filter(|stamp| is_visible(stamp.product_id))
                .map(|stamp| stamp.number)
        })
        .collect())
}
