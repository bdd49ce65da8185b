//! The filters beside a list: what each would leave, and how to choose it.
//!
//! Categories and price bands are links. Places, rating, stock and prices of one's own are a plain form, so that several can be
//! chosen at once.

use std::collections::{BTreeMap, BTreeSet};

use pasar_domain::market::Category;
use pasar_domain::money::Money;
use pasar_search::{Facets, PriceBand};

use super::asked::{self, Asked};
use crate::l10n::{Localizer, key};
use crate::ui::{Choice, Form, Tab};

/// Places that are shown at once; the others are in a fold.
const PLACES_SHOWN: usize = 8;

/// A category that a list can be narrowed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryLink {
    /// Its name.
    pub name: String,
    /// The list in it.
    pub href: String,
    /// What that would leave; none for the way back up.
    pub count: Option<usize>,
    /// Is it below another that is shown?
    pub is_below: bool,
    /// Is this the list's category?
    pub is_current: bool,
}

/// The filters beside a list.
#[derive(Debug, Clone)]
pub struct Filters {
    /// Where the form leads.
    pub action: String,
    /// What the form keeps.
    pub kept: Vec<(&'static str, String)>,
    /// Categories, from the top to those that can be chosen next.
    pub categories: Vec<CategoryLink>,
    /// Price bands.
    pub bands: Vec<Tab>,
    /// The values of the form.
    pub form: Form,
    /// Places of most goods, and chosen ones.
    pub places: Vec<Choice>,
    /// The other places.
    pub more_places: Vec<Choice>,
    /// Ratings.
    pub ratings: Vec<Choice>,
    /// How much of it can be bought now.
    pub in_stock: usize,
}

impl Filters {
    /// The filters of a search that found these.
    pub fn new(l: &Localizer, asked: &Asked, facets: &Facets) -> Self {
        let (places, more_places) = places(l, asked, facets);
        let path = if asked.words.is_empty() && !asked.category.is_empty() {
            format!("/categories/{}", asked.category)
        } else {
            "/search".to_owned()
        };
        Self {
            action: l.url(&path),
            kept: kept(asked),
            categories: categories(l, asked, facets),
            bands: bands(l, asked, facets),
            form: form(l, asked),
            places,
            more_places,
            ratings: ratings(l, facets),
            in_stock: facets.in_stock,
        }
    }
}

fn kept(asked: &Asked) -> Vec<(&'static str, String)> {
    let mut kept = vec![("sort", asked::sort_name(asked.sort).to_owned())];
    if !asked.words.is_empty() {
        kept.push(("q", asked.words.clone()));
        kept.push(("category", asked.category.clone()));
    }
    kept.retain(|(_, value)| !value.is_empty());
    kept
}

fn form(l: &Localizer, asked: &Asked) -> Form {
    let market = l.market();
    let mut pairs: Vec<(&str, String)> = asked
        .places
        .iter()
        .map(|place| ("place", place.clone()))
        .collect();
    pairs.push(("min", asked::amount(market, asked.price_min)));
    pairs.push(("max", asked::amount(market, asked.price_max)));
    pairs.push(("rating", asked::rating_text(asked.rating_min)));
    if asked.in_stock_only {
        pairs.push(("stock", "yes".to_owned()));
    }
    let mut form = Form::filled(l, pairs);
    for field in &asked.unread {
        form.refuse(field, key("search-price-unread"));
    }
    form
}

fn categories(l: &Localizer, asked: &Asked, facets: &Facets) -> Vec<CategoryLink> {
    let tree = &l.market().categories;
    let counts: BTreeMap<&str, usize> = facets
        .categories
        .iter()
        .map(|count| (count.value.as_str(), count.count))
        .collect();
    let count = |category: &Category| counts.get(category.slug.as_str()).copied();
    let link = |category: &Category, is_below: bool| CategoryLink {
        name: category.name.get(l.language()).to_owned(),
        href: asked
            .with(|asked| asked.category = category.slug.to_string())
            .href(l),
        count: count(category),
        is_below,
        is_current: category.slug.as_str() == asked.category,
    };
    let has_any =
        |category: &&Category| count(category).is_some() || category.slug.as_str() == asked.category;
    if asked.category.is_empty() {
        return tree
            .roots()
            .filter(has_any)
            .map(|root| link(root, false))
            .collect();
    }
    let mut path = tree.path(&asked.category);
    if tree.is_leaf(&asked.category) && path.len() > 1 {
        path.pop(); // it stands among its siblings
    }
    let mut links = vec![CategoryLink {
        name: l.t("search-all-categories"),
        href: asked.with(|asked| asked.category.clear()).href(l),
        count: None,
        is_below: false,
        is_current: false,
    }];
    links.extend(path.iter().map(|category| link(category, false)));
    if let Some(last) = path.last() {
        let below = tree.children(last.slug.as_str());
        links.extend(below.filter(has_any).map(|category| link(category, true)));
    }
    links
}

fn places(l: &Localizer, asked: &Asked, facets: &Facets) -> (Vec<Choice>, Vec<Choice>) {
    let chosen: BTreeSet<&str> = asked.places.iter().map(String::as_str).collect();
    let choice = |name: &str, count: usize| Choice::new(name, name).end(l.number(count));
    let mut shown = Vec::new();
    let mut more = Vec::new();
    for place in &facets.places {
        let is_chosen = chosen.contains(place.value.as_str());
        let list = if is_chosen || shown.len() < PLACES_SHOWN {
            &mut shown
        } else {
            &mut more
        };
        list.push(choice(&place.value, place.count));
    }
    let known: BTreeSet<&str> = facets.places.iter().map(|place| place.value.as_str()).collect();
    shown.extend(chosen.difference(&known).map(|place| choice(place, 0)));
    more.sort_by(|a, b| a.label.cmp(&b.label));
    (shown, more)
}

fn bands(l: &Localizer, asked: &Asked, facets: &Facets) -> Vec<Tab> {
    if facets.prices.len() < 2 {
        return Vec::new();
    }
    let market = l.market();
    let same = |a: Option<i64>, b: Option<i64>| asked::amount(market, a) == asked::amount(market, b);
    facets
        .prices
        .iter()
        .map(|band| {
            let current = same(band.min_minor, asked.price_min) && same(band.max_minor, asked.price_max);
            let narrowed = asked.with(|asked| {
                (asked.price_min, asked.price_max) = if current {
                    (None, None)
                } else {
                    (band.min_minor, band.max_minor)
                };
                asked.unread.clear();
            });
            let count = u32::try_from(band.count).unwrap_or(u32::MAX);
            Tab::new(band_text(l, band), narrowed.href(l), current).counting(count)
        })
        .collect()
}

/// A band in words; its upper end, which is one minor unit below, as the round amount.
fn band_text(l: &Localizer, band: &PriceBand) -> String {
    let money = |minor: i64| l.money(Money::new(minor, l.market().currency));
    match (
        band.min_minor,
        band.max_minor.map(|max| money(max.saturating_add(1))),
    ) {
        (None, Some(max)) => l.t1("search-price-below", "max", max),
        (Some(min), None) => l.t1("search-price-above", "min", money(min)),
        (Some(min), Some(max)) => l.t2("search-price-between", "min", money(min), "max", max),
        (None, None) => l.t("search-price-any"),
    }
}

/// The prices that are asked for, in words.
pub(super) fn prices_text(l: &Localizer, asked: &Asked) -> Option<String> {
    let money = |minor: i64| {
        let unit = i64::from(l.market().money_format.unit_minor.max(1));
        l.money(Money::new(minor - minor % unit, l.market().currency))
    };
    match (asked.price_min.map(money), asked.price_max.map(money)) {
        (None, None) => None,
        (None, Some(max)) => Some(l.t1("search-price-to", "max", max)),
        (Some(min), None) => Some(l.t1("search-price-above", "min", min)),
        (Some(min), Some(max)) => Some(l.t2("search-price-between", "min", min, "max", max)),
    }
}

fn ratings(l: &Localizer, facets: &Facets) -> Vec<Choice> {
    let any = Choice::new("", l.t("search-rating-any"));
    let steps = facets.ratings.iter().map(|step| {
        let rating = l.tenths(step.min_hundredths / 10);
        let value = asked::rating_text(Some(step.min_hundredths));
        Choice::new(value, l.t1("search-rating-from", "rating", rating)).end(l.number(step.count))
    });
    std::iter::once(any).chain(steps).collect()
}
