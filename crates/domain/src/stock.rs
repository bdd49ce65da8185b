//! What lies in store rooms, and who of many buyers gets it: first come, first served.

use std::collections::BTreeMap;

use crate::id::{ShopId, StockItemId};
use crate::offer::Stock;

/// Names a stock item. The order of keys is the order in which their rows are locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StockKey {
    /// Whose it is.
    pub shop_id: ShopId,
    /// Which it is.
    pub stock_item_id: StockItemId,
}

/// What one line of a checkout takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StockWish {
    /// From which stock item.
    pub item: StockKey,
    /// Pieces of the offer.
    pub quantity: u32,
    /// Units of the stock item in one piece; at least 1.
    pub units_per_piece: u32,
}

impl StockWish {
    /// Units of the stock item in all; the most there can be when it does not fit, which no store room has.
    pub const fn units(&self) -> u32 {
        self.quantity.saturating_mul(self.units_per_piece)
    }
}

/// A change of a stock item, as differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StockMove {
    /// Which item.
    pub item: StockKey,
    /// Units that come into the store room, or leave it when negative.
    pub on_hand: i32,
    /// Units that are promised, or no longer when negative.
    pub reserved: i32,
}

impl StockMove {
    /// Units are promised to an unpaid order.
    pub fn reserve(item: StockKey, units: u32) -> Self {
        Self {
            item,
            on_hand: 0,
            reserved: signed(units),
        }
    }

    /// Promised units are free again.
    pub fn release(item: StockKey, units: u32) -> Self {
        Self {
            item,
            on_hand: 0,
            reserved: -signed(units),
        }
    }

    /// Promised units are sold.
    pub fn sell(item: StockKey, units: u32) -> Self {
        Self {
            item,
            on_hand: -signed(units),
            reserved: -signed(units),
        }
    }

    /// Sold units come back unsent.
    pub fn put_back(item: StockKey, units: u32) -> Self {
        Self {
            item,
            on_hand: signed(units),
            reserved: 0,
        }
    }
}

/// Units as a difference. No store room holds more than fits.
fn signed(units: u32) -> i32 {
    i32::try_from(units).unwrap_or(i32::MAX)
}

/// A line that cannot be served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortage {
    /// Which line of the checkout, from 0.
    pub line: usize,
    /// Pieces asked for.
    pub wanted: u32,
    /// Pieces left for this line after earlier checkouts and earlier lines of this one.
    pub available: u32,
}

/// Serves checkouts in their order. Each gets all of its lines, and `levels` then holds them as reserved; or nothing, and is
/// told every line that is short. Lines and offers that share a stock item share what is left of it. A stock item without a
/// level has nothing.
pub fn allocate<'a>(
    levels: &mut BTreeMap<StockKey, Stock>,
    batch: impl IntoIterator<Item = &'a [StockWish]>,
) -> Vec<Result<(), Vec<Shortage>>> {
    batch
        .into_iter()
        .map(|wishes| allocate_one(levels, wishes))
        .collect()
}

fn allocate_one(levels: &mut BTreeMap<StockKey, Stock>, wishes: &[StockWish]) -> Result<(), Vec<Shortage>> {
    let mut taken: BTreeMap<StockKey, u32> = BTreeMap::new();
    let mut shortages = Vec::new();
    for (line, wish) in wishes.iter().enumerate() {
        let before = taken.get(&wish.item).copied().unwrap_or_default();
        let available = levels.get(&wish.item).map_or(0, |level| level.available());
        let left = available.saturating_sub(before);
        if wish.units() <= left {
            taken.insert(wish.item, before + wish.units());
        } else {
            let available = left.checked_div(wish.units_per_piece).unwrap_or_default();
            shortages.push(Shortage {
                line,
                wanted: wish.quantity,
                available,
            });
        }
    }
    if !shortages.is_empty() {
        return Err(shortages);
    }
    for (item, units) in taken {
        if let Some(level) = levels.get_mut(&item) {
            level.reserved += units;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn item(n: u128) -> StockKey {
        StockKey {
            shop_id: ShopId::from_uuid(Uuid::from_u128(1)),
            stock_item_id: StockItemId::from_uuid(Uuid::from_u128(n)),
        }
    }

    fn wish(n: u128, quantity: u32, units_per_piece: u32) -> StockWish {
        StockWish {
            item: item(n),
            quantity,
            units_per_piece,
        }
    }

    fn levels(entries: &[(u128, u32)]) -> BTreeMap<StockKey, Stock> {
        entries
            .iter()
            .map(|(n, on_hand)| {
                (
                    item(*n),
                    Stock {
                        on_hand: *on_hand,
                        reserved: 0,
                    },
                )
            })
            .collect()
    }

    #[test]
    fn the_first_come_are_served_and_the_rest_told_how_many_are_left() {
        let mut room = levels(&[(1, 5)]);
        let (a, b, c) = ([wish(1, 3, 1)], [wish(1, 3, 1)], [wish(1, 2, 1)]);
        let answers = allocate(&mut room, [&a[..], &b[..], &c[..]]);
        assert_eq!(answers[0], Ok(()));
        assert_eq!(
            answers[1],
            Err(vec![Shortage {
                line: 0,
                wanted: 3,
                available: 2
            }])
        );
        assert_eq!(answers[2], Ok(()));
        assert_eq!(room[&item(1)].available(), 0);
    }

    #[test]
    fn lines_that_share_a_stock_item_share_what_is_left() {
        let mut room = levels(&[(1, 7)]);
        let packs_of_three_and_singles = [wish(1, 2, 3), wish(1, 2, 1)];
        let answers = allocate(&mut room, [&packs_of_three_and_singles[..]]);
        assert_eq!(
            answers[0],
            Err(vec![Shortage {
                line: 1,
                wanted: 2,
                available: 1
            }])
        );
        assert_eq!(room[&item(1)].available(), 7, "a refused checkout takes nothing");
    }

    #[test]
    fn every_short_line_is_named() {
        let mut room = levels(&[(1, 1)]);
        let answers = allocate(&mut room, [&[wish(1, 2, 1), wish(2, 1, 1)][..]]);
        assert_eq!(answers[0].as_ref().unwrap_err().len(), 2);
    }

    proptest! {
        #[test]
        fn nothing_is_oversold_and_nothing_is_lost(
            stock in prop::collection::vec(0_u32..20, 1..4),
            batch in prop::collection::vec(prop::collection::vec((0_usize..4, 1_u32..6, 1_u32..4), 1..4), 0..20),
        ) {
            let mut room: BTreeMap<_, _> =
                stock.iter().enumerate().map(|(n, on_hand)| (item(n as u128), Stock { on_hand: *on_hand, reserved: 0 })).collect();
            let batch: Vec<Vec<StockWish>> = batch
                .iter()
                .map(|lines| lines.iter().map(|(n, quantity, per)| wish(*n as u128, *quantity, *per)).collect())
                .collect();
            let answers = allocate(&mut room, batch.iter().map(Vec::as_slice));
            for (key, level) in &room {
                prop_assert!(level.reserved <= level.on_hand);
                let sold: u32 = batch.iter().zip(&answers).filter(|(_, answer)| answer.is_ok())
                    .flat_map(|(lines, _)| lines).filter(|line| line.item == *key).map(StockWish::units).sum();
                prop_assert_eq!(sold, level.reserved);
            }
        }
    }
}
