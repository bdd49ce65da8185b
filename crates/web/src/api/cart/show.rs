//! `GET /{market}/api/v1/cart`

use axum::Json;

use crate::api::model::{CartJson, KeyRefusals};
use crate::api::{Answer, Caller};

/// Show the cart
///
/// At present prices, shop by shop, with what stands in the way of buying it.
#[utoipa::path(
    get, path = "/api/v1/cart", operation_id = "show_cart", tag = "Cart", security(("key" = [])),
    responses((status = 200, description = "The cart; an empty one when there is none.", body = CartJson), KeyRefusals)
)]
pub async fn show(caller: Caller) -> Answer<CartJson> {
    Ok(Json(super::present(&caller).await?))
}
