//! Rows gathered into products.

use std::collections::{BTreeMap, HashMap, HashSet};

use pasar_domain::money::Money;

use super::{Column, clean};
use crate::finder::{Finder, Named};
use crate::table::{Header, Row};
use crate::text::price::PriceRules;
use crate::text::{cell, number};
use crate::{
    Condition, Effect, Figures, Lines, Problem, ProductDraft, Record, ReviewDraft, RowError, VariantDraft,
    slug,
};

/// What rows say about one product.
struct Gathered {
    name: String,
    place: String,
    lines: Lines,
    categories: Vec<String>,
    prices: Vec<Money>,
    figures: Vec<Figures>,
    reviews: Vec<ReviewDraft>,
    complete: bool,
}

/// All products of the file.
#[derive(Default)]
pub(crate) struct Products {
    /// Place in `gathered` by name and location as the file writes them.
    places: HashMap<(String, String), usize>,
    gathered: Vec<Gathered>,
}

impl Products {
    /// Takes a row.
    pub(crate) fn add(
        &mut self,
        header: &Header<Column>,
        row: &Row,
        rules: &PriceRules,
        cell_characters: usize,
        findings: &mut Vec<RowError>,
    ) {
        let at = |column| Named {
            name: header.name(column),
            raw: header.cell(&row.cells, column),
            line: row.line,
        };
        let name = clean::name(at(Column::Name).raw);
        let mut finder = Finder {
            key: &name,
            cell_characters,
            findings,
        };
        if name.is_empty() {
            finder.find(at(Column::Name), Problem::NoTitle, Effect::RowLeftOut);
            return;
        }
        let Some(product) = self.product(&name, at(Column::Location).raw, row) else {
            return;
        };
        product.lines.last = row.last_line;
        if let Some(category) = finder.word(at(Column::Category)) {
            product.categories.push(category);
        }
        let price = at(Column::Price);
        match crate::text::price::read(&cell::one_line(price.raw), rules) {
            Ok(money) => product.prices.push(money),
            Err(_) if price.is_blank() => finder.find(price, Problem::NoPrice, Effect::CellLeftOut),
            Err(problem) => finder.find(price, problem, Effect::CellLeftOut),
        }
        let figures = [Column::OverallRating, Column::Sold, Column::TotalReview].map(at);
        product.figures.extend(read_figures(&mut finder, figures));
        let review = [Column::Rating, Column::Review, Column::Sentiment, Column::Emotion].map(at);
        match read_review(&mut finder, review) {
            Some(review) => product.reviews.push(review),
            None => product.complete = false,
        }
    }

    fn product(&mut self, name: &str, location: &str, row: &Row) -> Option<&mut Gathered> {
        let key = (name.to_owned(), location.to_owned());
        let next = self.gathered.len();
        let place = *self.places.entry(key).or_insert(next);
        if place == next {
            self.gathered.push(Gathered {
                name: name.to_owned(),
                place: clean::place(location),
                lines: Lines {
                    first: row.line,
                    last: row.last_line,
                },
                categories: Vec::new(),
                prices: Vec::new(),
                figures: Vec::new(),
                reviews: Vec::new(),
                complete: true,
            });
        }
        self.gathered.get_mut(place)
    }

    /// The products in the order of their first rows.
    pub(crate) fn into_records(self) -> impl Iterator<Item = Record> {
        let mut keys = HashSet::new();
        self.gathered.into_iter().map(move |product| {
            let key = unused_key(&mut keys, &product);
            product.into_record(key)
        })
    }
}

/// A key of name and place; a number behind it when two places differ only in how the file writes them.
fn unused_key(keys: &mut HashSet<String>, product: &Gathered) -> String {
    let base = slug(&format!("{} {}", slug(&product.name), product.place));
    let base = if base.is_empty() {
        format!("line-{}", product.lines.first)
    } else {
        base
    };
    let mut key = base.clone();
    let mut number = 2_u32;
    while !keys.insert(key.clone()) {
        key = format!("{base}-{number}");
        number += 1;
    }
    key
}

impl Gathered {
    fn into_record(self, external_key: String) -> Record {
        let Some(price) = most_frequent_last(&self.prices) else {
            return Record::Finding(RowError {
                line: self.lines.first,
                column: None,
                value: None,
                product: Some(external_key),
                problem: Problem::NoPrice,
                effect: Effect::ProductLeftOut,
            });
        };
        let figures = self
            .figures
            .iter()
            .copied()
            .max_by_key(|figures| (figures.reviews, figures.sold));
        let variant = VariantDraft {
            external_key: String::new(),
            sku: None,
            option_values: Vec::new(),
            price,
            compare_at: None,
            stock: None,
            grams: None,
            gtin: None,
            mpn: None,
            condition: Condition::New,
            picture: None,
            line: self.lines.first,
        };
        Record::Product(Box::new(ProductDraft {
            external_key,
            title: self.name,
            description_html: String::new(),
            category_hint: most_frequent_first(&self.categories),
            tags: Vec::new(),
            brand: None,
            attributes: BTreeMap::new(),
            options: Vec::new(),
            variants: vec![variant],
            pictures: Vec::new(),
            published: true,
            ship_from: Some(self.place).filter(|place| !place.is_empty()),
            reviews: self.reviews,
            figures,
            continues: false,
            complete: self.complete,
            lines: self.lines,
        }))
    }
}

/// The most frequent price, the latest among equals.
fn most_frequent_last(prices: &[Money]) -> Option<Money> {
    let count = |price: &Money| prices.iter().filter(|other| *other == price).count();
    prices.iter().copied().max_by_key(count)
}

/// The most frequent category, the earliest among equals.
fn most_frequent_first(categories: &[String]) -> Option<String> {
    let count = |category: &&String| categories.iter().filter(|other| other == category).count();
    categories.iter().rev().max_by_key(count).cloned()
}

fn read_figures(finder: &mut Finder<'_>, [rating, sold, reviews]: [Named<'_>; 3]) -> Option<Figures> {
    let rating_tenths = tenths(&cell::one_line(rating.raw));
    if rating_tenths.is_none() && !rating.is_blank() {
        finder.find(rating, Problem::NotARating, Effect::CellLeftOut);
    }
    let mut whole = |cell: Named<'_>| match number::whole(&cell::one_line(cell.raw)) {
        Ok(count) => u32::try_from(count).ok(),
        Err(problem) => {
            finder.find(cell, problem, Effect::CellLeftOut);
            None
        }
    };
    Some(Figures {
        sold: whole(sold)?,
        reviews: whole(reviews)?,
        rating_tenths: rating_tenths?,
    })
}

/// `4.9`, `5` or `4,9` as tenths.
fn tenths(text: &str) -> Option<u8> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let (whole, fraction): (u8, u8) = (whole.parse().ok()?, fraction.parse().ok()?);
    let is_rating = fraction <= 9 && (1..=5).contains(&whole);
    is_rating
        .then(|| whole * 10 + fraction)
        .filter(|tenths| *tenths <= 50)
}

fn read_review(
    finder: &mut Finder<'_>,
    [rating, review, sentiment, emotion]: [Named<'_>; 4],
) -> Option<ReviewDraft> {
    let stars: Option<u8> = cell::one_line(rating.raw).parse().ok();
    let Some(stars) = stars.filter(|stars| (1..=5).contains(stars)) else {
        finder.find(rating, Problem::NotARating, Effect::RowLeftOut);
        return None;
    };
    let text = clean::review(review.raw);
    if text.is_empty() {
        finder.find(review, Problem::NoReviewText, Effect::RowLeftOut);
        return None;
    }
    let limit = finder.cell_characters;
    let text = if text.chars().count() > limit {
        text.chars().take(limit).collect()
    } else {
        text
    };
    let (sentiment, emotion) = (finder.word(sentiment), finder.word(emotion));
    Some(ReviewDraft {
        rating: stars,
        text,
        sentiment,
        emotion,
        line: review.line,
    })
}
