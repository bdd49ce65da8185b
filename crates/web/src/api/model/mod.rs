//! What goes out and comes in, as JSON. Ids have their prefix (`ord_…`), amounts are in minor units with their currency, times are
//! RFC 3339 in UTC, languages BCP 47. What is absent is left out or `null`; programs must ignore fields that they do not know.

mod address;
mod cart;
mod listing;
mod order;
mod payment;
mod problem;
mod product;
mod shop;

use std::fmt::Display;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use address::{AddressFields, AddressJson};
pub use cart::{CartJson, CartLineJson, CartShopJson, LostLineJson};
pub use listing::{
    ListingCardJson, ListingJson, ListingShopJson, ListingVariantJson, RatingJson, VariantOptionJson,
};
pub use order::{
    CancellationJson, OrderGroupJson, OrderJson, OrderLineJson, PlacedJson, PlacedPaymentJson, ShipmentJson,
    ShopAmountsJson,
};
pub use payment::PaymentJson;
pub use problem::{KeyRefusals, ProblemFieldJson, ProblemJson, ProblemRuleJson, Refusals};
pub use product::{
    ProductInputJson, ProductJson, ProductPictureJson, ProductSummaryJson, StockJson, TakedownJson,
    VariantInputJson, VariantJson,
};
pub use shop::{OwnShopJson, ShippingOptionJson, ShopInputJson, ShopJson};

/// An id: a word for its kind, an underscore, 26 letters and digits.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Id, pattern = "^[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}$", example = "prd_01jdf3v9k0e8gtc5r1x2m4n6pq")]
pub struct IdJson(String);

impl<T: Display> From<T> for IdJson {
    fn from(id: T) -> Self {
        Self(id.to_string())
    }
}

/// An amount of money.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Money, example = json!({"amount_minor": 5_350_000, "currency": "IDR", "formatted": "Rp53.500"}))]
pub struct MoneyJson {
    /// Hundredths or whatever the currency's ISO 4217 exponent says; never a fraction.
    pub amount_minor: i64,
    /// ISO 4217.
    #[schema(pattern = "^[A-Z]{3}$")]
    pub currency: String,
    /// As the market writes it, for people.
    pub formatted: String,
}

/// An amount of money that comes in. `formatted` may stay in it and is not read.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[schema(as = MoneyInput, example = json!({"amount_minor": 5_350_000, "currency": "IDR"}))]
pub struct MoneyInputJson {
    /// Minor units.
    pub amount_minor: i64,
    /// ISO 4217: the market's own.
    #[schema(value_type = String, pattern = "^[A-Z]{3}$")]
    pub currency: pasar_domain::money::Currency,
}

impl From<MoneyInputJson> for pasar_domain::money::Money {
    fn from(input: MoneyInputJson) -> Self {
        Self::new(input.amount_minor, input.currency)
    }
}

/// A picture.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Picture)]
pub struct PictureJson {
    /// Its largest file, at most 1,280 pixels wide and high.
    pub url: String,
    /// A file of at most 320 pixels.
    pub small_url: String,
    /// What it shows, for those who do not see it; may be empty.
    pub alt: String,
}

/// A part of a list, in its order.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Page)]
pub struct PageJson<T> {
    /// The entries.
    pub data: Vec<T>,
    /// The `cursor` of the next page; none after the last.
    pub next: Option<String>,
}

impl<T> PageJson<T> {
    /// A page of a list.
    pub fn new(data: Vec<T>, next: Option<impl Display>) -> Self {
        Self {
            data,
            next: next.map(super::Cursor::write),
        }
    }
}

/// A list that is never long enough for pages.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = List)]
pub struct ListJson<T> {
    /// The entries.
    pub data: Vec<T>,
}
