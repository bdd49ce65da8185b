//! `POST /{market}/api/v1/seller/shops/{shop}/orders/{order}/cancel`

use axum::Json;
use pasar_service::order::cancel_by_shop;

use super::{CancelInputJson, SoldOrderPath, refuse_to_cancel};
use crate::api::model::{KeyRefusals, OrderJson};
use crate::api::{Answer, Input, Named, ShopCaller};

/// Call an order off, as its shop
///
/// While it is not sent, with a reason that the buyer reads. The buyer's money goes back by itself.
#[utoipa::path(
    post, path = "/api/v1/seller/shops/{shop}/orders/{order}/cancel", operation_id = "cancel_sold_order", tag = "Sales",
    security(("key" = [])), params(SoldOrderPath), request_body = CancelInputJson,
    responses((status = 200, description = "The order as it is now.", body = OrderJson), KeyRefusals)
)]
pub async fn cancel_as_shop(
    caller: ShopCaller,
    Named(path): Named<SoldOrderPath>,
    Input(input): Input<CancelInputJson>,
) -> Answer<OrderJson> {
    cancel_by_shop(&caller.ctx, caller.keeper, path.order, input.read()?)
        .await
        .map_err(|error| refuse_to_cancel(&caller.ctx, error))?;
    Ok(Json(super::show::present(&caller, path.order).await?))
}
