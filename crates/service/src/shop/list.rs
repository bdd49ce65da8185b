//! Lists shops: those of a person, and for staff all.

use pasar_domain::id::ShopId;
use pasar_domain::shop::Shop;
use pasar_store::Result;

use crate::Context;
use crate::actor::{Buyer, ShopKeeper, ShopRole, StaffMember};
use crate::shop::authorise::shop_role;

/// The shops of which a person is a member, oldest first.
pub async fn of_member(ctx: &Context, person: Buyer) -> Result<Vec<(Shop, ShopRole)>> {
    let mut conn = ctx.home().read().await?;
    let shops = pasar_store::shop::of_member(&mut conn, person.account_id()).await?;
    Ok(shops
        .into_iter()
        .map(|(shop, is_owner)| (shop, shop_role(is_owner)))
        .collect())
}

/// The shops for which a person may act, oldest first.
pub async fn keepers(ctx: &Context, person: Buyer) -> Result<Vec<(ShopKeeper, Shop)>> {
    let account_id = person.account_id();
    let shops = of_member(ctx, person).await?;
    Ok(shops
        .into_iter()
        .map(|(shop, role)| (ShopKeeper::proven(account_id, shop.shop_id, role), shop))
        .collect())
}

/// Every shop of the market, newest first: those opened before `before`.
pub async fn all(
    ctx: &Context,
    _staff: StaffMember,
    before: Option<ShopId>,
    limit: u32,
) -> Result<Vec<Shop>> {
    let mut conn = ctx.home().read().await?;
    pasar_store::shop::list(&mut conn, before, i64::from(limit)).await
}
