//! The addresses of all listings, page by page: what a sitemap is made of.

use std::collections::BTreeSet;

use pasar_domain::id::ProductId;
use pasar_store::Result;
use pasar_store::listing::{self, ListingAddress};

use crate::{Context, gate};

/// Listings of a page. A sitemap may have 50,000 addresses; a fifth of it keeps the answer small.
pub const PAGE: u32 = 10_000;

/// Where each page after the first begins.
pub async fn page_starts(ctx: &Context) -> Result<Vec<ProductId>> {
    let mut conn = ctx.home().read().await?;
    listing::page_starts(&mut conn, i64::from(PAGE)).await
}

/// The page that begins at this product, or the first.
pub async fn page(ctx: &Context, from: Option<ProductId>) -> Result<Vec<ListingAddress>> {
    let mut conn = ctx.home().read().await?;
    let mut addresses = listing::addresses_from(&mut conn, from, i64::from(PAGE)).await?;
    let ids: Vec<ProductId> = addresses.iter().map(|address| address.product_id).collect();
    let visible = gate::look(ctx, &mut conn, &ids).await?;
    let visible: BTreeSet<ProductId> = visible.iter().map(|key| key.product_id()).collect();
    addresses.retain(|address| visible.contains(&address.product_id));
    Ok(addresses)
}
