//! Products: what a seller says about a good, checked against the market it is sold in.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::handle::Handle;
use crate::id::{ProductId, ShopId};
use crate::market::{Attribute, AttributeKind, Market};
use crate::problem::{ProblemKind, Problems, length, line};
use crate::variant::{CheckedVariant, VariantInput, check_variants};

/// The most characters of a title.
pub const TITLE_CHARS_MAX: usize = 300;
/// The most characters of a description, its HTML included.
pub const DESCRIPTION_CHARS_MAX: usize = 60_000;
/// The most characters of a brand.
pub const BRAND_CHARS_MAX: usize = 120;
/// The most tags of a product.
pub const TAGS_MAX: usize = 250;
/// The most characters of a tag.
pub const TAG_CHARS_MAX: usize = 100;
/// The most attributes of a product.
pub const ATTRIBUTES_MAX: usize = 100;
/// The most characters of an attribute's value.
pub const ATTRIBUTE_CHARS_MAX: usize = 1_000;
/// The most options (colour, size, …) that tell a product's variants apart.
pub const OPTIONS_MAX: usize = 3;
/// The most characters of an option's name or value.
pub const OPTION_CHARS_MAX: usize = 255;

/// Where a product stands, by its seller's word. The operator's word is [`Product::taken_down_at`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProductState {
    /// Seen by its seller only.
    Draft,
    /// Offered to buyers.
    Active {
        /// When buyers could first see it.
        published_at: Instant,
    },
    /// Gone, except from the orders that name it.
    Deleted,
}

impl ProductState {
    /// The word in files and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Active { .. } => "active",
            Self::Deleted => "deleted",
        }
    }
}

/// A product of a shop, without its variants.
#[derive(Debug, Clone, PartialEq)]
pub struct Product {
    /// Whose product it is.
    pub shop_id: ShopId,
    /// Its id.
    pub product_id: ProductId,
    /// Its name in addresses, unique in the shop; it never changes.
    pub handle: Handle,
    /// Its key in the system from which it was imported.
    pub external_key: Option<String>,
    /// The seller's word.
    pub state: ProductState,
    /// Since when the operator hides it.
    pub taken_down_at: Option<Instant>,
    /// Grows by one with every edit; an edit names the version it was made from.
    pub version: u32,
    /// When it was written first.
    pub created_at: Instant,
    /// When it was written last.
    pub updated_at: Instant,
    /// What the seller says about it.
    pub content: ProductContent,
}

impl Product {
    /// Do seller and operator both let buyers see it? (Its shop and its offers have a say, too.)
    pub const fn is_shown(&self) -> bool {
        matches!(self.state, ProductState::Active { .. }) && self.taken_down_at.is_none()
    }
}

/// What a seller says about a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductContent {
    /// One line.
    pub title: String,
    /// Safe HTML: sanitised before it is written.
    pub description_html: String,
    /// Who made it.
    pub brand: Option<String>,
    /// A leaf of the market's categories; empty while a draft has none.
    pub category: String,
    /// Facts by slug: those of the category, and what else a file told.
    pub attributes: BTreeMap<String, String>,
    /// The seller's own words.
    pub tags: Vec<String>,
    /// What tells the variants apart, at most [`OPTIONS_MAX`]; none for a single variant.
    pub option_names: Vec<String>,
}

/// A product as a person or file gives it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProductInput {
    /// The wished handle; made of the title when there is none.
    pub handle: Option<String>,
    /// The title.
    pub title: String,
    /// The description, already sanitised.
    pub description_html: String,
    /// Who made it.
    pub brand: Option<String>,
    /// Slug of a category of the market; may be empty in a draft.
    pub category: String,
    /// Facts by the attribute's slug; choices by the choice's slug or name.
    pub attributes: BTreeMap<String, String>,
    /// The seller's own words.
    pub tags: Vec<String>,
    /// What tells the variants apart.
    pub option_names: Vec<String>,
    /// A place of the market from which the goods are sent; the shop's own when there is none.
    pub ship_from_place: Option<String>,
    /// At least one.
    pub variants: Vec<VariantInput>,
}

/// For what a product is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// It may still lack a category and required attributes.
    Draft,
    /// It is to be shown to buyers.
    Publish,
    /// It comes from a file of another system, which knows nothing of the market's attributes.
    Import,
}

/// A product that may be written: only [`check`] makes one.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CheckedProduct {
    /// The wished handle.
    pub handle: Option<Handle>,
    /// The product.
    pub content: ProductContent,
    /// Where it is sent from, when not from the shop's place.
    pub ship_from_place: Option<String>,
    /// Its variants, in order; at least one, each with its own option values.
    pub variants: Vec<CheckedVariant>,
}

/// Checks and tidies what was typed.
///
/// # Errors
/// Everything that is wrong, in the order of the fields.
pub fn check(input: ProductInput, market: &Market, purpose: Purpose) -> Result<CheckedProduct, Problems> {
    let mut problems = Problems::default();
    let title = line(&mut problems, "title", &input.title, 1, TITLE_CHARS_MAX);
    let handle = checked_handle(&mut problems, input.handle.as_deref());
    length(
        &mut problems,
        "description",
        &input.description_html,
        0,
        DESCRIPTION_CHARS_MAX,
    );
    let brand = input
        .brand
        .map(|brand| line(&mut problems, "brand", &brand, 0, BRAND_CHARS_MAX))
        .filter(|brand| !brand.is_empty());
    check_category(&mut problems, market, &input.category, purpose);
    let attributes = check_attributes(&mut problems, market, &input.category, input.attributes, purpose);
    let tags = check_tags(&mut problems, input.tags);
    let option_names = check_option_names(&mut problems, input.option_names);
    let ship_from_place = checked_place(&mut problems, market, input.ship_from_place.as_deref());
    let variants = check_variants(&mut problems, market, &option_names, input.variants);
    let content = ProductContent {
        title,
        description_html: input.description_html,
        brand,
        category: input.category,
        attributes,
        tags,
        option_names,
    };
    problems.or(CheckedProduct {
        handle,
        content,
        ship_from_place,
        variants,
    })
}

fn checked_handle(problems: &mut Problems, typed: Option<&str>) -> Option<Handle> {
    let typed = typed.map(str::trim).filter(|typed| !typed.is_empty())?;
    let handle = Handle::from_title(typed);
    if handle.is_none() {
        problems.push(
            "handle",
            ProblemKind::NotAHandle {
                text: typed.to_owned(),
            },
        );
    }
    handle
}

pub(crate) fn checked_place(problems: &mut Problems, market: &Market, typed: Option<&str>) -> Option<String> {
    let typed = typed.map(str::trim).filter(|typed| !typed.is_empty())?;
    match market.places.get(typed) {
        Some(place) => Some(place.name.clone()),
        None => {
            problems.push(
                "place",
                ProblemKind::NotListed {
                    text: typed.to_owned(),
                },
            );
            None
        }
    }
}

fn check_category(problems: &mut Problems, market: &Market, slug: &str, purpose: Purpose) {
    let kind = if slug.is_empty() {
        if purpose != Purpose::Publish {
            return;
        }
        ProblemKind::Missing
    } else if market.categories.get(slug).is_none() {
        ProblemKind::NotListed {
            text: slug.to_owned(),
        }
    } else if !market.categories.is_leaf(slug) {
        ProblemKind::NotALeaf {
            text: slug.to_owned(),
        }
    } else {
        return;
    };
    problems.push("category", kind);
}

fn check_attributes(
    problems: &mut Problems,
    market: &Market,
    category: &str,
    typed: BTreeMap<String, String>,
    purpose: Purpose,
) -> BTreeMap<String, String> {
    let known = market.categories.attributes(category);
    let mut checked = BTreeMap::new();
    for (slug, value) in typed {
        let field = format!("attributes.{slug}");
        let attribute = known.iter().find(|attribute| attribute.slug.as_str() == slug);
        let value = line(problems, &field, &value, 0, ATTRIBUTE_CHARS_MAX);
        if value.is_empty() {
            continue;
        }
        match attribute.map_or(Ok(value.clone()), |attribute| fit_attribute(attribute, &value)) {
            Ok(value) => drop(checked.insert(slug, value)),
            // A file's word that the market does not know is kept out, not held against the product.
            Err(_) if purpose == Purpose::Import => {}
            Err(kind) => problems.push(field, kind),
        }
    }
    if purpose == Purpose::Publish {
        for attribute in known.iter().filter(|attribute| attribute.required) {
            if !checked.contains_key(attribute.slug.as_str()) {
                problems.push(format!("attributes.{}", attribute.slug), ProblemKind::Missing);
            }
        }
    }
    if checked.len() > ATTRIBUTES_MAX {
        let found = checked.len();
        problems.push(
            "attributes",
            ProblemKind::TooMany {
                max: ATTRIBUTES_MAX,
                found,
            },
        );
    }
    checked
}

/// The value as it is kept: a choice by its slug, a number with a point.
fn fit_attribute(attribute: &Attribute, value: &str) -> Result<String, ProblemKind> {
    match &attribute.kind {
        AttributeKind::Text => Ok(value.to_owned()),
        AttributeKind::Number => {
            let plain = value.replace(',', ".");
            let right = plain.parse::<f64>().is_ok_and(f64::is_finite);
            right.then_some(plain).ok_or_else(|| ProblemKind::NotANumber {
                text: value.to_owned(),
            })
        }
        AttributeKind::Choice(choices) => choices
            .iter()
            .find(|choice| {
                choice.slug.as_str() == value
                    || choice
                        .name
                        .iter()
                        .any(|(_, name)| name.to_lowercase() == value.to_lowercase())
            })
            .map(|choice| choice.slug.to_string())
            .ok_or_else(|| ProblemKind::NotListed {
                text: value.to_owned(),
            }),
    }
}

fn check_tags(problems: &mut Problems, typed: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut tags = Vec::new();
    for tag in typed {
        let tag = line(problems, "tags", &tag, 0, TAG_CHARS_MAX);
        if !tag.is_empty() && seen.insert(tag.to_lowercase()) {
            tags.push(tag);
        }
    }
    if tags.len() > TAGS_MAX {
        let found = tags.len();
        problems.push("tags", ProblemKind::TooMany { max: TAGS_MAX, found });
    }
    tags
}

fn check_option_names(problems: &mut Problems, typed: Vec<String>) -> Vec<String> {
    if typed.len() > OPTIONS_MAX {
        let found = typed.len();
        problems.push(
            "options",
            ProblemKind::TooMany {
                max: OPTIONS_MAX,
                found,
            },
        );
    }
    let mut seen = BTreeSet::new();
    let mut names = Vec::new();
    for (place, name) in typed.into_iter().enumerate() {
        let field = format!("options.{place}");
        let name = line(problems, &field, &name, 1, OPTION_CHARS_MAX);
        if !seen.insert(name.to_lowercase()) {
            problems.push(field, ProblemKind::Twice { text: name.clone() });
        }
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::fixture;
    use crate::offer::StockChange;

    fn variant(values: &[&str], minor: i64) -> VariantInput {
        VariantInput {
            option_values: values.iter().map(|value| (*value).to_owned()).collect(),
            stock: StockChange::Set { on_hand: 3 },
            ..VariantInput::priced(fixture().money(minor))
        }
    }

    fn shirt() -> ProductInput {
        ProductInput {
            title: "  Red   shirt ".to_owned(),
            category: "shirts".to_owned(),
            attributes: BTreeMap::from([("size".to_owned(), "Small".to_owned())]),
            variants: vec![variant(&[], 1_250)],
            ..ProductInput::default()
        }
    }

    fn codes(problems: &Problems) -> Vec<(String, &'static str)> {
        problems
            .0
            .iter()
            .map(|p| (p.field.clone(), p.kind.code()))
            .collect()
    }

    #[test]
    fn a_product_is_tidied() {
        let checked = check(shirt(), &fixture(), Purpose::Publish).unwrap();
        assert_eq!(checked.content.title, "Red shirt");
        assert_eq!(checked.content.attributes["size"], "s");
    }

    #[test]
    fn every_problem_is_named_with_its_field() {
        let mut input = shirt();
        input.title = String::new();
        input.category = "clothes".to_owned();
        input.option_names = vec!["Size".to_owned(), "size".to_owned()];
        input.variants = vec![
            variant(&["S", "x"], 0),
            variant(&["S", "x"], 5),
            variant(&["S"], 5),
        ];
        let problems = check(input, &fixture(), Purpose::Publish).unwrap_err();
        let codes = codes(&problems);
        for (field, code) in [
            ("title", "field-missing"),
            ("category", "field-not-a-leaf"),
            ("options.1", "field-twice"),
            ("variants.0.price", "field-out-of-range"),
            ("variants.1.option_values", "field-twice"),
            ("variants.2.option_values", "field-option-count"),
        ] {
            assert!(
                codes.contains(&(field.to_owned(), code)),
                "{field} {code} in {codes:?}"
            );
        }
    }

    #[test]
    fn a_draft_may_lack_what_a_publication_needs() {
        let mut input = shirt();
        input.attributes.clear();
        let problems = check(input.clone(), &fixture(), Purpose::Publish).unwrap_err();
        assert_eq!(
            codes(&problems),
            [("attributes.size".to_owned(), "field-missing")]
        );
        input.category.clear();
        assert!(check(input, &fixture(), Purpose::Draft).is_ok());
    }
}
