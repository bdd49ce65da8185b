//! `POST /{market}/api/v1/order-groups/{order_group}/orders/{order}/cancel`

use axum::Json;
use pasar_service::order::cancel_by_buyer;

use super::{BoughtOrderPath, CancelInputJson, check_group, refuse_to_cancel};
use crate::api::model::{KeyRefusals, OrderGroupJson};
use crate::api::{Answer, Caller, Input, Named, order_group};

/// Call an order off, as its buyer
///
/// While the shop has not sent it. The money comes back by itself.
#[utoipa::path(
    post, path = "/api/v1/order-groups/{order_group}/orders/{order}/cancel", operation_id = "cancel_bought_order",
    tag = "Orders", security(("key" = [])), params(BoughtOrderPath), request_body = CancelInputJson,
    responses((status = 200, description = "The checkout as it is now.", body = OrderGroupJson), KeyRefusals)
)]
pub async fn cancel_as_buyer(
    caller: Caller,
    Named(path): Named<BoughtOrderPath>,
    Input(input): Input<CancelInputJson>,
) -> Answer<OrderGroupJson> {
    let reason = input.read()?;
    check_group(&caller, &path).await?;
    cancel_by_buyer(&caller.ctx, caller.buyer, path.order, reason)
        .await
        .map_err(|error| refuse_to_cancel(&caller.ctx, error))?;
    Ok(Json(order_group::present(&caller, path.order_group).await?))
}
