//! `GET /{market}/api/v1/market`

use axum::Json;
use pasar_domain::market::AddressField;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::Call;
use crate::api::model::Refusals;

/// A market: what its prices, addresses and parcels are like.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Market)]
pub struct MarketJson {
    /// Its code: the first part of its addresses.
    pub code: String,
    /// Its name, in the language of the request.
    pub name: String,
    /// ISO 4217: the currency of every amount.
    pub currency: String,
    /// BCP 47: the languages in which it speaks, its own first.
    pub languages: Vec<String>,
    /// The IANA time zone in which its days begin.
    pub time_zone: String,
    /// What its addresses consist of, in the order of a form.
    pub address_fields: Vec<AddressFieldJson>,
    /// The ways in which parcels travel.
    pub shipping_services: Vec<ShippingServiceJson>,
    /// The ways to pay: the words that a checkout takes.
    pub payment_methods: Vec<String>,
    /// The version of the charter in force.
    pub charter_version: String,
}

/// A field of the market's addresses.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AddressField)]
pub struct AddressFieldJson {
    /// The field's name in JSON.
    pub key: String,
    /// What the market calls it, in the language of the request.
    pub label: String,
    /// Must it be filled?
    pub required: bool,
    /// Most characters.
    pub max_length: usize,
    /// What a right text looks like.
    pub example: Option<String>,
}

impl AddressFieldJson {
    fn new(call: &Call, field: &AddressField) -> Self {
        Self {
            key: field.key.to_string(),
            label: field.label.get(call.l.language()).to_owned(),
            required: field.required,
            max_length: field.max_length,
            example: field.example.clone(),
        }
    }
}

/// A way in which parcels travel.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ShippingService)]
pub struct ShippingServiceJson {
    /// Its name in JSON.
    pub slug: String,
    /// Its name, in the language of the request.
    pub name: String,
}

/// Show the market
///
/// Its currency, languages, address fields, ways to ship and ways to pay.
#[utoipa::path(
    get, path = "/api/v1/market", operation_id = "show_market", tag = "Catalogue",
    responses((status = 200, description = "The market.", body = MarketJson), Refusals)
)]
pub async fn show(call: Call) -> Json<MarketJson> {
    let market = call.l.market();
    let services = market
        .shipping_services
        .iter()
        .map(|service| ShippingServiceJson {
            slug: service.slug.to_string(),
            name: service.name.get(call.l.language()).to_owned(),
        });
    let fields = market.address_format.fields.iter();
    let methods = call.ctx.payments().methods();
    Json(MarketJson {
        code: market.code.to_string(),
        name: market.name.get(call.l.language()).to_owned(),
        currency: market.currency.code().to_owned(),
        languages: market.languages.iter().map(ToString::to_string).collect(),
        time_zone: market.time_zone.name().to_owned(),
        address_fields: fields.map(|field| AddressFieldJson::new(&call, field)).collect(),
        shipping_services: services.collect(),
        payment_methods: methods.iter().map(|method| (*method).to_owned()).collect(),
        charter_version: market.charter.version.to_string(),
    })
}
