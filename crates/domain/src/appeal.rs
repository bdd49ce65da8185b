//! Appeals: what a seller says against a rule of the charter that refuses a product, and what staff answer.

use crate::Instant;
use crate::id::{AccountId, AppealId, ProductId, ShopId, StaffId};

/// The most characters of an appeal, and of its answer.
pub const TEXT_CHARS_MAX: usize = 2_000;

/// A seller's appeal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appeal {
    /// Its id.
    pub appeal_id: AppealId,
    /// Whose product.
    pub shop_id: ShopId,
    /// The product.
    pub product_id: ProductId,
    /// The rule of the charter: `local-goods`.
    pub rule: String,
    /// The version of the charter that refused.
    pub charter_version: String,
    /// What the seller says.
    pub text: String,
    /// Who of the shop said it.
    pub opened_by: AccountId,
    /// When.
    pub opened_at: Instant,
    /// What staff said to it, once they did.
    pub answer: Option<AppealAnswer>,
}

/// What staff said to an appeal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppealAnswer {
    /// The words.
    pub text: String,
    /// Who.
    pub staff_id: StaffId,
    /// When.
    pub at: Instant,
}
