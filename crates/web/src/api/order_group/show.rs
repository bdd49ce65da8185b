//! `GET /{market}/api/v1/order-groups/{order_group}`

use axum::Json;

use super::OrderGroupPath;
use crate::api::model::{KeyRefusals, OrderGroupJson};
use crate::api::{Answer, Caller, Named};

/// Show a checkout
///
/// Its orders, parcels and payments.
#[utoipa::path(
    get, path = "/api/v1/order-groups/{order_group}", operation_id = "show_order_group", tag = "Orders",
    security(("key" = [])), params(OrderGroupPath),
    responses((status = 200, description = "The order group.", body = OrderGroupJson), KeyRefusals)
)]
pub async fn show(caller: Caller, Named(path): Named<OrderGroupPath>) -> Answer<OrderGroupJson> {
    Ok(Json(super::present(&caller, path.order_group).await?))
}
