//! What a search asks, and what it answers.

use pasar_domain::Instant;
use pasar_domain::id::{ProductId, ShopId};

/// The most hits on a page.
pub const LIMIT_MAX: usize = 100;
/// The deepest first hit of a page; a page beyond it has no hits (but still its total and facets).
pub const OFFSET_MAX: usize = 2_000;
/// Characters of text that are read; the rest is ignored.
pub const TEXT_CHARS_MAX: usize = 200;

/// What a buyer looks for. Every filter narrows; the default asks for everything, best first.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Query {
    /// Words as typed. None, or nothing but punctuation, browses.
    pub text: Option<String>,
    /// The last word is still being typed: match what begins with it.
    pub typing: bool,
    /// Slug of a category; finds its descendants too.
    pub category: Option<String>,
    /// Any of these places. Empty: everywhere.
    pub places: Vec<String>,
    /// Lowest price, inclusive, in minor units.
    pub price_min: Option<i64>,
    /// Highest price, inclusive, in minor units.
    pub price_max: Option<i64>,
    /// Lowest mean rating, in hundredths of a star. Unrated products do not pass.
    pub rating_min: Option<u16>,
    /// Only what can be bought now.
    pub in_stock_only: bool,
    /// Only this shop's products.
    pub shop: Option<ShopId>,
    /// Also what is only for a pilot's cohort.
    pub for_cohort: bool,
    /// The instant for which is searched. None: only what is visible at any time is found.
    pub at: Option<Instant>,
    /// The order of the hits.
    pub sort: Sort,
    /// Count facets? Without them a search costs less.
    pub facets: bool,
    /// Hits to skip, at most [`OFFSET_MAX`].
    pub offset: usize,
    /// Hits to return, at most [`LIMIT_MAX`].
    pub limit: usize,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            text: None,
            typing: false,
            category: None,
            places: Vec::new(),
            price_min: None,
            price_max: None,
            rating_min: None,
            in_stock_only: false,
            shop: None,
            for_cohort: false,
            at: None,
            sort: Sort::Relevance,
            facets: true,
            offset: 0,
            limit: 24,
        }
    }
}

impl Query {
    /// A search for words, best first.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: Some(text.into()),
            ..Self::default()
        }
    }
}

/// The order of hits. Ties fall to the better standing (see [`crate::rank`]), then to the lower product id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// Best match first, what can be bought before what cannot.
    #[default]
    Relevance,
    /// Cheapest first.
    PriceAscending,
    /// Dearest first.
    PriceDescending,
    /// Highest mean rating first; unrated last.
    Rating,
    /// Most sold first.
    Sold,
    /// Last published first.
    Newest,
}

/// A page of results.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// The hits of this page, in order.
    pub hits: Vec<Hit>,
    /// How many products match in all.
    pub total: usize,
    /// How many of the matches each further filter would leave. Empty when the query asked for none.
    pub facets: Facets,
    /// "Did you mean": the text with unknown words replaced by the known ones that were searched instead.
    pub corrected: Option<String>,
    /// Too little (or nothing) has all the words; hits that have only some of them follow.
    pub relaxed: bool,
}

/// A found product.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The product, to be read from the database.
    pub product_id: ProductId,
    /// How well it ranks by relevance; comparable only within one answer.
    pub score: f32,
}

/// Counts for narrowing a search. Each facet is counted with every filter but its own, so that a buyer sees what choosing
/// another value would give.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facets {
    /// Products per category slug, at every level of the tree, most first.
    pub categories: Vec<Count>,
    /// Products per place, most first.
    pub places: Vec<Count>,
    /// Price bands with round edges and about as many products in each, cheapest first.
    pub prices: Vec<PriceBand>,
    /// Products with at least so good a rating, highest first.
    pub ratings: Vec<RatingCount>,
    /// Products that can be bought now.
    pub in_stock: usize,
}

/// Products with one value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The value as the document had it.
    pub value: String,
    /// How many products have it.
    pub count: usize,
}

/// Products within a price band: pass its ends as `price_min` and `price_max`. Show `max_minor + 1`, which is round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PriceBand {
    /// Lowest price in minor units, inclusive; None in the first band.
    pub min_minor: Option<i64>,
    /// Highest price in minor units, inclusive; None in the last band.
    pub max_minor: Option<i64>,
    /// How many products are in it.
    pub count: usize,
}

/// Products rated at least so well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RatingCount {
    /// In hundredths of a star: pass it as `rating_min`.
    pub min_hundredths: u16,
    /// How many products.
    pub count: usize,
}
