//! Lists products for their sellers and for staff: drafts and what is taken down, too.

use pasar_domain::id::ProductId;
use pasar_store::Result;
use pasar_store::product::{self, ProductCounts, ProductFilter, ProductSummary};

use crate::Context;
use crate::actor::{ShopKeeper, StaffMember};

/// A page of products, and the cursor of the next.
pub type ProductList = (Vec<ProductSummary>, Option<ProductId>);

/// The products of the keeper's shop, newest first.
pub async fn of_shop(ctx: &Context, keeper: ShopKeeper, filter: ProductFilter) -> Result<ProductList> {
    page(
        ctx,
        ProductFilter {
            shop_id: Some(keeper.shop_id()),
            ..filter
        },
    )
    .await
}

/// The products of the market, newest first.
pub async fn of_market(ctx: &Context, _staff: StaffMember, filter: ProductFilter) -> Result<ProductList> {
    page(ctx, filter).await
}

/// How many products of the keeper's shop stand how.
pub async fn counts(ctx: &Context, keeper: ShopKeeper) -> Result<ProductCounts> {
    let mut conn = ctx.home().read().await?;
    product::count_by_standing(&mut conn, keeper.shop_id()).await
}

async fn page(ctx: &Context, filter: ProductFilter) -> Result<ProductList> {
    let limit = filter.limit;
    let mut conn = ctx.home().read().await?;
    let mut products = product::list(
        &mut conn,
        &ProductFilter {
            limit: limit.saturating_add(1),
            ..filter
        },
    )
    .await?;
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = products.len() > wanted;
    products.truncate(wanted);
    let next = products.last().filter(|_| more).map(|product| product.product_id);
    Ok((products, next))
}
