//! `PUT /{market}/api/v1/seller/shops/{shop}`

use axum::Json;
use pasar_service::shop::edit::edit as edit_shop;

use super::{ShopPath, refuse};
use crate::api::model::{KeyRefusals, ShopInputJson, ShopJson};
use crate::api::{Answer, Input, ShopCaller};

/// Change your shop
///
/// Name, description and place; the handle stays. What was sent from the former place is sent from the new one.
#[utoipa::path(
    put, path = "/api/v1/seller/shops/{shop}", operation_id = "edit_shop", tag = "Shop", security(("key" = [])),
    params(ShopPath), request_body = ShopInputJson,
    responses((status = 200, description = "The shop as it is now.", body = ShopJson), KeyRefusals)
)]
pub async fn edit(caller: ShopCaller, Input(input): Input<ShopInputJson>) -> Answer<ShopJson> {
    let shop = edit_shop(&caller.ctx, caller.keeper, &input.into()).await;
    Ok(Json(ShopJson::new(&caller, &shop.map_err(refuse)?)))
}
