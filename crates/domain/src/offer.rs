//! Offers: one seller's price, stock and place of sending for a variant.

use serde::{Deserialize, Serialize};

use crate::id::{OfferId, StockItemId};
use crate::money::Money;
use crate::variant::Variant;

/// The highest price, in minor units: ten billion of a currency with two decimals.
pub const PRICE_MINOR_MAX: i64 = 1_000_000_000_000;
/// The largest stock of one stock item.
pub const STOCK_MAX: u32 = 100_000_000;

/// An offer as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Its id.
    pub offer_id: OfferId,
    /// What one piece costs.
    pub price: Money,
    /// The former, higher price.
    pub compare_at: Option<Money>,
    /// The stock it draws on.
    pub stock_item_id: StockItemId,
    /// Units of the stock item that one piece uses: a pack of three uses 3.
    pub stock_per_unit: u32,
    /// Country from which it is sent: two letters of ISO 3166-1.
    pub ship_from_country: String,
    /// Place of the market from which it is sent.
    pub ship_from_place: String,
    /// Is it kept from sale for the time being?
    pub paused: bool,
}

/// What lies in the store room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stock {
    /// Units that lie there.
    pub on_hand: u32,
    /// Units of those that are promised to orders being paid.
    pub reserved: u32,
}

impl Stock {
    /// Units that can be sold.
    pub const fn available(self) -> u32 {
        self.on_hand.saturating_sub(self.reserved)
    }

    /// Pieces that can be sold when each uses `stock_per_unit` units.
    pub fn pieces(self, stock_per_unit: u32) -> u32 {
        self.available().checked_div(stock_per_unit).unwrap_or(0)
    }
}

/// A variant with what is asked for it and what there is of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedVariant {
    /// What is bought.
    pub variant: Variant,
    /// For how much.
    pub offer: Offer,
    /// How many there are.
    pub stock: Stock,
}

impl OfferedVariant {
    /// Pieces that can be sold.
    pub fn pieces(&self) -> u32 {
        self.stock.pieces(self.offer.stock_per_unit)
    }
}

/// What an edit does to a stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StockChange {
    /// Nothing; a new variant starts with nothing.
    #[default]
    Keep,
    /// The store room was counted: so many lie there, those promised to orders included.
    Set {
        /// Units on hand.
        on_hand: u32,
    },
    /// So many came in, or were lost when negative.
    Adjust {
        /// The difference in units.
        by: i32,
    },
}

impl StockChange {
    /// The change that a person means who saw `seen` on a form and left `typed` there: what was sold in between stays sold.
    pub fn between(seen: u32, typed: u32) -> Self {
        let by = i64::from(typed) - i64::from(seen);
        match i32::try_from(by) {
            Ok(0) => Self::Keep,
            Ok(by) => Self::Adjust { by },
            Err(_) => Self::Set { on_hand: typed },
        }
    }

    /// Units on hand after the change, from `0` up; before a new variant has any, `on_hand` is 0.
    pub fn apply(self, on_hand: u32) -> u32 {
        match self {
            Self::Keep => on_hand,
            Self::Set { on_hand } => on_hand,
            Self::Adjust { by } => on_hand.saturating_add_signed(by),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_changes_stock_by_the_difference() {
        assert_eq!(StockChange::between(10, 10), StockChange::Keep);
        // One was sold while the form was open: 9 on hand, the person added 5.
        assert_eq!(StockChange::between(10, 15).apply(9), 14);
        assert_eq!(StockChange::between(10, 0).apply(9), 0);
    }

    #[test]
    fn packs_use_several_units() {
        let stock = Stock {
            on_hand: 10,
            reserved: 2,
        };
        assert_eq!((stock.pieces(1), stock.pieces(3), stock.pieces(0)), (8, 2, 0));
    }
}
