//! Whose turn it is when more wait at the checkout than are served at once.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::ShopId;

/// The checkouts that are served next, by their places in the queue, in rising order: `max` of them, or everybody.
///
/// While one shop has a rush, the others' buyers do not stand behind it: no shop gets more than `share` places of a batch as long as there
/// are others, and what is left goes to who came first. Of two checkouts that have a shop in common, the one that came first is never served
/// after the other, so the order of arrival decides who gets the last piece.
pub fn next<'q>(waiting: impl IntoIterator<Item = &'q [ShopId]>, max: usize, share: usize) -> Vec<usize> {
    let mut served = Vec::with_capacity(max);
    let mut passed_over = Vec::new();
    let mut places: BTreeMap<ShopId, usize> = BTreeMap::new();
    let mut held: BTreeSet<ShopId> = BTreeSet::new();
    for (place, shops) in waiting.into_iter().enumerate() {
        if served.len() == max {
            break;
        }
        let has_its_share = |shop: &ShopId| places.get(shop).is_some_and(|taken| *taken >= share);
        if shops
            .iter()
            .any(|shop| held.contains(shop) || has_its_share(shop))
        {
            // Whoever wants from one of these shops comes after this one.
            held.extend(shops);
            passed_over.push(place);
            continue;
        }
        for shop in shops {
            *places.entry(*shop).or_default() += 1;
        }
        served.push(place);
    }
    let free = max.saturating_sub(served.len());
    served.extend(passed_over.into_iter().take(free));
    served.sort_unstable();
    served
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Instant;

    fn shop(number: u8) -> ShopId {
        ShopId::new(Instant::UNIX_EPOCH, &[number; 10])
    }

    fn queue(shops: &[&[u8]]) -> Vec<Vec<ShopId>> {
        let shops = shops.iter();
        shops
            .map(|shops| shops.iter().copied().map(shop).collect())
            .collect()
    }

    fn served(waiting: &[Vec<ShopId>], max: usize, share: usize) -> Vec<usize> {
        next(waiting.iter().map(Vec::as_slice), max, share)
    }

    #[test]
    fn a_rush_on_one_shop_leaves_room_for_the_others() {
        let mut waiting = queue(&[&[1_u8][..]; 50]);
        waiting.extend(queue(&[&[2], &[3]]));
        assert_eq!(served(&waiting, 8, 2), [0, 1, 2, 3, 4, 5, 50, 51]);
        assert_eq!(served(&waiting[..50], 4, 1), [0, 1, 2, 3]);
    }

    #[test]
    fn nobody_overtakes_who_wants_from_the_same_shop() {
        // The third waits for its share of shop 1, so the fourth, which wants from its other shop, waits, too.
        let waiting = queue(&[&[1], &[1], &[1, 2], &[2], &[3]]);
        assert_eq!(served(&waiting, 3, 2), [0, 1, 4]);
        assert_eq!(served(&waiting, 4, 2), [0, 1, 2, 4]);
    }

    proptest! {
        #[test]
        fn as_many_as_there_is_room_for_and_each_shop_in_the_order_of_arrival(
            shops in prop::collection::vec(prop::collection::btree_set(0_u8..6, 1..3), 0..40),
            max in 1_usize..20,
            share in 1_usize..6,
        ) {
            let waiting: Vec<Vec<ShopId>> =
                shops.iter().map(|shops| shops.iter().copied().map(shop).collect()).collect();
            let served = served(&waiting, max, share);
            prop_assert_eq!(served.len(), waiting.len().min(max));
            prop_assert!(served.is_sorted_by(|a, b| a < b));
            for (earlier, shops) in waiting.iter().enumerate().filter(|(place, _)| !served.contains(place)) {
                for later in served.iter().filter(|place| **place > earlier) {
                    prop_assert!(waiting[*later].iter().all(|shop| !shops.contains(shop)), "{later} overtook {earlier}");
                }
            }
        }
    }
}
