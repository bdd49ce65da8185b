//! A product as it stands in a form: every field a text, nothing checked yet.

use std::collections::{BTreeMap, BTreeSet};

use pasar_domain::id::VariantId;
use pasar_domain::market::Market;
use pasar_domain::offer::OfferedVariant;
use pasar_domain::product::OPTIONS_MAX;
use pasar_service::product::current::CurrentProduct;

use super::text;
use crate::visit::Posted;

/// The fields that are about the whole product.
const FIELDS: [&str; 6] = ["title", "description", "brand", "category", "tags", "place"];
/// Rows that a form may grow by at once.
const GROWS_BY: usize = 200;

/// A variant in the form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct TypedVariant {
    /// The variant that is meant; none for a new one.
    pub(super) variant_id: Option<VariantId>,
    /// One value for each option.
    pub(super) values: Vec<String>,
    /// Its other fields, by name.
    pub(super) fields: BTreeMap<String, String>,
}

impl TypedVariant {
    pub(super) fn get(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", |value| value.trim())
    }

    /// Another like it: what variants of one product usually share.
    fn another(&self, values: Vec<String>) -> Self {
        let shared = ["price", "compare_at", "grams"];
        let shared = shared.map(|name| (name.to_owned(), self.get(name).to_owned()));
        Self {
            variant_id: None,
            values,
            fields: BTreeMap::from(shared),
        }
    }
}

/// A product in the form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct TypedProduct {
    /// The version that the form was made from; 0 for a new product.
    pub(super) version: u32,
    /// What is said about the whole product, attributes included.
    pub(super) fields: BTreeMap<String, String>,
    /// Names of the options, with the values typed to make variants of.
    pub(super) options: Vec<(String, String)>,
    /// Those of the product's variants that the form showed; the others stay as they are.
    pub(super) shown: Vec<VariantId>,
    /// The variants that the form shows.
    pub(super) variants: Vec<TypedVariant>,
}

impl TypedProduct {
    /// An empty form: one variant, as most products have.
    pub(super) fn empty(place: &str) -> Self {
        Self {
            fields: BTreeMap::from([("place".to_owned(), place.to_owned())]),
            variants: vec![TypedVariant::default()],
            ..Self::default()
        }
    }

    /// The form of a product with those of its variants that begin at `from`.
    pub(super) fn of_current(market: &Market, current: &CurrentProduct, from: usize) -> Self {
        let content = &current.product.content;
        let description = text::plain(&content.description_html);
        let description = description.unwrap_or_else(|| content.description_html.clone());
        let place = current
            .variants
            .first()
            .map(|first| first.offer.ship_from_place.clone());
        let texts = [
            ("title", content.title.clone()),
            ("description", description),
            ("brand", content.brand.clone().unwrap_or_default()),
            ("category", content.category.clone()),
            ("tags", content.tags.join(", ")),
            ("place", place.unwrap_or_default()),
        ];
        let attributes = content
            .attributes
            .iter()
            .map(|(slug, value)| (format!("attributes.{slug}"), value.clone()));
        let names = content.option_names.iter().enumerate();
        let window = current.variants.iter().skip(from).take(super::VARIANTS_PAGE);
        Self {
            version: current.product.version,
            fields: texts
                .map(|(name, text)| (name.to_owned(), text))
                .into_iter()
                .chain(attributes)
                .collect(),
            options: names
                .map(|(place, name)| (name.clone(), values_of(current, place).join(", ")))
                .collect(),
            shown: window.clone().map(|offered| offered.variant.variant_id).collect(),
            variants: window.map(|offered| typed_variant(market, offered)).collect(),
        }
    }

    /// The form as it was sent.
    pub(super) fn of_posted(posted: &Posted) -> Self {
        let mut typed = Self {
            version: posted.value("version").parse().unwrap_or_default(),
            shown: posted.values("shown").filter_map(|id| id.parse().ok()).collect(),
            ..Self::default()
        };
        let mut rows: BTreeMap<usize, TypedVariant> = BTreeMap::new();
        for (name, value) in posted.pairs() {
            if FIELDS.contains(&name.as_str()) || name.starts_with("attributes.") {
                typed.fields.insert(name.clone(), value.clone());
            } else if let Some((place, field)) = row_field(name) {
                rows.entry(place).or_default().set(field, value);
            }
        }
        typed.variants = rows.into_values().collect();
        typed.read_options(posted);
        typed
    }

    /// Reads the options; one whose name was emptied goes away, with its values.
    fn read_options(&mut self, posted: &Posted) {
        let options: Vec<(String, String)> = (0..OPTIONS_MAX)
            .map(|place| {
                let name = posted.value(&format!("options.{place}")).to_owned();
                (name, posted.value(&format!("values.{place}")).to_owned())
            })
            .collect();
        let kept: Vec<bool> = options
            .iter()
            .map(|(name, values)| !name.is_empty() || !values.is_empty())
            .collect();
        for variant in &mut self.variants {
            variant.values.resize(OPTIONS_MAX, String::new());
            let mut keeps = kept.iter();
            variant.values.retain(|_| *keeps.next().unwrap_or(&false));
        }
        let mut keeps = kept.iter();
        self.options = options;
        self.options.retain(|_| *keeps.next().unwrap_or(&false));
    }

    /// Everything as the form's fields name it.
    pub(super) fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs: Vec<(String, String)> = self
            .fields
            .iter()
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        pairs.push(("version".to_owned(), self.version.to_string()));
        for (place, (name, values)) in self.options.iter().enumerate() {
            pairs.push((format!("options.{place}"), name.clone()));
            pairs.push((format!("values.{place}"), values.clone()));
        }
        for (place, variant) in self.variants.iter().enumerate() {
            let at = |name: &str| format!("variants.{place}.{name}");
            if let Some(id) = variant.variant_id {
                pairs.push((at("id"), id.to_string()));
            }
            for (option, value) in variant.values.iter().enumerate() {
                pairs.push((at(&format!("value.{option}")), value.clone()));
            }
            let fields = variant.fields.iter();
            pairs.extend(fields.map(|(name, value)| (at(name), value.clone())));
        }
        pairs
    }

    /// Adds a row like the last one.
    pub(super) fn add(&mut self) {
        let values = vec![String::new(); self.options.len()];
        let last = self.variants.last().cloned().unwrap_or_default();
        self.variants.push(last.another(values));
    }

    /// Takes a row out; the last one stays.
    pub(super) fn remove(&mut self, place: usize) {
        if self.variants.len() > 1 && place < self.variants.len() {
            self.variants.remove(place);
        }
    }

    /// Makes a row for every combination of the options' values that has none. `taken` are combinations of variants that the form
    /// does not show. Says whether there was room for all of them.
    pub(super) fn combine(&mut self, taken: &BTreeSet<Vec<String>>) -> bool {
        let lists: Vec<Vec<String>> = self
            .options
            .iter()
            .map(|(_, values)| text::list(values))
            .collect();
        if lists.is_empty() || lists.iter().any(Vec::is_empty) {
            return true;
        }
        let all: usize = lists.iter().map(Vec::len).product();
        if all > GROWS_BY + self.variants.len() + taken.len() {
            return false;
        }
        let model = self.variants.last().cloned().unwrap_or_default();
        // A row that lacks a value of a new option is the one with its first value.
        for variant in &mut self.variants {
            variant.values.resize(lists.len(), String::new());
            for (value, list) in variant.values.iter_mut().zip(&lists) {
                if value.trim().is_empty() {
                    *value = list.first().cloned().unwrap_or_default();
                }
            }
        }
        let mut known: BTreeSet<Vec<String>> = taken.clone();
        known.extend(self.variants.iter().map(|variant| folded(&variant.values)));
        for values in combinations(&lists) {
            if known.insert(folded(&values)) {
                self.variants.push(model.another(values));
            }
        }
        true
    }
}

/// The values of a variant, to compare them.
pub(super) fn folded(values: &[String]) -> Vec<String> {
    values.iter().map(|value| value.trim().to_lowercase()).collect()
}

fn combinations(lists: &[Vec<String>]) -> Vec<Vec<String>> {
    lists.iter().fold(vec![Vec::new()], |begun, list| {
        let longer = begun.iter().flat_map(|begin| {
            list.iter().map(|value| {
                let mut longer = begin.clone();
                longer.push(value.clone());
                longer
            })
        });
        longer.collect()
    })
}

/// `variants.3.price` is the field `price` of row 3.
fn row_field(name: &str) -> Option<(usize, &str)> {
    let (place, field) = name.strip_prefix("variants.")?.split_once('.')?;
    Some((place.parse().ok()?, field))
}

impl TypedVariant {
    fn set(&mut self, field: &str, value: &str) {
        if field == "id" {
            self.variant_id = value.trim().parse().ok();
        } else if let Some(place) = field.strip_prefix("value.") {
            let place: usize = place.parse().unwrap_or(OPTIONS_MAX);
            if place < OPTIONS_MAX {
                self.values
                    .resize(self.values.len().max(place + 1), String::new());
                if let Some(kept) = self.values.get_mut(place) {
                    value.trim().clone_into(kept);
                }
            }
        } else {
            self.fields.insert(field.to_owned(), value.trim().to_owned());
        }
    }
}

/// The different values of an option, in the order of the variants.
fn values_of(current: &CurrentProduct, place: usize) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let values = current
        .variants
        .iter()
        .filter_map(|offered| offered.variant.option_values.get(place));
    values
        .filter(|value| seen.insert(value.to_lowercase()))
        .cloned()
        .collect()
}

fn typed_variant(market: &Market, offered: &OfferedVariant) -> TypedVariant {
    let format = &market.money_format;
    let amount = |minor: i64| format.number(minor, market.currency.exponent(), format.fraction_digits);
    let variant = &offered.variant;
    let mut fields = BTreeMap::from([
        ("price", amount(offered.offer.price.minor)),
        ("stock", offered.stock.on_hand.to_string()),
        ("seen", offered.stock.on_hand.to_string()),
        ("sku", variant.sku.clone().unwrap_or_default()),
        ("gtin", variant.gtin.clone().unwrap_or_default()),
        (
            "grams",
            variant.grams.map(|grams| grams.to_string()).unwrap_or_default(),
        ),
    ]);
    if let Some(former) = offered.offer.compare_at {
        fields.insert("compare_at", amount(former.minor));
    }
    if offered.offer.paused {
        fields.insert("paused", "yes".to_owned());
    }
    TypedVariant {
        variant_id: Some(variant.variant_id),
        values: variant.option_values.clone(),
        fields: fields
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(values: &[&str], price: &str) -> TypedVariant {
        TypedVariant {
            values: values.iter().map(|value| (*value).to_owned()).collect(),
            fields: BTreeMap::from([("price".to_owned(), price.to_owned())]),
            ..TypedVariant::default()
        }
    }

    fn values(typed: &TypedProduct) -> Vec<String> {
        typed
            .variants
            .iter()
            .map(|variant| variant.values.join("/"))
            .collect()
    }

    #[test]
    fn rows_are_made_for_every_combination_and_keep_what_was_typed() {
        let mut typed = TypedProduct {
            options: vec![
                ("Size".to_owned(), "S, M".to_owned()),
                ("Colour".to_owned(), "red, blue".to_owned()),
            ],
            variants: vec![row(&["M"], "12")],
            ..TypedProduct::default()
        };
        assert!(typed.combine(&BTreeSet::from([vec!["s".to_owned(), "blue".to_owned()]])));
        assert_eq!(values(&typed), ["M/red", "S/red", "M/blue"]);
        assert!(typed.variants.iter().all(|variant| variant.get("price") == "12"));
        assert!(typed.combine(&BTreeSet::from([vec!["s".to_owned(), "blue".to_owned()]])));
        assert_eq!(typed.variants.len(), 3, "making them again changes nothing");
    }

    #[test]
    fn a_form_does_not_grow_without_end() {
        let many: Vec<String> = (0..1_000).map(|n| n.to_string()).collect();
        let mut typed = TypedProduct {
            options: vec![("Size".to_owned(), many.join(","))],
            variants: vec![row(&[], "12")],
            ..TypedProduct::default()
        };
        assert!(!typed.combine(&BTreeSet::new()));
        assert_eq!(typed.variants.len(), 1);
    }

    #[test]
    fn the_last_row_stays() {
        let mut typed = TypedProduct::empty("");
        typed.add();
        typed.remove(0);
        typed.remove(0);
        assert_eq!(typed.variants.len(), 1);
    }
}
