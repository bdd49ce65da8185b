//! Shows a product to a buyer.

use pasar_domain::review::Review;
use pasar_store::Result;
use pasar_store::listing::{self, ListingPage};

use crate::Context;

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

/// The page of a product, when it is live; five queries, whatever the number of its variants.
pub async fn show(ctx: &Context, shop_handle: &str, product_handle: &str) -> Result<Option<ShownListing>> {
    let mut conn = ctx.home().read().await?;
    let Some(listing) = listing::page(&mut conn, shop_handle, product_handle).await? else {
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
