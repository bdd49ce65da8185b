//! Actors without a sign-in, for tests only: the product is built without this feature.

use pasar_domain::id::{AccountId, ShopId, StaffId};

use crate::actor::{Buyer, ShopKeeper, ShopRole, StaffMember, StaffRole};

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
