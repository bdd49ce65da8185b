//! Shops.

use chrono::{DateTime, Utc};
use pasar_domain::shipping_option::ShippingOption;
use pasar_domain::shop::{Shop, ShopInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{IdJson, MoneyJson};
use crate::api::Call;

/// A shop as buyers see it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Shop)]
pub struct ShopJson {
    /// The shop.
    pub shop_id: IdJson,
    /// Its name in addresses; it never changes.
    pub handle: String,
    /// Its name.
    pub name: String,
    /// What it says about itself, as plain text; may be empty.
    pub description: String,
    /// Where it sends from.
    pub place: String,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// Does it sell?
    pub is_open: bool,
    /// Its page.
    pub url: String,
}

impl ShopJson {
    /// A shop as it goes out.
    pub fn new(call: &Call, shop: &Shop) -> Self {
        Self {
            shop_id: shop.shop_id.into(),
            handle: shop.handle.to_string(),
            name: shop.name.clone(),
            description: shop.description.clone(),
            place: shop.place.clone(),
            opened_at: shop.opened_at,
            is_open: shop.is_open(),
            url: call.url(&format!("/shops/{}", shop.handle)),
        }
    }
}

/// A shop as its members see it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OwnShop)]
pub struct OwnShopJson {
    /// What everybody sees.
    #[serde(flatten)]
    pub shop: ShopJson,
    /// How it sends.
    pub shipping: Vec<ShippingOptionJson>,
}

/// A way to send.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ShippingOption)]
pub struct ShippingOptionJson {
    /// A service of the market, by slug.
    pub service: String,
    /// Its name, in the language of the request.
    pub name: String,
    /// The price of the first kilogram.
    pub base: MoneyJson,
    /// The price of each further kilogram begun.
    pub per_kg: MoneyJson,
    /// Fewest days on the way.
    pub days_min: u32,
    /// Most days on the way.
    pub days_max: u32,
    /// Is it offered?
    pub active: bool,
}

impl ShippingOptionJson {
    /// A way to send as it goes out.
    pub fn new(call: &Call, option: &ShippingOption) -> Self {
        let service = call.l.market().shipping_service(&option.service);
        let name = service.map_or(option.service.as_str(), |service| {
            service.name.get(call.l.language())
        });
        Self {
            service: option.service.clone(),
            name: name.to_owned(),
            base: call.money(option.base),
            per_kg: call.money(option.per_kg),
            days_min: option.days_min,
            days_max: option.days_max,
            active: option.active,
        }
    }
}

/// What a shop says about itself.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[schema(as = ShopInput, example = json!({"name": "Toko Sari", "place": "Kota Bandung", "description": "Batik tulis dari Bandung."}))]
#[serde(deny_unknown_fields)]
pub struct ShopInputJson {
    /// The wished name in addresses; made of the name when there is none. It is not read when a shop is changed.
    #[serde(default)]
    pub handle: Option<String>,
    /// Its name.
    pub name: String,
    /// What it says about itself, as plain text.
    #[serde(default)]
    pub description: String,
    /// A place of the market.
    pub place: String,
}

impl From<ShopInputJson> for ShopInput {
    fn from(input: ShopInputJson) -> Self {
        Self {
            handle: input.handle,
            name: input.name,
            description: input.description,
            place: input.place,
        }
    }
}
