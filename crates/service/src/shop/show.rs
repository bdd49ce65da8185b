//! Shows a shop to buyers: who it is and what it sells.

use pasar_domain::disclosure::Disclosed;
use pasar_domain::id::ProductId;
use pasar_domain::shipping_option::ShippingOption;
use pasar_domain::shop::Shop;
use pasar_store::Result;
use pasar_store::listing::{self, ListingCard};

use crate::actor::ShopKeeper;
use crate::{Context, gate};

/// A shop with a page of what it sells.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownShop {
    /// The shop; it may be closed, and then sells nothing.
    pub shop: Shop,
    /// What its seller tells buyers of itself.
    pub disclosed: Option<Disclosed>,
    /// What it sells, newest first.
    pub cards: Vec<ListingCard>,
    /// The cursor of the next page, when there is one.
    pub next: Option<ProductId>,
}

/// The shop of this handle, and the products published before `before`.
pub async fn show(
    ctx: &Context,
    handle: &str,
    before: Option<ProductId>,
    limit: u32,
) -> Result<Option<ShownShop>> {
    let mut conn = ctx.home().read().await?;
    let Some(shop) = pasar_store::shop::by_handle(&mut conn, handle).await? else {
        return Ok(None);
    };
    let mut ids = listing::by_shop(&mut conn, shop.shop_id, before, i64::from(limit) + 1).await?;
    let next = crate::listing::next_cursor(&mut ids, limit);
    let visible = gate::look(ctx, &mut conn, &ids).await?;
    let cards = listing::cards(&mut conn, &visible).await?;
    let disclosed = pasar_store::disclosure::of_shop(&mut conn, shop.shop_id).await?;
    Ok(Some(ShownShop {
        shop,
        disclosed,
        cards,
        next,
    }))
}

/// A member's own shop, with the ways in which it sends.
pub async fn show_own(ctx: &Context, keeper: ShopKeeper) -> Result<Option<(Shop, Vec<ShippingOption>)>> {
    let mut conn = ctx.home().read().await?;
    let Some(shop) = pasar_store::shop::by_id(&mut conn, keeper.shop_id()).await? else {
        return Ok(None);
    };
    let options =
        pasar_store::shipping_option::of_shops(&mut conn, &[keeper.shop_id()], ctx.market().currency).await?;
    Ok(Some((
        shop,
        options.into_iter().map(|(_, option)| option).collect(),
    )))
}
