//! `PUT /{market}/api/v1/seller/shops/{shop}/shipping`

use axum::Json;
use pasar_service::shop::edit::{ShippingInput, edit_shipping as edit_options};
use pasar_service::shop::show::show_own;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{ShopPath, no_such_shop, refuse};
use crate::api::model::{KeyRefusals, ListJson, MoneyInputJson, ShippingOptionJson};
use crate::api::{Answer, Input, ShopCaller};

/// How a shop wants to send.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ShippingInput)]
#[serde(deny_unknown_fields)]
pub struct ShippingInputJson {
    /// The ways to change. Those that are not named stay as they are.
    shipping: Vec<ShippingOptionInputJson>,
}

/// A way to send.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ShippingOptionInput)]
#[serde(deny_unknown_fields)]
pub struct ShippingOptionInputJson {
    /// A service of the market, by slug.
    service: String,
    /// The price of the first kilogram.
    base: MoneyInputJson,
    /// The price of each further kilogram begun.
    per_kg: MoneyInputJson,
    /// Is it offered?
    active: bool,
}

/// Change how your shop sends
///
/// Prices of the market's services, and which of them you offer.
#[utoipa::path(
    put, path = "/api/v1/seller/shops/{shop}/shipping", operation_id = "edit_shipping", tag = "Shop",
    security(("key" = [])), params(ShopPath), request_body = ShippingInputJson,
    responses((status = 200, description = "All ways to send as they are now.", body = ListJson<ShippingOptionJson>), KeyRefusals)
)]
pub async fn edit_shipping(
    caller: ShopCaller,
    Input(input): Input<ShippingInputJson>,
) -> Answer<ListJson<ShippingOptionJson>> {
    let wanted: Vec<ShippingInput> = input
        .shipping
        .into_iter()
        .map(|option| ShippingInput {
            service: option.service,
            base: option.base.into(),
            per_kg: option.per_kg.into(),
            active: option.active,
        })
        .collect();
    edit_options(&caller.ctx, caller.keeper, &wanted)
        .await
        .map_err(refuse)?;
    let shown = show_own(&caller.ctx, caller.keeper).await?;
    let (_, options) = shown.ok_or_else(no_such_shop)?;
    let options = options
        .iter()
        .map(|option| ShippingOptionJson::new(&caller, option));
    Ok(Json(ListJson {
        data: options.collect(),
    }))
}
