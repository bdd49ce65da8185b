//! What a buyer looks for, read from an address and written into one.
//!
//! An address says only what differs from the ordinary, always in the same order, so that one search has one address:
//! `/xx/search?q=kaos&place=Kota+Bandung&min=50000&rating=4&sort=price`. A category without words has its own page.

use pasar_domain::market::Market;
use pasar_search::{Query, Sort};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::l10n::Localizer;

/// Listings on a page: fills rows of two, three, four and six.
pub const PAGE: usize = 24;

/// What a query may contain as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// The orders that can be asked for, with their names in addresses.
const SORTS: [(Sort, &str); 6] = [
    (Sort::Relevance, ""),
    (Sort::Sold, "sold"),
    (Sort::Newest, "newest"),
    (Sort::Rating, "rating"),
    (Sort::PriceAscending, "price"),
    (Sort::PriceDescending, "price-down"),
];

/// What a buyer looks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// Words; none browses.
    pub words: String,
    /// A category's slug; empty for all of them.
    pub category: String,
    /// Any of these places; none means everywhere.
    pub places: Vec<String>,
    /// The lowest price in minor units.
    pub price_min: Option<i64>,
    /// The highest price in minor units.
    pub price_max: Option<i64>,
    /// The lowest rating in hundredths of a star.
    pub rating_min: Option<u16>,
    /// Only what can be bought now?
    pub in_stock_only: bool,
    /// The order.
    pub sort: Sort,
    /// Which page, from 0.
    pub page: usize,
    /// The price fields whose text is no amount: `min`, `max`. They narrow nothing.
    pub unread: Vec<&'static str>,
}

impl Asked {
    /// Reads the pairs of an address. What makes no sense is passed over, but for prices, which people type.
    pub fn read(market: &Market, pairs: &[(String, String)]) -> Self {
        let mut asked = Self::default();
        for (name, value) in pairs {
            let value = value.trim();
            match name.as_str() {
                _ if value.is_empty() => {}
                "q" => asked.words = value.chars().take(pasar_search::TEXT_CHARS_MAX).collect(),
                "category" if market.categories.get(value).is_some() => value.clone_into(&mut asked.category),
                "place" => asked.add_place(market, value),
                "min" => asked.price_min = asked.amount(market, "min", value),
                "max" => asked.price_max = asked.amount(market, "max", value),
                "rating" => asked.rating_min = rating(value),
                "stock" => asked.in_stock_only = true,
                "sort" => asked.sort = sort(value),
                "page" => asked.page = value.parse().map_or(0, |page: usize| page.saturating_sub(1)),
                _ => {}
            }
        }
        if let (Some(min), Some(max)) = (asked.price_min, asked.price_max)
            && max < min
        {
            (asked.price_min, asked.price_max) = (Some(max), Some(min));
        }
        asked
    }

    fn add_place(&mut self, market: &Market, name: &str) {
        let place = market.places.get(name).map(|place| place.name.as_str());
        if let Some(place) = place.filter(|place| !self.places.iter().any(|known| known == place)) {
            self.places.push(place.to_owned());
        }
    }

    fn amount(&mut self, market: &Market, field: &'static str, typed: &str) -> Option<i64> {
        let amount = market.parse_money(typed).ok().filter(|money| money.minor >= 0);
        if amount.is_none() {
            self.unread.push(field);
        }
        amount.map(|money| money.minor).filter(|minor| *minor > 0)
    }

    /// The search that answers it.
    pub fn query(&self) -> Query {
        Query {
            text: Some(self.words.clone()).filter(|words| !words.is_empty()),
            category: Some(self.category.clone()).filter(|slug| !slug.is_empty()),
            places: self.places.clone(),
            price_min: self.price_min,
            price_max: self.price_max,
            rating_min: self.rating_min,
            in_stock_only: self.in_stock_only,
            sort: self.sort,
            offset: self.page.saturating_mul(PAGE),
            limit: PAGE,
            ..Query::default()
        }
    }

    /// Does it have a filter that can be taken away? Words and a category's own page are none.
    pub fn is_narrowed(&self) -> bool {
        *self != self.widened()
    }

    /// The same words (or category) without any filter, in the same order, from the first page.
    #[must_use]
    pub fn widened(&self) -> Self {
        let category = if self.words.is_empty() {
            self.category.clone()
        } else {
            String::new()
        };
        Self {
            words: self.words.clone(),
            category,
            sort: self.sort,
            page: self.page,
            unread: self.unread.clone(),
            ..Self::default()
        }
    }

    /// The same with a change, from the first page.
    #[must_use]
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut changed = self.clone();
        changed.page = 0;
        change(&mut changed);
        changed
    }

    /// The one address of what is asked.
    pub fn href(&self, l: &Localizer) -> String {
        let mut pairs = Vec::new();
        let path = if self.words.is_empty() && !self.category.is_empty() {
            format!("/categories/{}", self.category)
        } else {
            pairs.extend(pair("q", &self.words));
            pairs.extend(pair("category", &self.category));
            "/search".to_owned()
        };
        pairs.extend(self.places.iter().filter_map(|place| pair("place", place)));
        let market = l.market();
        pairs.extend(pair("min", &amount(market, self.price_min)));
        pairs.extend(pair("max", &amount(market, self.price_max)));
        pairs.extend(pair("rating", &rating_text(self.rating_min)));
        pairs.extend(pair("stock", if self.in_stock_only { "yes" } else { "" }));
        pairs.extend(pair("sort", sort_name(self.sort)));
        if self.page > 0 {
            pairs.push(format!("page={}", self.page.saturating_add(1)));
        }
        let query = if pairs.is_empty() {
            String::new()
        } else {
            format!("?{}", pairs.join("&"))
        };
        l.url(&format!("{path}{query}"))
    }
}

/// A value for the query of an address, its spaces as `+`.
pub fn encoded(value: &str) -> String {
    utf8_percent_encode(value, PLAIN).to_string().replace("%20", "+")
}

fn pair(name: &str, value: &str) -> Option<String> {
    (!value.is_empty()).then(|| format!("{name}={}", encoded(value)))
}

fn sort(name: &str) -> Sort {
    let found = SORTS.iter().find(|(_, known)| *known == name);
    found.map_or(Sort::Relevance, |(sort, _)| *sort)
}

/// An order's name in addresses; the ordinary one has none.
pub fn sort_name(sort: Sort) -> &'static str {
    let found = SORTS.iter().find(|(known, _)| *known == sort);
    found.map_or("", |(_, name)| name)
}

/// `4` and `4.5` as hundredths.
fn rating(text: &str) -> Option<u16> {
    let (stars, tenths) = text.split_once('.').unwrap_or((text, "0"));
    let stars: u16 = stars.parse().ok().filter(|stars| (1..=5).contains(stars))?;
    let tenths: u16 = tenths.parse().ok().filter(|tenths| *tenths < 10)?;
    Some(stars * 100 + tenths * 10)
}

/// Hundredths as `4` or `4.5`; nothing for none.
pub fn rating_text(hundredths: Option<u16>) -> String {
    match hundredths.map(|rating| (rating / 100, rating % 100 / 10)) {
        Some((stars, 0)) => stars.to_string(),
        Some((stars, tenths)) => format!("{stars}.{tenths}"),
        None => String::new(),
    }
}

/// An amount as it is typed: whole units and, where there are any, cents, without symbol and groups. What is finer than the
/// market's smallest amount is cut off: no price lies between.
pub fn amount(market: &Market, minor: Option<i64>) -> String {
    let Some(minor) = minor else { return String::new() };
    let format = &market.money_format;
    let minor = minor - minor % i64::from(format.unit_minor.max(1));
    let per_major = market.currency.minor_per_major().max(1);
    let (major, rest) = (minor / per_major, minor % per_major);
    if rest == 0 {
        return major.to_string();
    }
    let digits = usize::try_from(market.currency.exponent()).unwrap_or(0);
    format!("{major}{}{rest:0digits$}", format.decimal)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::page_check::markets;

    fn l(code: &str) -> Localizer {
        let market = markets()
            .into_iter()
            .find(|market| market.code.as_str() == code)
            .unwrap();
        let language = market.default_language().clone();
        Localizer::new(Arc::clone(&market), &language)
    }

    fn read(l: &Localizer, query: &str) -> Asked {
        let pairs: Vec<(String, String)> = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.replace('+', " ")))
            .collect();
        Asked::read(l.market(), &pairs)
    }

    #[test]
    fn an_address_says_what_differs_in_one_order() {
        let l = l("id");
        let query = "sort=price&page=3&stock=yes&rating=4.5&max=200.000&q=kaos+polos&place=Kota+Bandung&min=Rp50.000&x=y&place=";
        let asked = read(&l, query);
        assert_eq!(asked.price_max, Some(200_000_00));
        assert_eq!(
            asked.href(&l),
            "/id/search?q=kaos+polos&place=Kota+Bandung&min=50000&max=200000&rating=4.5&stock=yes&sort=price&page=3"
        );
        assert_eq!(read(&l, asked.href(&l).split('?').nth(1).unwrap()), asked);
    }

    #[test]
    fn a_category_without_words_has_its_own_page() {
        let l = l("id");
        let asked = read(&l, "category=fashion&sort=newest");
        assert_eq!(asked.href(&l), "/id/categories/fashion?sort=newest");
        assert!(!asked.is_narrowed());
        let asked = read(&l, "category=fashion&q=kaos");
        assert_eq!(asked.href(&l), "/id/search?q=kaos&category=fashion");
        assert!(asked.is_narrowed());
        assert_eq!(read(&l, "category=nonsense").href(&l), "/id/search");
    }

    #[test]
    fn prices_are_read_as_people_type_them() {
        let pounds = l("gb");
        let asked = read(&pounds, "min=12.5&max=£4");
        assert_eq!((asked.price_min, asked.price_max), (Some(400), Some(1_250)));
        assert_eq!(asked.href(&pounds), "/gb/search?min=4&max=12.50");
        let wrong = read(&pounds, "min=cheap&max=-3");
        assert_eq!(
            (wrong.unread.as_slice(), wrong.price_max),
            (["min", "max"].as_slice(), None)
        );
        // The upper end of a band is one minor unit below a round amount; rupiah are written without them.
        assert_eq!(amount(l("id").market(), Some(9_999_999)), "99999");
    }

    #[test]
    fn what_is_special_in_addresses_is_written_safely() {
        let l = l("id");
        let asked = Asked {
            words: "a&b=c #1 \"x\" é".to_owned(),
            ..Asked::default()
        };
        assert_eq!(asked.href(&l), "/id/search?q=a%26b%3Dc+%231+%22x%22+%C3%A9");
    }
}
