//! Probation: a new seller begins small, and leaves the limits behind when so many days have passed and so many orders are complete.

use std::collections::BTreeMap;

use chrono::Duration;

use crate::Instant;
use crate::charter::Probation;
use crate::id::SellerId;

/// When a seller began, and how far it has come. Only those have one whom the operator first verified under a charter with limits for new
/// sellers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beginning {
    /// When the seller was first verified.
    pub since: Instant,
    /// Orders that are complete.
    pub completed: u32,
}

impl Probation {
    /// The instant before which probation does not end.
    pub fn days_over_at(&self, since: Instant) -> Instant {
        since + Duration::days(i64::from(self.days))
    }

    /// Is a seller who began so on probation at this instant?
    pub fn holds(&self, beginning: Beginning, now: Instant) -> bool {
        now < self.days_over_at(beginning.since) || beginning.completed < self.orders
    }
}

/// How a seller stands who is on probation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProbationStand {
    /// When it began, and how far it has come.
    pub beginning: Beginning,
    /// Orders of today that were not cancelled.
    pub orders_today: u32,
    /// Products that it offers to buyers.
    pub products: u32,
}

/// What is left of a day for sellers on probation: each may take so many more orders. A seller who has no entry is not limited.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    left: BTreeMap<SellerId, u32>,
    taken: BTreeMap<SellerId, u32>,
}

impl Places {
    /// The places that are left where each seller has taken so many orders today.
    pub fn left(orders_per_day_max: u32, orders_today: impl IntoIterator<Item = (SellerId, u32)>) -> Self {
        let left = orders_today
            .into_iter()
            .map(|(seller, orders)| (seller, orders_per_day_max.saturating_sub(orders)))
            .collect();
        Self {
            left,
            taken: BTreeMap::new(),
        }
    }

    /// The sellers who cannot take so many more orders today.
    pub fn full<'a>(&'a self, wanted: &'a BTreeMap<SellerId, u32>) -> impl Iterator<Item = SellerId> + 'a {
        wanted
            .iter()
            .filter(|(seller, orders)| self.left.get(*seller).is_some_and(|left| left < *orders))
            .map(|(seller, _)| *seller)
    }

    /// Takes places with each of these sellers. Who has fewer left gives what is left: ask [`Self::full`] first.
    pub fn take(&mut self, wanted: &BTreeMap<SellerId, u32>) {
        for (seller, orders) in wanted {
            if let Some(left) = self.left.get_mut(seller) {
                let taken = (*orders).min(*left);
                *left -= taken;
                *self.taken.entry(*seller).or_default() += taken;
            }
        }
    }

    /// What was taken with each seller.
    pub const fn taken(&self) -> &BTreeMap<SellerId, u32> {
        &self.taken
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    const NEW: Probation = Probation {
        days: 60,
        orders: 300,
        orders_per_day_max: 100,
        products_max: 200,
    };

    fn seller(n: u128) -> SellerId {
        SellerId::from_uuid(Uuid::from_u128(n))
    }

    #[test]
    fn days_and_orders_both_have_to_be_reached() {
        let since: Instant = "2026-12-01T03:00:00Z".parse().unwrap();
        let second = Duration::seconds(1);
        let sixty = Duration::days(60);
        for (passed, completed, holds) in [
            (Duration::zero(), 0, true),
            (sixty - second, 300, true),
            (sixty - second, 9_000, true),
            (sixty, 299, true),
            (sixty, 300, false),
            (Duration::days(400), 0, true),
            (Duration::days(400), 9_000, false),
        ] {
            let beginning = Beginning { since, completed };
            assert_eq!(
                NEW.holds(beginning, since + passed),
                holds,
                "{passed}, {completed}"
            );
        }
    }

    #[test]
    fn a_figure_of_nothing_asks_for_nothing() {
        let since: Instant = "2026-12-01T03:00:00Z".parse().unwrap();
        let beginning = Beginning { since, completed: 0 };
        let none = Probation {
            days: 0,
            orders: 0,
            ..NEW
        };
        assert!(!none.holds(beginning, since));
        assert!(Probation { orders: 0, ..NEW }.holds(beginning, since));
    }

    #[test]
    fn who_is_full_is_named_and_who_has_no_entry_is_never_full() {
        let mut places = Places::left(3, [(seller(1), 1), (seller(2), 3), (seller(3), 9)]);
        let wanted = BTreeMap::from([(seller(1), 2), (seller(2), 1), (seller(3), 1), (seller(4), 50)]);
        let full: Vec<SellerId> = places.full(&wanted).collect();
        assert_eq!(full, [seller(2), seller(3)]);
        places.take(&BTreeMap::from([(seller(1), 2), (seller(4), 50)]));
        assert_eq!(places.taken(), &BTreeMap::from([(seller(1), 2)]));
        let one_more = BTreeMap::from([(seller(1), 1)]);
        assert_eq!(places.full(&one_more).collect::<Vec<_>>(), [seller(1)]);
    }

    proptest! {
        #[test]
        fn whoever_asks_first_takes_no_more_than_there_is(
            max in 1_u32..6,
            before in prop::collection::vec(0_u32..8, 1..4),
            batch in prop::collection::vec(prop::collection::vec((0_usize..4, 1_u32..3), 1..3), 0..20),
        ) {
            let known: Vec<(SellerId, u32)> =
                before.iter().enumerate().map(|(n, orders)| (seller(n as u128), *orders)).collect();
            let mut places = Places::left(max, known.clone());
            for wanted in batch {
                let wanted: BTreeMap<SellerId, u32> =
                    wanted.into_iter().map(|(n, orders)| (seller(n as u128), orders)).collect();
                if places.full(&wanted).next().is_none() {
                    places.take(&wanted);
                }
            }
            for (seller, orders) in known {
                let taken = places.taken().get(&seller).copied().unwrap_or(0);
                prop_assert!(taken == 0 || orders + taken <= max);
            }
        }
    }
}
