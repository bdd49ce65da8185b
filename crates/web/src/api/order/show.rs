//! `GET /{market}/api/v1/seller/shops/{shop}/orders/{order}`

use axum::Json;
use pasar_domain::id::OrderId;
use pasar_service::order::show_for_shop;

use super::{SoldOrderPath, refuse};
use crate::api::model::{KeyRefusals, OrderJson};
use crate::api::{Answer, Named, ShopCaller};
use crate::error::WebError;

/// Show an order of your shop
///
/// With where it goes and what you get.
#[utoipa::path(
    get, path = "/api/v1/seller/shops/{shop}/orders/{order}", operation_id = "show_sold_order", tag = "Sales",
    security(("key" = [])), params(SoldOrderPath),
    responses((status = 200, description = "The order.", body = OrderJson), KeyRefusals)
)]
pub async fn show(caller: ShopCaller, Named(path): Named<SoldOrderPath>) -> Answer<OrderJson> {
    Ok(Json(present(&caller, path.order).await?))
}

/// The order as it is now.
pub(super) async fn present(caller: &ShopCaller, id: OrderId) -> Result<OrderJson, WebError> {
    let view = show_for_shop(&caller.ctx, caller.keeper, id).await;
    OrderJson::for_shop(caller, &view.map_err(refuse)?).map_err(WebError::internal)
}
