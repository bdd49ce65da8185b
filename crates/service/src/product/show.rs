//! Shows a product to its seller, or to staff: drafts and what is taken down, too.

use pasar_domain::id::ProductId;
use pasar_domain::product::{Product, ProductState};
use pasar_domain::shop::Shop;
use pasar_domain::takedown::Takedown;
use pasar_store::product::PastVersion;
use pasar_store::{PgConnection, Result};

use super::current::{self, CurrentProduct};
use crate::Context;
use crate::actor::{ShopKeeper, StaffMember};

/// A product as its seller sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownProduct {
    /// The product with its variants and pictures.
    pub current: CurrentProduct,
    /// What the operator decided about it, last first. An open takedown is the first and not lifted.
    pub takedowns: Vec<Takedown>,
}

impl ShownProduct {
    /// The takedown that hides the product at present.
    pub fn open_takedown(&self) -> Option<&Takedown> {
        self.takedowns.iter().find(|takedown| takedown.lifted.is_none())
    }
}

/// A product of the keeper's shop; deleted ones are gone.
pub async fn show(ctx: &Context, keeper: ShopKeeper, product_id: ProductId) -> Result<Option<ShownProduct>> {
    let mut conn = ctx.home().read().await?;
    let current = current::read(&mut conn, keeper.shop_id(), product_id).await?;
    let current = current.filter(|current| current.product.state != ProductState::Deleted);
    with_takedowns(&mut conn, current).await
}

/// A product of any shop, with its shop, for staff.
pub async fn show_to_staff(
    ctx: &Context,
    _staff: StaffMember,
    product_id: ProductId,
) -> Result<Option<(ShownProduct, Shop)>> {
    let mut conn = ctx.home().read().await?;
    let Some(product) = pasar_store::product::by_id_alone(&mut conn, product_id).await? else {
        return Ok(None);
    };
    let Some(shop) = pasar_store::shop::by_id(&mut conn, product.shop_id).await? else {
        return Ok(None);
    };
    let current = current::read(&mut conn, product.shop_id, product_id).await?;
    Ok(with_takedowns(&mut conn, current)
        .await?
        .map(|shown| (shown, shop)))
}

/// The most past versions that are shown.
const VERSIONS_SHOWN: i64 = 50;

/// What a product of any shop said before, last first, for staff.
pub async fn versions_to_staff(
    ctx: &Context,
    _staff: StaffMember,
    product: &Product,
) -> Result<Vec<PastVersion>> {
    let mut conn = ctx.home().read().await?;
    pasar_store::product::versions(&mut conn, product.shop_id, product.product_id, VERSIONS_SHOWN).await
}

/// What a product of the keeper's shop said before, last first.
pub async fn versions(ctx: &Context, keeper: ShopKeeper, product_id: ProductId) -> Result<Vec<PastVersion>> {
    let mut conn = ctx.home().read().await?;
    pasar_store::product::versions(&mut conn, keeper.shop_id(), product_id, VERSIONS_SHOWN).await
}

async fn with_takedowns(
    conn: &mut PgConnection,
    current: Option<CurrentProduct>,
) -> Result<Option<ShownProduct>> {
    let Some(current) = current else { return Ok(None) };
    let product = &current.product;
    let takedowns = pasar_store::takedown::of_product(conn, product.shop_id, product.product_id).await?;
    Ok(Some(ShownProduct { current, takedowns }))
}
