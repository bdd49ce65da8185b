//! Takedowns: the operator hides a product and tells its seller why.

use std::str::FromStr;

use crate::Instant;
use crate::id::{ProductId, ShopId, StaffId, TakedownId};

/// The most characters of the note to the seller.
pub const NOTE_CHARS_MAX: usize = 2_000;

/// Why a product is taken down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakedownReason {
    /// The law or the charter forbids selling it.
    Prohibited,
    /// It bears a name or mark that is not its maker's.
    Counterfeit,
    /// It could hurt people.
    Unsafe,
    /// Title, description, picture or price say what is not so.
    Misleading,
    /// It is in a category to which it does not belong.
    WrongCategory,
    /// Words or pictures belong to somebody else.
    Copyright,
    /// Something else; the note says what.
    Other,
}

impl TakedownReason {
    /// Every reason, in the order of the form.
    pub const ALL: [Self; 7] = [
        Self::Prohibited,
        Self::Counterfeit,
        Self::Unsafe,
        Self::Misleading,
        Self::WrongCategory,
        Self::Copyright,
        Self::Other,
    ];

    /// The reason's code in forms, translations (`takedown-reason-…`) and the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Prohibited => "prohibited",
            Self::Counterfeit => "counterfeit",
            Self::Unsafe => "unsafe",
            Self::Misleading => "misleading",
            Self::WrongCategory => "wrong-category",
            Self::Copyright => "copyright",
            Self::Other => "other",
        }
    }
}

/// The text is no reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a reason for a takedown; choose one of the list")]
pub struct UnknownReason(String);

impl FromStr for TakedownReason {
    type Err = UnknownReason;

    fn from_str(text: &str) -> Result<Self, UnknownReason> {
        Self::ALL
            .into_iter()
            .find(|reason| reason.code() == text)
            .ok_or_else(|| UnknownReason(text.to_owned()))
    }
}

/// One taking down of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Takedown {
    /// Its id.
    pub takedown_id: TakedownId,
    /// Whose product.
    pub shop_id: ShopId,
    /// Which product.
    pub product_id: ProductId,
    /// Why.
    pub reason: TakedownReason,
    /// What the seller is told.
    pub note: String,
    /// Who decided.
    pub staff_id: StaffId,
    /// Since when.
    pub taken_at: Instant,
    /// Who lifted it, and when.
    pub lifted: Option<(StaffId, Instant)>,
}
