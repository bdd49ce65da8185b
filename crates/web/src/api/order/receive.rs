//! `POST /{market}/api/v1/order-groups/{order_group}/orders/{order}/received`

use axum::Json;
use pasar_service::order::confirm_delivered;

use super::{BoughtOrderPath, check_group, refuse};
use crate::api::model::{KeyRefusals, OrderGroupJson};
use crate::api::{Answer, Caller, Named, order_group};

/// Confirm that a parcel has come
///
/// Then the days begin after which its shop is paid.
#[utoipa::path(
    post, path = "/api/v1/order-groups/{order_group}/orders/{order}/received", operation_id = "receive_order",
    tag = "Orders", security(("key" = [])), params(BoughtOrderPath),
    responses((status = 200, description = "The checkout as it is now.", body = OrderGroupJson), KeyRefusals)
)]
pub async fn receive(caller: Caller, Named(path): Named<BoughtOrderPath>) -> Answer<OrderGroupJson> {
    check_group(&caller, &path).await?;
    confirm_delivered(&caller.ctx, caller.buyer, path.order)
        .await
        .map_err(refuse)?;
    Ok(Json(order_group::present(&caller, path.order_group).await?))
}
