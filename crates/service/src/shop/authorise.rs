//! Looks up whether somebody may act for a shop. Nothing else makes a [`ShopKeeper`].

use pasar_domain::id::ShopId;
use pasar_domain::shop::Shop;
use pasar_store::{PgConnection, Result};

use crate::Context;
use crate::actor::{Buyer, ShopKeeper, ShopRole};

/// The shop of this handle and its member, if this person is one. A shop that exists and a shop that does not look alike to strangers.
pub async fn authorise(ctx: &Context, person: Buyer, handle: &str) -> Result<Option<(ShopKeeper, Shop)>> {
    let mut conn = ctx.home().read().await?;
    let Some(shop) = pasar_store::shop::by_handle(&mut conn, handle).await? else {
        return Ok(None);
    };
    let keeper = keeper(&mut conn, person, shop.shop_id).await?;
    Ok(keeper.map(|keeper| (keeper, shop)))
}

/// The member of a shop of this id.
pub async fn authorise_by_id(ctx: &Context, person: Buyer, shop_id: ShopId) -> Result<Option<ShopKeeper>> {
    let mut conn = ctx.home().read().await?;
    keeper(&mut conn, person, shop_id).await
}

/// The owner of a shop, for commands that the operator gives at the machine itself: they act in the owner's name.
pub async fn as_owner(ctx: &Context, handle: &str) -> Result<Option<(ShopKeeper, Shop)>> {
    let mut conn = ctx.home().read().await?;
    let Some(shop) = pasar_store::shop::by_handle(&mut conn, handle).await? else {
        return Ok(None);
    };
    let owner = pasar_store::shop::owner_of(&mut conn, shop.shop_id).await?;
    Ok(owner.map(|owner| (ShopKeeper::proven(owner, shop.shop_id, ShopRole::Owner), shop)))
}

async fn keeper(conn: &mut PgConnection, person: Buyer, shop_id: ShopId) -> Result<Option<ShopKeeper>> {
    let role = pasar_store::shop::role_of(conn, shop_id, person.account_id()).await?;
    Ok(role.map(|role| ShopKeeper::proven(person.account_id(), shop_id, shop_role(role))))
}

pub(crate) const fn shop_role(is_owner: bool) -> ShopRole {
    if is_owner {
        ShopRole::Owner
    } else {
        ShopRole::Staff
    }
}
