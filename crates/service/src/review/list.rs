//! Lists the reviews of a product.

use pasar_domain::id::{ProductId, ReviewId, ShopId};
use pasar_domain::review::{Review, Stars};
use pasar_store::Result;
use pasar_store::listing::{self, ListingCard};

use crate::{Context, gate};

/// The reviews of a product, newest first: those before `before`; and the cursor of the next page.
pub async fn list(
    ctx: &Context,
    shop_id: ShopId,
    product_id: ProductId,
    before: Option<ReviewId>,
    limit: u32,
) -> Result<(Vec<Review>, Option<ReviewId>)> {
    let mut conn = ctx.home().read().await?;
    let mut reviews =
        pasar_store::review::page(&mut conn, shop_id, product_id, None, before, i64::from(limit) + 1).await?;
    let next = next_cursor(&mut reviews, limit);
    Ok((reviews, next))
}

/// Cuts a list that was read one longer than wanted, and says where the next page begins.
fn next_cursor(reviews: &mut Vec<Review>, limit: u32) -> Option<ReviewId> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = reviews.len() > limit;
    reviews.truncate(limit);
    reviews.last().filter(|_| more).map(|review| review.review_id)
}

/// A page of a listing's reviews, under the listing that they are about.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedReviews {
    /// The listing.
    pub card: ListingCard,
    /// How many reviews give one star, two, … five.
    pub stars: [u32; 5],
    /// The reviews, newest first.
    pub reviews: Vec<Review>,
    /// The cursor of the next page, when there is one.
    pub next: Option<ReviewId>,
}

/// The reviews of a live listing, perhaps only those with so many stars: those before `before`. Four queries.
pub async fn of_listing(
    ctx: &Context,
    (shop_handle, product_handle): (&str, &str),
    stars: Option<Stars>,
    before: Option<ReviewId>,
    limit: u32,
) -> Result<Option<ListedReviews>> {
    let mut conn = ctx.home().read().await?;
    let Some((shop_id, product_id)) = listing::locate(&mut conn, shop_handle, product_handle).await? else {
        return Ok(None);
    };
    let visible = gate::look(ctx, &mut conn, &[product_id]).await?;
    let Some(card) = listing::cards(&mut conn, &visible).await?.pop() else {
        return Ok(None);
    };
    let counts = pasar_store::review::count_by_stars(&mut conn, shop_id, product_id).await?;
    let wanted = i64::from(limit) + 1;
    let mut reviews =
        pasar_store::review::page(&mut conn, shop_id, product_id, stars, before, wanted).await?;
    let next = next_cursor(&mut reviews, limit);
    Ok(Some(ListedReviews {
        card,
        stars: counts,
        reviews,
        next,
    }))
}
