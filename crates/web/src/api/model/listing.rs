//! Listings: what buyers see.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use pasar_domain::offer::OfferedVariant;
use pasar_domain::review::Rating;
use pasar_store::listing::{ListingCard, ListingPage};
use serde::Serialize;
use utoipa::ToSchema;

use super::{IdJson, MoneyJson, PictureJson};
use crate::api::Call;

/// The mean of a product's ratings.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Rating)]
pub struct RatingJson {
    /// From 1 to 5, with at most two decimals.
    #[schema(minimum = 1, maximum = 5)]
    pub average: f64,
    /// How many ratings it is the mean of.
    pub count: u32,
}

impl From<Rating> for RatingJson {
    fn from(rating: Rating) -> Self {
        Self {
            average: f64::from(rating.hundredths) / 100.0,
            count: rating.count,
        }
    }
}

/// Whose listing it is.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ListingShop)]
pub struct ListingShopJson {
    /// The shop.
    pub shop_id: IdJson,
    /// Its name in addresses.
    pub handle: String,
    /// Its name.
    pub name: String,
}

/// A listing in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ListingCard)]
pub struct ListingCardJson {
    /// The product.
    pub product_id: IdJson,
    /// Its name in addresses, unique in its shop.
    pub handle: String,
    /// Its title.
    pub title: String,
    /// Its category's slug; empty when it has none.
    pub category: String,
    /// Who sells.
    pub shop: ListingShopJson,
    /// Where the cheapest offer is sent from.
    pub place: String,
    /// The lowest price.
    pub price: MoneyJson,
    /// The highest price; equal to the lowest when there is one price.
    pub price_max: MoneyJson,
    /// The former price of the cheapest offer.
    pub compare_at: Option<MoneyJson>,
    /// Its first picture.
    pub picture: PictureJson,
    /// The mean of its ratings; none while nobody has rated.
    pub rating: Option<RatingJson>,
    /// Pieces sold.
    pub sold: u32,
    /// Is there any to buy?
    pub in_stock: bool,
    /// Its page.
    pub url: String,
}

impl ListingCardJson {
    /// A listing as it goes out.
    pub fn new(call: &Call, card: &ListingCard) -> Self {
        let (kind, alt) = card
            .picture
            .as_ref()
            .map_or((None, ""), |(kind, alt)| (Some(kind), alt.as_str()));
        Self {
            product_id: card.product_id.into(),
            handle: card.handle.to_string(),
            title: card.title.clone(),
            category: card.category.clone(),
            shop: ListingShopJson {
                shop_id: card.shop_id.into(),
                handle: card.shop_handle.to_string(),
                name: card.shop_name.clone(),
            },
            place: card.place.clone(),
            price: call.money(card.price_min),
            price_max: call.money(card.price_max),
            compare_at: card.compare_at.map(|price| call.money(price)),
            picture: call.picture(kind, alt, &card.category),
            rating: card.rating.map(RatingJson::from),
            sold: card.sold,
            in_stock: card.in_stock,
            url: call.url(&format!("/products/{}/{}", card.shop_handle, card.handle)),
        }
    }
}

/// A listing with everything a buyer needs to choose.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Listing)]
pub struct ListingJson {
    /// The product.
    pub product_id: IdJson,
    /// Its name in addresses, unique in its shop.
    pub handle: String,
    /// Its title.
    pub title: String,
    /// Its description, as safe HTML.
    pub description_html: String,
    /// Who made it.
    pub brand: Option<String>,
    /// Its category's slug; empty when it has none.
    pub category: String,
    /// The slugs from the root of the categories to its own.
    pub category_path: Vec<String>,
    /// Facts by the attribute's slug.
    pub attributes: BTreeMap<String, String>,
    /// The seller's words.
    pub tags: Vec<String>,
    /// Who sells.
    pub shop: ListingShopJson,
    /// The mean of its ratings; none while nobody has rated.
    pub rating: Option<RatingJson>,
    /// Pieces sold.
    pub sold: u32,
    /// What can be bought: at least one.
    pub variants: Vec<ListingVariantJson>,
    /// Its pictures, in order.
    pub pictures: Vec<PictureJson>,
    /// When buyers could first see it.
    pub published_at: DateTime<Utc>,
    /// When its seller changed it last.
    pub updated_at: DateTime<Utc>,
    /// Its page.
    pub url: String,
}

impl ListingJson {
    /// A listing as it goes out.
    pub fn new(call: &Call, listing: &ListingPage) -> Self {
        let path = call.l.market().categories.path(&listing.category);
        Self {
            product_id: listing.product_id.into(),
            handle: listing.handle.to_string(),
            title: listing.title.clone(),
            description_html: listing.description_html.clone(),
            brand: listing.brand.clone(),
            category: listing.category.clone(),
            category_path: path.iter().map(|category| category.slug.to_string()).collect(),
            attributes: listing.attributes.clone(),
            tags: listing.tags.clone(),
            shop: ListingShopJson {
                shop_id: listing.shop.shop_id.into(),
                handle: listing.shop.handle.to_string(),
                name: listing.shop.name.clone(),
            },
            rating: listing.rating.map(RatingJson::from),
            sold: listing.sold,
            variants: listing
                .variants
                .iter()
                .map(|variant| ListingVariantJson::new(call, &listing.option_names, variant))
                .collect(),
            pictures: listing
                .pictures
                .iter()
                .map(|picture| call.picture(Some(&picture.kind), &picture.alt, &listing.category))
                .collect(),
            published_at: listing.published_at,
            updated_at: listing.updated_at,
            url: call.url(&format!("/products/{}/{}", listing.shop.handle, listing.handle)),
        }
    }
}

/// One of the things that tell variants apart.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = VariantOption)]
pub struct VariantOptionJson {
    /// Its name: `Ukuran`.
    pub name: String,
    /// This variant's value: `XL`.
    pub value: String,
}

impl VariantOptionJson {
    /// Names and values side by side.
    pub fn pairs(names: &[String], values: &[String]) -> Vec<Self> {
        names
            .iter()
            .zip(values)
            .map(|(name, value)| Self {
                name: name.clone(),
                value: value.clone(),
            })
            .collect()
    }
}

/// Something that can be bought.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ListingVariant)]
pub struct ListingVariantJson {
    /// The variant.
    pub variant_id: IdJson,
    /// Its offer: carts and checkouts name it, with its shop.
    pub offer_id: IdJson,
    /// What tells it from the others.
    pub options: Vec<VariantOptionJson>,
    /// The seller's stock-keeping unit.
    pub sku: Option<String>,
    /// The barcode's digits.
    pub gtin: Option<String>,
    /// What one piece weighs, if the seller has said.
    pub grams: Option<u32>,
    /// What one piece costs.
    pub price: MoneyJson,
    /// The former price.
    pub compare_at: Option<MoneyJson>,
    /// Pieces that can be bought at this instant.
    pub available: u32,
    /// Where it is sent from.
    pub place: String,
}

impl ListingVariantJson {
    fn new(call: &Call, option_names: &[String], offered: &OfferedVariant) -> Self {
        let (variant, offer) = (&offered.variant, &offered.offer);
        Self {
            variant_id: variant.variant_id.into(),
            offer_id: offer.offer_id.into(),
            options: VariantOptionJson::pairs(option_names, &variant.option_values),
            sku: variant.sku.clone(),
            gtin: variant.gtin.clone(),
            grams: variant.grams,
            price: call.money(offer.price),
            compare_at: offer.compare_at.map(|price| call.money(price)),
            available: offered.pieces(),
            place: offer.ship_from_place.clone(),
        }
    }
}
