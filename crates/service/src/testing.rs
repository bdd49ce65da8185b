//! Actors without a sign-in, for tests only: the product is built without this feature.

use pasar_domain::id::{AccountId, CartId, ShopId, StaffId};
use pasar_domain::staff::OpenedWith;
use pasar_domain::surface::Surface;
use pasar_store::Result;

use crate::Context;
use crate::actor::{Buyer, ShopKeeper, ShopRole, StaffMember, StaffRole};
use crate::session::SessionToken;
use crate::{session, staff};

/// A buyer.
pub const fn buyer(account_id: AccountId) -> Buyer {
    Buyer::proven(account_id)
}

/// The owner of a shop.
pub const fn shop_owner(account_id: AccountId, shop_id: ShopId) -> ShopKeeper {
    ShopKeeper::proven(account_id, shop_id, ShopRole::Owner)
}

/// A member of staff.
pub const fn staff(staff_id: StaffId, role: StaffRole) -> StaffMember {
    StaffMember::proven(staff_id, role)
}

/// A session, without a door: the browser of a test has nothing yet.
pub async fn open_session(
    ctx: &Context,
    surface: Surface,
    buyer: Option<Buyer>,
    guest_cart: Option<CartId>,
) -> Result<SessionToken> {
    let mut tx = ctx.home().begin().await?;
    let token = session::open::open(ctx, &mut tx, surface, (buyer, guest_cart)).await?;
    tx.commit().await?;
    Ok(token)
}

/// A session of staff.
pub async fn open_staff_session(ctx: &Context, member: StaffMember) -> Result<SessionToken> {
    let mut tx = ctx.store().begin().await?;
    let opened = (member.staff_id(), OpenedWith::Password);
    let token = staff::session::open(ctx, &mut tx, None, opened).await?;
    tx.commit().await?;
    Ok(token)
}
