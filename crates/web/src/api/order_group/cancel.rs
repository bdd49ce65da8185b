//! `POST /{market}/api/v1/order-groups/{order_group}/cancel`

use axum::Json;
use pasar_service::order::cancel_group;

use super::OrderGroupPath;
use crate::api::model::{KeyRefusals, OrderGroupJson};
use crate::api::{Answer, Caller, Named, order};

/// Call a checkout off
///
/// All of it, while it is not paid. Orders that are paid are called off one by one.
#[utoipa::path(
    post, path = "/api/v1/order-groups/{order_group}/cancel", operation_id = "cancel_order_group", tag = "Orders",
    security(("key" = [])), params(OrderGroupPath),
    responses((status = 200, description = "The order group as it is now.", body = OrderGroupJson), KeyRefusals)
)]
pub async fn cancel(caller: Caller, Named(path): Named<OrderGroupPath>) -> Answer<OrderGroupJson> {
    cancel_group(&caller.ctx, caller.buyer, path.order_group)
        .await
        .map_err(order::refuse)?;
    Ok(Json(super::present(&caller, path.order_group).await?))
}
