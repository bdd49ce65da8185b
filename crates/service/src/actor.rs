//! Who acts, as values that prove it. Their fields are private: a [`Buyer`] comes from a session or an API key, a [`ShopKeeper`]
//! from a membership that was looked up, a [`StaffMember`] from a staff session. A use-case that takes one cannot be called
//! for somebody else.

use pasar_domain::id::{AccountId, ShopId, StaffId};
pub use pasar_domain::staff::StaffRole;

/// Somebody signed in to an account of the context's market.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Buyer {
    account_id: AccountId,
}

impl Buyer {
    pub(crate) const fn proven(account_id: AccountId) -> Self {
        Self { account_id }
    }

    /// The account that acts.
    pub const fn account_id(self) -> AccountId {
        self.account_id
    }
}

/// What a member may do in a shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShopRole {
    /// Opened the shop; may also change its members and close it.
    Owner,
    /// Works in the shop.
    Staff,
}

/// A member of one shop, acting for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShopKeeper {
    account_id: AccountId,
    shop_id: ShopId,
    role: ShopRole,
}

impl ShopKeeper {
    pub(crate) const fn proven(account_id: AccountId, shop_id: ShopId, role: ShopRole) -> Self {
        Self {
            account_id,
            shop_id,
            role,
        }
    }

    /// The account that acts.
    pub const fn account_id(self) -> AccountId {
        self.account_id
    }

    /// The shop it acts for.
    pub const fn shop_id(self) -> ShopId {
        self.shop_id
    }

    /// What the member may do.
    pub const fn role(self) -> ShopRole {
        self.role
    }
}

/// A member of the operator's staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaffMember {
    staff_id: StaffId,
    role: StaffRole,
}

impl StaffMember {
    pub(crate) const fn proven(staff_id: StaffId, role: StaffRole) -> Self {
        Self { staff_id, role }
    }

    /// Who acts.
    pub const fn staff_id(self) -> StaffId {
        self.staff_id
    }

    /// What they may do.
    pub const fn role(self) -> StaffRole {
        self.role
    }

    /// May this person take products down?
    pub const fn may_moderate(self) -> bool {
        matches!(self.role, StaffRole::Administrator | StaffRole::Moderator)
    }
}
