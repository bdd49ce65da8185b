//! Price bands: round edges, about as many products in each, from one pass over the prices.

use std::sync::LazyLock;

use crate::query::PriceBand;

/// How many bands a buyer chooses from, at most.
const BANDS: usize = 5;
/// First figures of the prices that may part two bands; round to the eye in any currency.
const FIGURES: [u64; 8] = [10, 15, 20, 25, 30, 40, 50, 75];

/// Every price that may part two bands, ascending, up to the largest amount there is.
static EDGES: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let magnitudes = std::iter::successors(Some(1_u64), |magnitude| magnitude.checked_mul(10));
    let edges = magnitudes.flat_map(|magnitude| FIGURES.map(|figure| figure.saturating_mul(magnitude)));
    edges.take_while(|edge| *edge < u64::MAX / 2).collect()
});

/// Counts prices between neighbouring edges.
#[derive(Debug)]
pub(crate) struct PriceCounter {
    /// `counts[n]` are the prices below `EDGES[n]` and not below the edge before.
    counts: Vec<usize>,
    edges: &'static [u64],
}

impl Default for PriceCounter {
    fn default() -> Self {
        Self {
            counts: vec![0; EDGES.len() + 1],
            edges: &EDGES,
        }
    }
}

impl PriceCounter {
    pub(crate) fn add(&mut self, price: u64) {
        // Eight edges a decade: the number of digits says where to look.
        let decade = price.checked_ilog10().unwrap_or(0).saturating_sub(1);
        let mut place = usize::try_from(decade).unwrap_or(0) * FIGURES.len();
        while self.edges.get(place).is_some_and(|edge| *edge <= price) {
            place += 1;
        }
        if let Some(count) = self.counts.get_mut(place) {
            *count += 1;
        }
    }

    /// At most five bands with about as many prices in each; none when one band would hold everything.
    pub(crate) fn bands(&self) -> Vec<PriceBand> {
        let total: usize = self.counts.iter().sum();
        let mut bands = Vec::new();
        let (mut seen, mut min, mut count, mut target) = (0, None, 0, total / BANDS);
        for (place, here) in self.counts.iter().enumerate() {
            count += here;
            seen += here;
            // Part where it is nearer to the target than one edge later.
            let next = self.counts.get(place + 1).copied().unwrap_or(0);
            if count > 0 && seen < total && seen + next / 2 >= target && bands.len() + 1 < BANDS {
                let edge = self.edges.get(place).and_then(|edge| i64::try_from(*edge).ok());
                bands.push(PriceBand {
                    min_minor: min,
                    max_minor: edge.map(|edge| edge - 1),
                    count,
                });
                (min, count) = (edge, 0);
                target = seen + (total - seen) / (BANDS - bands.len());
            }
        }
        if !bands.is_empty() {
            bands.push(PriceBand {
                min_minor: min,
                max_minor: None,
                count,
            });
        }
        bands
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bands_hold_every_price_once(prices in prop::collection::vec(0_u64..10_000_000_000, 0..200)) {
            let mut counter = PriceCounter::default();
            prices.iter().for_each(|price| counter.add(*price));
            let bands = counter.bands();
            prop_assert!(bands.len() <= BANDS);
            for band in &bands {
                let within = prices.iter().filter(|price| {
                    let price = i64::try_from(**price).unwrap();
                    band.min_minor.is_none_or(|min| min <= price) && band.max_minor.is_none_or(|max| price <= max)
                });
                prop_assert_eq!(within.count(), band.count);
            }
            if !bands.is_empty() {
                prop_assert_eq!(bands.iter().map(|band| band.count).sum::<usize>(), prices.len());
            }
        }
    }

    #[test]
    fn edges_are_round_and_ascend() {
        assert!(EDGES.is_sorted());
        let mut counter = PriceCounter::default();
        for price in (1..=100).map(|n| n * 100_000) {
            counter.add(price);
        }
        let edges: Vec<_> = counter.bands().iter().filter_map(|band| band.min_minor).collect();
        assert_eq!(edges, [2_000_000, 4_000_000, 5_000_000, 7_500_000]);
    }

    #[test]
    fn one_price_makes_no_bands() {
        let mut counter = PriceCounter::default();
        counter.add(u64::MAX);
        assert!(counter.bands().is_empty());
    }
}
