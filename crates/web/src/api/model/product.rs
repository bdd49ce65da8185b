//! Products as their sellers see and write them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use pasar_domain::id::VariantId;
use pasar_domain::offer::{OfferedVariant, StockChange};
use pasar_domain::picture::{Picture, PictureKind};
use pasar_domain::product::ProductInput;
use pasar_domain::takedown::Takedown;
use pasar_domain::variant::VariantInput;
use pasar_service::product::show::ShownProduct;
use pasar_store::product::{ProductStanding, ProductSummary};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{IdJson, MoneyInputJson, MoneyJson};
use crate::api::Call;

/// The word of a product's standing.
const fn standing(standing: ProductStanding) -> &'static str {
    match standing {
        ProductStanding::Draft => "draft",
        ProductStanding::Active => "active",
        ProductStanding::TakenDown => "taken_down",
    }
}

/// A product in a list of its seller's.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProductSummary)]
pub struct ProductSummaryJson {
    /// The product.
    pub product_id: IdJson,
    /// Its name in addresses.
    pub handle: String,
    /// Its title.
    pub title: String,
    /// Its category's slug; empty when it has none.
    pub category: String,
    /// `draft`, `active`, or `taken_down` by the operator.
    #[schema(pattern = "^(draft|active|taken_down)$")]
    pub state: String,
    /// Variants that can be offered.
    pub variants: u32,
    /// Lowest price.
    pub price: Option<MoneyJson>,
    /// Highest price.
    pub price_max: Option<MoneyJson>,
    /// Units on hand in all.
    pub on_hand: u64,
    /// Units of those that are promised to orders being paid.
    pub reserved: u64,
    /// Pieces sold.
    pub sold: u32,
    /// When it was changed last.
    pub updated_at: DateTime<Utc>,
}

impl ProductSummaryJson {
    /// A product as it goes out.
    pub fn new(call: &Call, product: &ProductSummary) -> Self {
        Self {
            product_id: product.product_id.into(),
            handle: product.handle.to_string(),
            title: product.title.clone(),
            category: product.category.clone(),
            state: standing(product.standing).to_owned(),
            variants: product.variants,
            price: product.prices.map(|(min, _)| call.money(min)),
            price_max: product.prices.map(|(_, max)| call.money(max)),
            on_hand: product.on_hand,
            reserved: product.reserved,
            sold: product.sold,
            updated_at: product.updated_at,
        }
    }
}

/// A product as its seller sees it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Product)]
pub struct ProductJson {
    /// The product.
    pub product_id: IdJson,
    /// Its name in addresses; it never changes.
    pub handle: String,
    /// `draft` or `active`, by the seller's word.
    #[schema(pattern = "^(draft|active|deleted)$")]
    pub state: String,
    /// Why the operator hides it; none when it does not.
    pub takedown: Option<TakedownJson>,
    /// Grows with every edit. An edit names the version it was made from.
    pub version: u32,
    /// Its title.
    pub title: String,
    /// Its description, as safe HTML.
    pub description_html: String,
    /// Who made it.
    pub brand: Option<String>,
    /// Its category's slug; empty while a draft has none.
    pub category: String,
    /// Facts by the attribute's slug.
    pub attributes: BTreeMap<String, String>,
    /// The seller's words.
    pub tags: Vec<String>,
    /// What tells the variants apart.
    pub option_names: Vec<String>,
    /// Its variants, in order.
    pub variants: Vec<VariantJson>,
    /// Its pictures, in order.
    pub pictures: Vec<ProductPictureJson>,
    /// When it was written first.
    pub created_at: DateTime<Utc>,
    /// When it was written last.
    pub updated_at: DateTime<Utc>,
    /// Its page, for buyers while it is live.
    pub url: String,
}

impl ProductJson {
    /// A product as it goes out.
    pub fn new(call: &Call, shop_handle: &str, shown: &ShownProduct) -> Self {
        let (product, current) = (&shown.current.product, &shown.current);
        let content = &product.content;
        Self {
            product_id: product.product_id.into(),
            handle: product.handle.to_string(),
            state: product.state.as_str().to_owned(),
            takedown: shown.open_takedown().map(TakedownJson::from),
            version: product.version,
            title: content.title.clone(),
            description_html: content.description_html.clone(),
            brand: content.brand.clone(),
            category: content.category.clone(),
            attributes: content.attributes.clone(),
            tags: content.tags.clone(),
            option_names: content.option_names.clone(),
            variants: current
                .variants
                .iter()
                .map(|variant| VariantJson::new(call, variant))
                .collect(),
            pictures: current
                .pictures
                .iter()
                .map(|picture| ProductPictureJson::new(call, picture, &content.category))
                .collect(),
            created_at: product.created_at,
            updated_at: product.updated_at,
            url: call.url(&format!("/products/{shop_handle}/{}", product.handle)),
        }
    }
}

/// Why the operator hides a product.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Takedown)]
pub struct TakedownJson {
    /// `prohibited`, `counterfeit`, `unsafe`, `misleading`, `wrong-category`, `copyright` or `other`.
    pub reason: String,
    /// What is wrong and what to do, in the words of the operator.
    pub note: String,
    /// Since when.
    pub taken_at: DateTime<Utc>,
}

impl From<&Takedown> for TakedownJson {
    fn from(takedown: &Takedown) -> Self {
        Self {
            reason: takedown.reason.code().to_owned(),
            note: takedown.note.clone(),
            taken_at: takedown.taken_at,
        }
    }
}

/// A variant as its seller sees it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Variant)]
pub struct VariantJson {
    /// The variant.
    pub variant_id: IdJson,
    /// Its offer.
    pub offer_id: IdJson,
    /// One value for each option of the product.
    pub option_values: Vec<String>,
    /// The stock-keeping unit, unique in the shop.
    pub sku: Option<String>,
    /// The barcode's digits.
    pub gtin: Option<String>,
    /// What one piece weighs.
    pub grams: Option<u32>,
    /// Its key in another system.
    pub external_key: Option<String>,
    /// What one piece costs.
    pub price: MoneyJson,
    /// The former, higher price.
    pub compare_at: Option<MoneyJson>,
    /// Units that lie in the store room.
    pub on_hand: u32,
    /// Units of those that are promised to orders being paid.
    pub reserved: u32,
    /// Is it kept from sale for the time being?
    pub paused: bool,
    /// Where it is sent from.
    pub place: String,
}

impl VariantJson {
    fn new(call: &Call, offered: &OfferedVariant) -> Self {
        let (variant, offer) = (&offered.variant, &offered.offer);
        Self {
            variant_id: variant.variant_id.into(),
            offer_id: offer.offer_id.into(),
            option_values: variant.option_values.clone(),
            sku: variant.sku.clone(),
            gtin: variant.gtin.clone(),
            grams: variant.grams,
            external_key: variant.external_key.clone(),
            price: call.money(offer.price),
            compare_at: offer.compare_at.map(|price| call.money(price)),
            on_hand: offered.stock.on_hand,
            reserved: offered.stock.reserved,
            paused: offer.paused,
            place: offer.ship_from_place.clone(),
        }
    }
}

/// A picture as its seller sees it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProductPicture)]
pub struct ProductPictureJson {
    /// Its id.
    pub picture_id: IdJson,
    /// `drawn` by the program, `uploaded`, or `linked`: known by its address only, exported but not shown.
    #[schema(pattern = "^(drawn|uploaded|linked)$")]
    pub kind: String,
    /// Its largest file.
    pub url: String,
    /// What it shows, for those who do not see it; may be empty.
    pub alt: String,
}

impl ProductPictureJson {
    /// A picture as it goes out.
    pub fn new(call: &Call, picture: &Picture, category: &str) -> Self {
        let (kind, url) = match &picture.kind {
            PictureKind::Drawn { .. } => ("drawn", None),
            PictureKind::Uploaded { .. } => ("uploaded", None),
            PictureKind::Linked { url } => ("linked", Some(url.clone())),
        };
        let url = url.unwrap_or_else(|| call.picture(Some(&picture.kind), "", category).url);
        Self {
            picture_id: picture.picture_id.into(),
            kind: kind.to_owned(),
            url,
            alt: picture.alt.clone(),
        }
    }
}

/// All that a product says.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[schema(as = ProductInput, example = json!({
    "title": "Kaos polos", "description_html": "<p>Katun 30s, jahitan rapi.</p>", "category": "t-shirts",
    "option_names": ["Ukuran"],
    "variants": [{
        "option_values": ["M"], "sku": "KP-M", "grams": 180, "price": {"amount_minor": 5_350_000, "currency": "IDR"},
        "stock": {"on_hand": 20}
    }]
}))]
#[serde(deny_unknown_fields)]
pub struct ProductInputJson {
    /// The wished name in addresses; made of the title when there is none. It is not read when a product is changed.
    #[serde(default)]
    pub handle: Option<String>,
    /// One line, at most 300 characters.
    pub title: String,
    /// HTML or plain text; it is made safe.
    #[serde(default)]
    pub description_html: String,
    /// Who made it.
    #[serde(default)]
    pub brand: Option<String>,
    /// A category without others below it, by slug; a draft may lack it.
    #[serde(default)]
    pub category: String,
    /// Facts by the attribute's slug.
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
    /// Words of your own.
    #[serde(default)]
    pub tags: Vec<String>,
    /// What tells the variants apart, at most three; none for a single variant.
    #[serde(default)]
    pub option_names: Vec<String>,
    /// A place of the market from which it is sent; the shop's own when there is none.
    #[serde(default)]
    pub place: Option<String>,
    /// At least one. Variants that the product has and that are not here are retired.
    pub variants: Vec<VariantInputJson>,
}

impl From<ProductInputJson> for ProductInput {
    fn from(input: ProductInputJson) -> Self {
        Self {
            handle: input.handle,
            title: input.title,
            description_html: input.description_html,
            brand: input.brand,
            category: input.category,
            attributes: input.attributes,
            tags: input.tags,
            option_names: input.option_names,
            ship_from_place: input.place,
            variants: input.variants.into_iter().map(VariantInput::from).collect(),
        }
    }
}

/// A variant with its offer.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[schema(as = VariantInput)]
#[serde(deny_unknown_fields)]
pub struct VariantInputJson {
    /// The variant that is meant; without it, the one with the same option values, or else a new one.
    #[serde(default)]
    #[schema(value_type = Option<IdJson>)]
    pub variant_id: Option<VariantId>,
    /// One value for each option of the product.
    #[serde(default)]
    pub option_values: Vec<String>,
    /// The stock-keeping unit, unique in the shop.
    #[serde(default)]
    pub sku: Option<String>,
    /// The barcode's digits; spaces and hyphens do not count.
    #[serde(default)]
    pub gtin: Option<String>,
    /// What one piece weighs.
    #[serde(default)]
    pub grams: Option<u32>,
    /// Its key in another system.
    #[serde(default)]
    pub external_key: Option<String>,
    /// What one piece costs.
    pub price: MoneyInputJson,
    /// The former, higher price.
    #[serde(default)]
    pub compare_at: Option<MoneyInputJson>,
    /// What to do with its stock; nothing when absent, and a new variant then has none.
    #[serde(default)]
    pub stock: Option<StockJson>,
    /// Is it kept from sale for the time being?
    #[serde(default)]
    pub paused: bool,
}

impl From<VariantInputJson> for VariantInput {
    fn from(input: VariantInputJson) -> Self {
        Self {
            variant_id: input.variant_id,
            option_values: input.option_values,
            sku: input.sku,
            gtin: input.gtin,
            grams: input.grams,
            external_key: input.external_key,
            price: input.price.into(),
            compare_at: input.compare_at.map(Into::into),
            stock: input.stock.map_or(StockChange::Keep, StockChange::from),
            paused: input.paused,
        }
    }
}

/// What to do with a stock: one of the two.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[schema(as = Stock)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum StockJson {
    /// The store room was counted: so many units lie there, those promised to orders included.
    OnHand(u32),
    /// So many units came in, or were lost when negative.
    AdjustBy(i32),
}

impl From<StockJson> for StockChange {
    fn from(stock: StockJson) -> Self {
        match stock {
            StockJson::OnHand(on_hand) => Self::Set { on_hand },
            StockJson::AdjustBy(by) => Self::Adjust { by },
        }
    }
}
