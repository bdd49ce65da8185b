//! What a catalogue file says about a product, before a shop takes it over.

use std::collections::BTreeMap;

use pasar_domain::money::Money;
use serde::{Deserialize, Serialize};

use crate::Gtin;

/// The physical lines of a file that something came from, 1-based, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lines {
    /// The first line.
    pub first: u64,
    /// The last line; never before the first.
    pub last: u64,
}

/// A product as a file describes it. All texts are trimmed, without control characters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProductDraft {
    /// What names the product in the file, so that reading the file again meets the same product: Shopify's handle, Google's
    /// `item_group_id` (or `id` where there is no group), for PRDECT-ID a slug of name and location. Never empty.
    pub external_key: String,
    /// The title, one line. Empty only when `continues` is set and the rows repeat no title.
    pub title: String,
    /// The description as safe HTML: only the elements that [`crate::sanitise`] leaves.
    pub description_html: String,
    /// The category in the words of the file, levels separated by ` > ` where it has levels.
    pub category_hint: Option<String>,
    /// Tags, in the file's order, without repetition.
    pub tags: Vec<String>,
    /// The brand or vendor.
    pub brand: Option<String>,
    /// Further facts by name (`gender`, `age_group`, `color`, `material`, `product_category`, any metafield's key).
    pub attributes: BTreeMap<String, String>,
    /// The names of the options that tell variants apart, at most three; empty for a product with one variant, and in a
    /// draft that `continues` when its rows do not repeat the names (its variants still have their values).
    pub options: Vec<String>,
    /// At least one, except when `continues` is set (rows with only pictures).
    pub variants: Vec<VariantDraft>,
    /// Pictures by position.
    pub pictures: Vec<PictureDraft>,
    /// Does the file want the product shown to buyers?
    pub published: bool,
    /// The city or regency the goods are sent from, if the file says.
    pub ship_from: Option<String>,
    /// Reviews (PRDECT-ID only).
    pub reviews: Vec<ReviewDraft>,
    /// Figures of the system the product comes from (PRDECT-ID only).
    pub figures: Option<Figures>,
    /// The same key occurred earlier in this file with other rows between: merge this draft into that product (add its
    /// variants and pictures) instead of replacing it.
    pub continues: bool,
    /// Every row of the product was understood. When false some variants or pictures were left out (findings say which), and
    /// what the shop has beyond this draft must not be taken as deleted.
    pub complete: bool,
    /// Where the draft stands in the file.
    pub lines: Lines,
}

/// One variant of a product.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VariantDraft {
    /// What names the variant within its product: its option values joined by ` / ` (Shopify; empty for the only variant of
    /// a product without options), Google's `id`.
    pub external_key: String,
    /// The seller's stock-keeping unit.
    pub sku: Option<String>,
    /// As many values as the product has options, in their order.
    pub option_values: Vec<String>,
    /// The price, more than zero.
    pub price: Money,
    /// The price before a reduction, higher than the price.
    pub compare_at: Option<Money>,
    /// Pieces in stock; `None` when the file does not say.
    pub stock: Option<u32>,
    /// Weight in grams, more than zero.
    pub grams: Option<u32>,
    /// The barcode's number, with its check digit checked.
    pub gtin: Option<Gtin>,
    /// The manufacturer's part number.
    pub mpn: Option<String>,
    /// New unless the file says otherwise.
    pub condition: Condition,
    /// The address of the picture that shows this variant; it is also one of the product's pictures.
    pub picture: Option<String>,
    /// The line of the file that describes the variant.
    pub line: u64,
}

/// Is the good new?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Never used.
    #[default]
    New,
    /// Used and restored to working order.
    Refurbished,
    /// Used.
    Used,
}

impl Condition {
    /// The word that Google's and Shopify's files use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Refurbished => "refurbished",
            Self::Used => "used",
        }
    }
}

/// A picture, by address. It is not fetched here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureDraft {
    /// An `http` or `https` address.
    pub url: String,
    /// Text for those who do not see it; may be empty.
    pub alt: String,
    /// 1 is the first; as the file says or in its order.
    pub position: u32,
}

/// A buyer's review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewDraft {
    /// 1 to 5.
    pub rating: u8,
    /// The words of the buyer; never empty.
    pub text: String,
    /// `Positive` or `Negative`, as the data set's annotators saw it.
    pub sentiment: Option<String>,
    /// `Happy`, `Love`, `Sadness`, `Fear` or `Anger`, as the data set's annotators saw it.
    pub emotion: Option<String>,
    /// The line of the file.
    pub line: u64,
}

/// What the source system counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// The average rating in tenths: 49 is 4.9 of 5.
    pub rating_tenths: u8,
    /// Pieces sold.
    pub sold: u32,
    /// Reviews written, of which the file holds only some.
    pub reviews: u32,
}

/// A key made of a text: lower-case letters and digits with single hyphens between, at most 120 characters. Letters of
/// any script stay; empty when the text has neither letter nor digit.
pub fn slug(text: &str) -> String {
    const CHARACTERS_MAX: usize = 120;
    let mut out = String::new();
    let mut gap = false;
    for character in text.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push('-');
            }
            gap = false;
            out.push(character);
        } else {
            gap = true;
        }
    }
    let short: String = out.chars().take(CHARACTERS_MAX).collect();
    short.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_keeps_letters_and_digits_of_any_script() {
        assert_eq!(slug("  Kaos Polos -- 100% Katun! "), "kaos-polos-100-katun");
        assert_eq!(slug("Été / 夏"), "été-夏");
        assert_eq!(slug("!!!"), "");
    }
}
