//! Filters and facets: which products pass, and what each further filter would leave.

use tantivy::DocId;

use crate::bands::PriceCounter;
use crate::query::{Count, Facets, Query, RatingCount};
use crate::segment::{Names, Segment, Values};

/// Ratings a buyer can ask for, in hundredths of a star.
const RATING_STEPS: [u16; 4] = [450, 400, 300, 200];
/// Values of a facet that are returned; a market has more places than a page can show.
const VALUES_MAX: usize = 200;

const CATEGORY: u8 = 1;
const PLACE: u8 = 2;
const PRICE: u8 = 4;
const RATING: u8 = 8;
const STOCK: u8 = 16;

/// The filters of a query, in numbers.
pub(crate) struct Filters {
    category: Option<Option<usize>>,
    places: Option<Vec<usize>>,
    price: Option<(u64, u64)>,
    rating: Option<u64>,
    in_stock: bool,
}

impl Filters {
    pub(crate) fn new(categories: &Names, places: &Names, query: &Query) -> Self {
        let minor = |price: i64| u64::try_from(price).unwrap_or(0);
        let (min, max) = (query.price_min.map(minor), query.price_max.map(minor));
        let is_priced = min.is_some() || max.is_some();
        let wanted = query.places.iter().filter_map(|place| places.number(place));
        Self {
            category: query.category.as_deref().map(|slug| categories.number(slug)),
            places: (!query.places.is_empty()).then(|| wanted.collect()),
            price: is_priced.then(|| (min.unwrap_or(0), max.unwrap_or(u64::MAX))),
            rating: query.rating_min.map(u64::from),
            in_stock: query.in_stock_only,
        }
    }

    /// Does every product pass?
    pub(crate) fn is_empty(&self) -> bool {
        self.category.is_none()
            && self.places.is_none()
            && self.price.is_none()
            && self.rating.is_none()
            && !self.in_stock
    }

    /// The filters that a product fails, as bits.
    pub(crate) fn failed(&self, segment: &Segment, document: DocId) -> u8 {
        let bit = |passes: bool, bit: u8| if passes { 0 } else { bit };
        let has = |values: &Option<Values>, wanted: &dyn Fn(usize) -> bool| {
            values
                .as_ref()
                .is_some_and(|values| values.of(document).any(wanted))
        };
        let mut failed = 0;
        if let Some(wanted) = self.category {
            failed |= bit(has(&segment.category, &|number| Some(number) == wanted), CATEGORY);
        }
        if let Some(wanted) = &self.places {
            failed |= bit(has(&segment.place, &|number| wanted.contains(&number)), PLACE);
        }
        if let Some((min, max)) = self.price {
            failed |= bit((min..=max).contains(&segment.price.get_val(document)), PRICE);
        }
        if let Some(min) = self.rating {
            failed |= bit(segment.rating.get_val(document) >= min, RATING);
        }
        if self.in_stock {
            failed |= bit(segment.stock.get_val(document) == 1, STOCK);
        }
        failed
    }
}

/// What was counted.
pub(crate) struct Tally {
    categories: Vec<usize>,
    places: Vec<usize>,
    prices: PriceCounter,
    ratings: [usize; RATING_STEPS.len()],
    in_stock: usize,
}

impl Tally {
    pub(crate) fn new(categories: &Names, places: &Names) -> Self {
        Self {
            categories: vec![0; categories.len()],
            places: vec![0; places.len()],
            prices: PriceCounter::default(),
            ratings: [0; RATING_STEPS.len()],
            in_stock: 0,
        }
    }

    /// Counts products that fail the given filters (see [`Filters::failed`]) and no others.
    pub(crate) fn add(&mut self, segment: &Segment, documents: &[DocId], failed: u8) {
        let counts = |facet: u8| failed & !facet == 0;
        if counts(CATEGORY) {
            count_values(segment.category.as_ref(), documents, &mut self.categories);
        }
        if counts(PLACE) {
            count_values(segment.place.as_ref(), documents, &mut self.places);
        }
        if counts(PRICE) {
            documents
                .iter()
                .for_each(|document| self.prices.add(segment.price.get_val(*document)));
        }
        if counts(RATING) {
            for document in documents {
                let rating = segment.rating.get_val(*document);
                for (count, step) in self.ratings.iter_mut().zip(RATING_STEPS) {
                    *count += usize::from(rating >= u64::from(step));
                }
            }
        }
        if counts(STOCK) {
            let stocked = documents
                .iter()
                .filter(|document| segment.stock.get_val(**document) == 1);
            self.in_stock += stocked.count();
        }
    }

    pub(crate) fn finish(self, categories: &Names, places: &Names) -> Facets {
        let ratings = RATING_STEPS.iter().zip(self.ratings);
        Facets {
            categories: sorted(categories, &self.categories),
            places: sorted(places, &self.places),
            prices: self.prices.bands(),
            ratings: ratings
                .map(|(step, count)| RatingCount {
                    min_hundredths: *step,
                    count,
                })
                .collect(),
            in_stock: self.in_stock,
        }
    }
}

fn count_values(values: Option<&Values>, documents: &[DocId], counts: &mut [usize]) {
    let Some(values) = values else { return };
    for number in documents.iter().flat_map(|document| values.of(*document)) {
        if let Some(count) = counts.get_mut(number) {
            *count += 1;
        }
    }
}

/// Names with their counts, most first; names come in order.
fn sorted(names: &Names, counts: &[usize]) -> Vec<Count> {
    let mut found: Vec<(&str, usize)> = names
        .iter()
        .zip(counts.iter().copied())
        .filter(|(name, count)| !name.is_empty() && *count > 0)
        .collect();
    found.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    found.truncate(VALUES_MAX);
    let count = |(name, count): (&str, usize)| Count {
        value: name.to_owned(),
        count,
    };
    found.into_iter().map(count).collect()
}
