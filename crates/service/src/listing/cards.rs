//! Cards of listings, for lists of every kind.

use pasar_domain::id::ProductId;
use pasar_store::Result;
use pasar_store::listing::{self, ListingCard};

use crate::{Context, gate};

/// The cards of these products in this order; those that are not live for this viewer are left out.
pub async fn cards(ctx: &Context, product_ids: &[ProductId]) -> Result<Vec<ListingCard>> {
    if product_ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut conn = ctx.home().read().await?;
    let visible = gate::look(ctx, &mut conn, product_ids).await?;
    listing::cards(&mut conn, &visible).await
}

/// The newest listings of the market, and the cursor of the next page.
pub async fn newest(
    ctx: &Context,
    before: Option<ProductId>,
    limit: u32,
) -> Result<(Vec<ListingCard>, Option<ProductId>)> {
    let mut conn = ctx.home().read().await?;
    let mut ids = listing::newest(&mut conn, before, i64::from(limit) + 1).await?;
    let next = super::next_cursor(&mut ids, limit);
    let visible = gate::look(ctx, &mut conn, &ids).await?;
    Ok((listing::cards(&mut conn, &visible).await?, next))
}
