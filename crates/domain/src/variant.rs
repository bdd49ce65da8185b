//! Variants: what exactly is bought of a product, such as the red shirt in size L.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::{ProductId, VariantId};
use crate::market::Market;
use crate::money::Money;
use crate::offer::{PRICE_MINOR_MAX, STOCK_MAX, StockChange};
use crate::problem::{ProblemKind, Problems, line};
use crate::product::OPTION_CHARS_MAX;

/// The most variants of a product; a market's charter may allow fewer.
pub const VARIANTS_MAX: usize = 2_048;
/// The most characters of a stock-keeping unit.
pub const SKU_CHARS_MAX: usize = 100;
/// The heaviest piece, in grams: one tonne.
pub const GRAMS_MAX: u32 = 1_000_000;

/// A variant as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// Its id.
    pub variant_id: VariantId,
    /// The product it is a variant of.
    pub product_id: ProductId,
    /// Its place among the product's variants, from 0.
    pub position: u32,
    /// The seller's stock-keeping unit, unique in the shop.
    pub sku: Option<String>,
    /// One value for each option of the product.
    pub option_values: Vec<String>,
    /// The barcode's digits, with a right check digit.
    pub gtin: Option<String>,
    /// What it weighs.
    pub grams: Option<u32>,
    /// Its key in the system from which it was imported.
    pub external_key: Option<String>,
}

/// A variant with its offer, as a person or file gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariantInput {
    /// The variant that is meant; without it, the one with the same option values, or else a new one.
    pub variant_id: Option<VariantId>,
    /// One value for each option of the product.
    pub option_values: Vec<String>,
    /// The seller's stock-keeping unit.
    pub sku: Option<String>,
    /// The barcode's digits; spaces and hyphens do not count.
    pub gtin: Option<String>,
    /// What it weighs.
    pub grams: Option<u32>,
    /// Its key in another system.
    pub external_key: Option<String>,
    /// What one piece costs.
    pub price: Money,
    /// The former, higher price.
    pub compare_at: Option<Money>,
    /// What to do with its stock.
    pub stock: StockChange,
    /// Is it kept from sale for the time being?
    pub paused: bool,
}

impl VariantInput {
    /// A variant of which only the price is known.
    pub const fn priced(price: Money) -> Self {
        Self {
            variant_id: None,
            option_values: Vec::new(),
            sku: None,
            gtin: None,
            grams: None,
            external_key: None,
            price,
            compare_at: None,
            stock: StockChange::Keep,
            paused: false,
        }
    }
}

/// A variant that may be written: only [`crate::product::check`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckedVariant {
    /// The variant that is meant, if the input named one.
    pub variant_id: Option<VariantId>,
    /// One value for each option of the product.
    pub option_values: Vec<String>,
    /// The seller's stock-keeping unit.
    pub sku: Option<String>,
    /// The barcode's digits.
    pub gtin: Option<String>,
    /// What it weighs.
    pub grams: Option<u32>,
    /// Its key in another system.
    pub external_key: Option<String>,
    /// What one piece costs.
    pub price: Money,
    /// The former, higher price.
    pub compare_at: Option<Money>,
    /// What to do with its stock.
    pub stock: StockChange,
    /// Is it kept from sale?
    pub paused: bool,
}

pub(crate) fn check_variants(
    problems: &mut Problems,
    market: &Market,
    option_names: &[String],
    typed: Vec<VariantInput>,
) -> Vec<CheckedVariant> {
    let limit = usize::try_from(market.charter.limits.product_variants_max).unwrap_or(VARIANTS_MAX);
    let max = limit.min(VARIANTS_MAX);
    if typed.is_empty() {
        problems.push("variants", ProblemKind::Missing);
    } else if typed.len() > max {
        let found = typed.len();
        problems.push("variants", ProblemKind::TooMany { max, found });
        return Vec::new();
    }
    let mut checker = Checker {
        problems,
        market,
        options: option_names.len(),
        values: BTreeMap::new(),
        skus: BTreeMap::new(),
    };
    typed
        .into_iter()
        .enumerate()
        .map(|(place, variant)| checker.check(place, variant))
        .collect()
}

struct Checker<'a> {
    problems: &'a mut Problems,
    market: &'a Market,
    options: usize,
    values: BTreeMap<Vec<String>, usize>,
    skus: BTreeMap<String, usize>,
}

impl Checker<'_> {
    fn check(&mut self, place: usize, typed: VariantInput) -> CheckedVariant {
        let at = |name: &str| format!("variants.{place}.{name}");
        let option_values = self.option_values(place, &typed.option_values);
        let sku = typed
            .sku
            .map(|sku| line(self.problems, &at("sku"), &sku, 0, SKU_CHARS_MAX))
            .filter(|sku| !sku.is_empty());
        if let Some(sku) = &sku
            && self.skus.insert(sku.clone(), place).is_some()
        {
            self.problems
                .push(at("sku"), ProblemKind::Twice { text: sku.clone() });
        }
        let gtin = self.gtin(&at("gtin"), typed.gtin);
        if typed.grams.is_some_and(|grams| grams > GRAMS_MAX) {
            self.problems.push(
                at("grams"),
                ProblemKind::OutOfRange {
                    min: 0,
                    max: i64::from(GRAMS_MAX),
                },
            );
        }
        self.price(&at("price"), typed.price);
        if let Some(compare_at) = typed.compare_at {
            self.price(&at("compare_at"), compare_at);
            if compare_at.minor <= typed.price.minor {
                self.problems.push(at("compare_at"), ProblemKind::NotAbovePrice);
            }
        }
        if let StockChange::Set { on_hand } = typed.stock
            && on_hand > STOCK_MAX
        {
            self.problems.push(
                at("stock"),
                ProblemKind::OutOfRange {
                    min: 0,
                    max: i64::from(STOCK_MAX),
                },
            );
        }
        CheckedVariant {
            variant_id: typed.variant_id,
            option_values,
            sku,
            gtin,
            grams: typed.grams,
            external_key: typed.external_key,
            price: typed.price,
            compare_at: typed.compare_at,
            stock: typed.stock,
            paused: typed.paused,
        }
    }

    fn option_values(&mut self, place: usize, typed: &[String]) -> Vec<String> {
        let field = format!("variants.{place}.option_values");
        if typed.len() != self.options {
            let kind = ProblemKind::OptionCount {
                wanted: self.options,
                found: typed.len(),
            };
            self.problems.push(field.clone(), kind);
        }
        let values: Vec<String> = typed
            .iter()
            .map(|value| line(self.problems, &field, value, 1, OPTION_CHARS_MAX))
            .collect();
        if self.values.insert(values.clone(), place).is_some() {
            self.problems.push(
                field,
                ProblemKind::Twice {
                    text: values.join(" / "),
                },
            );
        }
        values
    }

    fn gtin(&mut self, field: &str, typed: Option<String>) -> Option<String> {
        let typed = typed?;
        let digits: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .collect();
        if digits.is_empty() {
            return None;
        }
        if !is_gtin(&digits) {
            self.problems
                .push(field, ProblemKind::NotABarcode { text: typed });
        }
        Some(digits)
    }

    fn price(&mut self, field: &str, price: Money) {
        let wanted = self.market.currency;
        let kind = if price.currency != wanted {
            ProblemKind::OtherCurrency {
                found: price.currency.to_string(),
                wanted: wanted.to_string(),
            }
        } else if !(1..=PRICE_MINOR_MAX).contains(&price.minor) {
            ProblemKind::OutOfRange {
                min: 1,
                max: PRICE_MINOR_MAX / wanted.minor_per_major(),
            }
        } else if price.minor % i64::from(self.market.money_format.unit_minor.max(1)) != 0 {
            ProblemKind::TooFine
        } else {
            return;
        };
        self.problems.push(field, kind);
    }
}

/// Is this a GTIN of 8, 12, 13 or 14 digits with a right check digit (GS1's modulo 10)?
pub fn is_gtin(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| u32::from(byte.wrapping_sub(b'0')) * if place % 2 == 0 { 1 } else { 3 })
        .sum();
    matches!(digits.len(), 8 | 12..=14)
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn barcodes_check_themselves() {
        for right in ["4006381333931", "036000291452", "96385074", "14006381333938"] {
            assert!(is_gtin(right), "{right}");
        }
        for wrong in ["4006381333932", "", "123", "40063813339x1", "400638133393100"] {
            assert!(!is_gtin(wrong), "{wrong}");
        }
    }
}
