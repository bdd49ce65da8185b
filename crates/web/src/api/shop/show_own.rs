//! `GET /{market}/api/v1/seller/shops/{shop}`

use axum::Json;
use pasar_service::shop::show::show_own as show_shop;

use super::{ShopPath, no_such_shop};
use crate::api::model::{KeyRefusals, OwnShopJson, ShippingOptionJson, ShopJson};
use crate::api::{Answer, ShopCaller};

/// Show your shop
///
/// With the ways in which it sends, also those that are not offered.
#[utoipa::path(
    get, path = "/api/v1/seller/shops/{shop}", operation_id = "show_own_shop", tag = "Shop", security(("key" = [])),
    params(ShopPath),
    responses((status = 200, description = "The shop.", body = OwnShopJson), KeyRefusals)
)]
pub async fn show_own(caller: ShopCaller) -> Answer<OwnShopJson> {
    let shown = show_shop(&caller.ctx, caller.keeper).await?;
    let (shop, options) = shown.ok_or_else(no_such_shop)?;
    let options = options
        .iter()
        .map(|option| ShippingOptionJson::new(&caller, option));
    Ok(Json(OwnShopJson {
        shipping: options.collect(),
        shop: ShopJson::new(&caller, &shop),
    }))
}
