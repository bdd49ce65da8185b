//! What was found, as a list shows it: goods, how many, their order, and the filters that are on.

use pasar_search::Sort;
use pasar_service::search::find::Found;

use super::asked::Asked;
use super::filters::{self, Filters};
use crate::l10n::Localizer;
use crate::listing::card::card;
use crate::ui::{ProductCard, Tab};

/// A filter that is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// What it is.
    pub name: String,
    /// The list without it.
    pub href: String,
}

/// Words that were searched instead of those that were typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// The words.
    pub words: String,
    /// The search for them.
    pub href: String,
}

/// What was found.
#[derive(Debug, Clone)]
pub struct Results {
    /// The goods of this page.
    pub cards: Vec<ProductCard>,
    /// How many there are in all.
    pub total: usize,
    /// The orders to choose from.
    pub sorts: Vec<Tab>,
    /// The filters that are on.
    pub applied: Vec<Applied>,
    /// The list without any of them.
    pub clear: String,
    /// The filters to choose from.
    pub filters: Filters,
    /// The first page, when this is another.
    pub first: String,
    /// The next page, when there is one.
    pub next: String,
    /// The words that were searched instead.
    pub corrected: Option<Corrected>,
    /// Has nothing all the words?
    pub relaxed: bool,
}

impl Results {
    /// What a search found.
    pub fn new(l: &Localizer, asked: &Asked, found: &Found) -> Self {
        let at = |page: usize| {
            Asked {
                page,
                ..asked.clone()
            }
            .href(l)
        };
        let corrected = found.corrected.as_ref().map(|words| Corrected {
            words: words.clone(),
            href: asked.with(|asked| words.clone_into(&mut asked.words)).href(l),
        });
        Self {
            cards: found.cards.iter().map(|listing| card(l, listing)).collect(),
            total: found.total,
            sorts: sorts(l, asked),
            applied: applied(l, asked),
            clear: asked.widened().with(|_| ()).href(l),
            filters: Filters::new(l, asked, &found.facets),
            first: if asked.page > 0 { at(0) } else { String::new() },
            next: if found.more {
                at(asked.page.saturating_add(1))
            } else {
                String::new()
            },
            corrected,
            relaxed: found.relaxed,
        }
    }

    /// Is this page behind the last one?
    pub fn is_past_the_end(&self) -> bool {
        self.cards.is_empty() && self.total > 0
    }
}

fn sorts(l: &Localizer, asked: &Asked) -> Vec<Tab> {
    let best = if asked.words.is_empty() {
        l.t("search-sort-chosen")
    } else {
        l.t("search-sort-relevance")
    };
    let orders = [
        (Sort::Relevance, best),
        (Sort::Sold, l.t("search-sort-sold")),
        (Sort::Newest, l.t("search-sort-newest")),
        (Sort::Rating, l.t("search-sort-rating")),
        (Sort::PriceAscending, l.t("search-sort-cheapest")),
        (Sort::PriceDescending, l.t("search-sort-dearest")),
    ];
    let tab = |(sort, name)| {
        Tab::new(
            name,
            asked.with(|asked| asked.sort = sort).href(l),
            asked.sort == sort,
        )
    };
    orders.into_iter().map(tab).collect()
}

fn applied(l: &Localizer, asked: &Asked) -> Vec<Applied> {
    let without = |name: String, change: &dyn Fn(&mut Asked)| Applied {
        name,
        href: asked.with(|asked| change(asked)).href(l),
    };
    let mut applied = Vec::new();
    if let Some(category) = l.market().categories.get(&asked.category)
        && !asked.words.is_empty()
    {
        let name = category.name.get(l.language()).to_owned();
        applied.push(without(name, &|asked| asked.category.clear()));
    }
    for place in &asked.places {
        applied.push(without(place.clone(), &|asked| {
            asked.places.retain(|known| known != place)
        }));
    }
    if let Some(prices) = filters::prices_text(l, asked) {
        let any_price = |asked: &mut Asked| (asked.price_min, asked.price_max) = (None, None);
        applied.push(without(prices, &any_price));
    }
    if let Some(rating) = asked.rating_min {
        let name = l.t1("search-rating-from", "rating", l.tenths(rating / 10));
        applied.push(without(name, &|asked| asked.rating_min = None));
    }
    if asked.in_stock_only {
        applied.push(without(l.t("search-in-stock"), &|asked| {
            asked.in_stock_only = false
        }));
    }
    applied
}
