//! Lists the reviews of a product.

use pasar_domain::id::{ProductId, ReviewId, ShopId};
use pasar_domain::review::Review;
use pasar_store::Result;

use crate::Context;

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
        pasar_store::review::page(&mut conn, shop_id, product_id, before, i64::from(limit) + 1).await?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = reviews.len() > limit;
    reviews.truncate(limit);
    let next = reviews.last().filter(|_| more).map(|review| review.review_id);
    Ok((reviews, next))
}
