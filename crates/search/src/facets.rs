//! Filters and facets: which products pass, and what each further filter would leave.

use std::collections::HashMap;
use std::io;

use tantivy::DocId;

use crate::bands::PriceCounter;
use crate::query::{Count, Facets, Query, RatingCount};
use crate::segment::{Segment, Values};

/// Ratings a buyer can ask for, in hundredths of a star.
const RATING_STEPS: [u16; 4] = [450, 400, 300, 200];
/// Values of a facet that are returned; a market has more places than a page can show.
const VALUES_MAX: usize = 200;

const CATEGORY: u8 = 1;
const PLACE: u8 = 2;
const PRICE: u8 = 4;
const RATING: u8 = 8;
const STOCK: u8 = 16;

/// The filters of a query in the numbers of one segment.
pub(crate) struct Filters<'a> {
    segment: &'a Segment,
    category: Option<Option<u64>>,
    places: Option<Vec<u64>>,
    price: Option<(u64, u64)>,
    rating: Option<u64>,
    in_stock: bool,
}

impl<'a> Filters<'a> {
    pub(crate) fn new(segment: &'a Segment, query: &Query) -> io::Result<Self> {
        let number = |values: &Option<Values>, text: &str| match values {
            Some(values) => values.number(text),
            None => Ok(None),
        };
        let category = query
            .category
            .as_deref()
            .map(|slug| number(&segment.category, slug))
            .transpose()?;
        let mut places = Vec::new();
        for place in &query.places {
            places.extend(number(&segment.place, place)?);
        }
        let minor = |price: i64| u64::try_from(price).unwrap_or(0);
        let priced = query.price_min.is_some() || query.price_max.is_some();
        Ok(Self {
            segment,
            category,
            places: (!query.places.is_empty()).then_some(places),
            price: priced.then(|| {
                (
                    query.price_min.map_or(0, minor),
                    query.price_max.map_or(u64::MAX, minor),
                )
            }),
            rating: query.rating_min.map(u64::from),
            in_stock: query.in_stock_only,
        })
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
    pub(crate) fn failed(&self, document: DocId) -> u8 {
        let mut failed = 0;
        if let Some(wanted) = self.category {
            let values = self.segment.category.as_ref();
            let found = wanted.is_some_and(|wanted| {
                values.is_some_and(|values| values.of(document).any(|number| number == wanted))
            });
            failed |= if found { 0 } else { CATEGORY };
        }
        if let Some(wanted) = &self.places {
            let values = self.segment.place.as_ref();
            let found =
                values.is_some_and(|values| values.of(document).any(|number| wanted.contains(&number)));
            failed |= if found { 0 } else { PLACE };
        }
        if let Some((min, max)) = self.price {
            let price = self.segment.price.get_val(document);
            failed |= if (min..=max).contains(&price) { 0 } else { PRICE };
        }
        if let Some(min) = self.rating {
            failed |= if self.segment.rating.get_val(document) >= min {
                0
            } else {
                RATING
            };
        }
        if self.in_stock {
            failed |= if self.segment.stock.get_val(document) == 1 {
                0
            } else {
                STOCK
            };
        }
        failed
    }
}

/// Counts over all segments.
#[derive(Default)]
pub(crate) struct Tally {
    categories: HashMap<String, usize>,
    places: HashMap<String, usize>,
    prices: PriceCounter,
    ratings: [usize; RATING_STEPS.len()],
    in_stock: usize,
}

/// Counts of one segment, by its numbers.
pub(crate) struct SegmentTally<'a> {
    segment: &'a Segment,
    categories: Vec<usize>,
    places: Vec<usize>,
}

impl<'a> SegmentTally<'a> {
    pub(crate) fn new(segment: &'a Segment) -> Self {
        let zeros = |values: &Option<Values>| vec![0; values.as_ref().map_or(0, Values::len)];
        Self {
            segment,
            categories: zeros(&segment.category),
            places: zeros(&segment.place),
        }
    }

    /// Counts products that fail the given filters (see [`Filters::failed`]) and no others.
    pub(crate) fn add(&mut self, tally: &mut Tally, documents: &[DocId], failed: u8) {
        let counts = |facet: u8| failed & !facet == 0;
        if counts(CATEGORY) {
            count_values(self.segment.category.as_ref(), documents, &mut self.categories);
        }
        if counts(PLACE) {
            count_values(self.segment.place.as_ref(), documents, &mut self.places);
        }
        let segment = self.segment;
        if counts(PRICE) {
            documents
                .iter()
                .for_each(|document| tally.prices.add(segment.price.get_val(*document)));
        }
        if counts(RATING) {
            for document in documents {
                let rating = segment.rating.get_val(*document);
                for (count, step) in tally.ratings.iter_mut().zip(RATING_STEPS) {
                    *count += usize::from(rating >= u64::from(step));
                }
            }
        }
        if counts(STOCK) {
            let stocked = documents
                .iter()
                .filter(|document| segment.stock.get_val(**document) == 1);
            tally.in_stock += stocked.count();
        }
    }

    pub(crate) fn finish(self, tally: &mut Tally) -> io::Result<()> {
        merge(
            self.segment.category.as_ref(),
            &self.categories,
            &mut tally.categories,
        )?;
        merge(self.segment.place.as_ref(), &self.places, &mut tally.places)
    }
}

fn count_values(values: Option<&Values>, documents: &[DocId], counts: &mut [usize]) {
    let Some(values) = values else { return };
    let mut add = |number: u64| {
        if let Some(count) = usize::try_from(number)
            .ok()
            .and_then(|number| counts.get_mut(number))
        {
            *count += 1;
        }
    };
    match &values.single {
        Some(single) => documents
            .iter()
            .for_each(|document| add(single.get_val(*document))),
        None => documents
            .iter()
            .flat_map(|document| values.of(*document))
            .for_each(&mut add),
    }
}

fn merge(values: Option<&Values>, counts: &[usize], into: &mut HashMap<String, usize>) -> io::Result<()> {
    let Some(values) = values else { return Ok(()) };
    let count = |number: u64| {
        usize::try_from(number)
            .ok()
            .and_then(|number| counts.get(number))
            .copied()
    };
    for (number, text) in values.texts(|number| count(number).is_some_and(|count| count > 0))? {
        *into.entry(text).or_default() += count(number).unwrap_or(0);
    }
    Ok(())
}

impl Tally {
    pub(crate) fn finish(self) -> Facets {
        let ratings = RATING_STEPS.iter().zip(self.ratings);
        Facets {
            categories: sorted(self.categories),
            places: sorted(self.places),
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

fn sorted(counts: HashMap<String, usize>) -> Vec<Count> {
    let mut counts: Vec<Count> = counts
        .into_iter()
        .filter(|(value, _)| !value.is_empty())
        .map(|(value, count)| Count { value, count })
        .collect();
    counts.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    counts.truncate(VALUES_MAX);
    counts
}
