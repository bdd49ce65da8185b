//! From a form to what the shop writes: texts become amounts and numbers, and the variants that the form did not show are added.

use std::collections::BTreeMap;

use pasar_domain::market::Market;
use pasar_domain::money::Money;
use pasar_domain::offer::StockChange;
use pasar_domain::problem::Problems;
use pasar_domain::product::{ProductInput, Purpose, check};
use pasar_domain::variant::VariantInput;
use pasar_service::product::current::CurrentProduct;

use super::text::{list, plain, whole};
use super::typed::{TypedProduct, TypedVariant};
use crate::l10n::{Message, key};
use crate::problem;
use crate::seller::money_message;
use crate::ui::Form;

/// A form as the shop's input.
#[derive(Debug)]
pub(super) struct Assembled {
    /// What is to be written.
    pub(super) input: ProductInput,
    /// What could not even be read, by field.
    slips: Vec<(String, Message)>,
    /// The row of the form that each variant comes from; none for those that it did not show.
    rows: Vec<Option<usize>>,
}

impl Assembled {
    /// Reads a form. `current` is the product that it changes.
    pub(super) fn new(typed: &TypedProduct, market: &Market, current: Option<&CurrentProduct>) -> Self {
        let mut assembled = Self {
            input: ProductInput::default(),
            slips: Vec::new(),
            rows: Vec::new(),
        };
        let read: Vec<VariantInput> = (0..)
            .zip(&typed.variants)
            .map(|(row, variant)| assembled.variant(market, row, variant))
            .collect();
        let variants = assembled.with_others(typed, read, current);
        let text = |name: &str| typed.fields.get(name).map_or("", |text| text.trim()).to_owned();
        let optional = |name: &str| Some(text(name)).filter(|text| !text.is_empty());
        assembled.input = ProductInput {
            handle: None,
            title: text("title"),
            description_html: description(&text("description"), current),
            brand: optional("brand").or_else(|| optional("attributes.brand")),
            category: text("category"),
            attributes: attributes(typed, market, current),
            tags: list(&text("tags")),
            option_names: typed.options.iter().map(|(name, _)| name.clone()).collect(),
            ship_from_place: optional("place"),
            variants,
        };
        assembled
    }

    /// Shows in the form everything that is wrong and can be seen without the database. Says whether nothing is.
    pub(super) fn check(&self, form: &mut Form, market: &Market, purpose: Purpose) -> bool {
        for (field, message) in &self.slips {
            form.refuse(field, message.clone());
        }
        if !self.slips.is_empty()
            && let Err(problems) = check(self.input.clone(), market, purpose)
        {
            // What could not be read stands in for itself with a value that says nothing.
            let read = |field: &str| self.slips.iter().all(|(slip, _)| *slip != self.field(field));
            let problems = problems.0.into_iter().filter(|found| read(&found.field));
            self.refuse(form, &Problems(problems.collect()));
        }
        self.slips.is_empty()
    }

    /// Shows problems where they belong in the form.
    pub(super) fn refuse(&self, form: &mut Form, problems: &Problems) {
        for found in &problems.0 {
            form.refuse(&self.field(&found.field), problem::message(&found.kind));
        }
    }

    /// The form's name of a field: `variants.40.price` may be that of its row 3. What the form does not show is about the whole.
    fn field(&self, field: &str) -> String {
        let Some((place, name)) = field
            .strip_prefix("variants.")
            .and_then(|rest| rest.split_once('.'))
        else {
            let whole = matches!(field, "variants" | "options" | "attributes");
            return if whole { String::new() } else { field.to_owned() };
        };
        let name = if name == "option_values" { "value.0" } else { name };
        let row = place
            .parse()
            .ok()
            .and_then(|place: usize| self.rows.get(place).copied().flatten());
        row.map_or_else(String::new, |row| format!("variants.{row}.{name}"))
    }

    fn variant(&mut self, market: &Market, row: usize, typed: &TypedVariant) -> VariantInput {
        let price = self
            .amount(market, row, "price", typed)
            .unwrap_or_else(|| placeholder(market));
        let compare_at = if typed.get("compare_at").is_empty() {
            None
        } else {
            self.amount(market, row, "compare_at", typed)
        };
        let optional = |name: &str| Some(typed.get(name).to_owned()).filter(|text| !text.is_empty());
        let grams = self.number(market, row, "grams", typed);
        let stock = self.number(market, row, "stock", typed);
        let seen: Option<u32> = typed.get("seen").parse().ok();
        VariantInput {
            variant_id: typed.variant_id,
            option_values: typed.values.clone(),
            sku: optional("sku"),
            gtin: optional("gtin"),
            grams,
            external_key: None,
            price,
            compare_at,
            stock: match (stock, seen, typed.variant_id) {
                (Some(stock), Some(seen), Some(_)) => StockChange::between(seen, stock),
                (Some(on_hand), ..) => StockChange::Set { on_hand },
                (None, ..) => StockChange::Keep,
            },
            paused: typed.get("paused") == "yes",
        }
    }

    fn amount(&mut self, market: &Market, row: usize, name: &str, typed: &TypedVariant) -> Option<Money> {
        let read = market.parse_money(typed.get(name));
        read.map_err(|error| {
            let field = format!("variants.{row}.{name}");
            self.slips.push((field, money_message(&error)));
        })
        .ok()
    }

    fn number(&mut self, market: &Market, row: usize, name: &str, typed: &TypedVariant) -> Option<u32> {
        let text = typed.get(name);
        if text.is_empty() {
            return None;
        }
        whole(market, text)
            .map_err(|message| self.slips.push((format!("variants.{row}.{name}"), message)))
            .ok()
    }

    /// The variants of the whole product: those of the form in the place of those that it showed, new ones behind them.
    fn with_others(
        &mut self,
        typed: &TypedProduct,
        read: Vec<VariantInput>,
        current: Option<&CurrentProduct>,
    ) -> Vec<VariantInput> {
        let Some(current) = current else {
            self.rows = (0..read.len()).map(Some).collect();
            return read;
        };
        let known = current.as_input().variants;
        let (mut meant, mut new) = (BTreeMap::new(), Vec::new());
        for (row, variant) in read.into_iter().enumerate() {
            let is_known = known.iter().any(|other| other.variant_id == variant.variant_id);
            match variant.variant_id.filter(|_| is_known) {
                Some(id) => drop(meant.insert(id, (row, variant))),
                None => new.push((
                    row,
                    VariantInput {
                        variant_id: None,
                        ..variant
                    },
                )),
            }
        }
        let mut all = Vec::new();
        let mut behind = 0;
        for other in known {
            let Some(id) = other.variant_id else { continue };
            if let Some((row, variant)) = meant.remove(&id) {
                let external_key = other.external_key;
                all.push((
                    Some(row),
                    VariantInput {
                        external_key,
                        ..variant
                    },
                ));
                behind = all.len();
            } else if typed.shown.contains(&id) {
                behind = all.len();
            } else {
                all.push((None, other));
            }
        }
        let rest = all.split_off(behind.min(all.len()));
        all.extend(new.into_iter().map(|(row, variant)| (Some(row), variant)));
        all.extend(rest);
        let (rows, variants) = all.into_iter().unzip();
        self.rows = rows;
        variants
    }
}

/// A right price, in the place of one that could not be read.
fn placeholder(market: &Market) -> Money {
    market.money(i64::from(market.money_format.unit_minor.max(1)))
}

/// The description that was typed, or the present one when it was only shown as plain text and left so.
fn description(typed: &str, current: Option<&CurrentProduct>) -> String {
    let present = current.map(|current| current.product.content.description_html.as_str());
    let typed = typed.replace("\r\n", "\n");
    match present {
        Some(html) if plain(html).is_some_and(|plain| plain == typed) => html.to_owned(),
        _ => typed,
    }
}

/// The attributes of the chosen category, and what a file told that no category of the market knows.
fn attributes(
    typed: &TypedProduct,
    market: &Market,
    current: Option<&CurrentProduct>,
) -> BTreeMap<String, String> {
    let category = typed.fields.get("category").map_or("", String::as_str);
    let wanted = market.categories.attributes(category);
    let mut attributes = BTreeMap::new();
    if let Some(current) = current {
        let content = &current.product.content;
        let former = market.categories.attributes(&content.category);
        let others = content.attributes.iter().filter(|(slug, _)| {
            former
                .iter()
                .all(|attribute| attribute.slug.as_str() != slug.as_str())
        });
        attributes.extend(others.map(|(slug, value)| (slug.clone(), value.clone())));
    }
    for attribute in wanted {
        let field = format!("attributes.{}", attribute.slug);
        if let Some(value) = typed.fields.get(&field) {
            attributes.insert(attribute.slug.to_string(), value.clone());
        }
    }
    attributes
}

/// The message for a form whose combinations are too many.
pub(super) fn too_many() -> Message {
    Message::new(key("seller-variants-too-many"))
}
