//! `POST /{market}/api/v1/cart/lines`

use axum::Json;
use pasar_domain::id::{OfferId, ShopId};
use pasar_service::cart::CartOwner;
use pasar_service::cart::add::add as add_to_cart;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::api::model::{CartJson, IdJson, KeyRefusals};
use crate::api::{Answer, Caller, Input};

/// What is put into the cart.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = CartLineInput)]
#[serde(deny_unknown_fields)]
pub struct CartLineInputJson {
    /// Whose offer.
    #[schema(value_type = IdJson)]
    shop_id: ShopId,
    /// The offer: `offer_id` of a listing's variant.
    #[schema(value_type = IdJson)]
    offer_id: OfferId,
    /// Pieces; added to those that are there.
    #[serde(default = "one")]
    #[schema(minimum = 1, default = 1)]
    quantity: u32,
}

const fn one() -> u32 {
    1
}

/// Put something into the cart
///
/// Beside what is there. Nothing is reserved.
#[utoipa::path(
    post, path = "/api/v1/cart/lines", operation_id = "add_to_cart", tag = "Cart", security(("key" = [])),
    request_body = CartLineInputJson,
    responses((status = 200, description = "The cart as it is now.", body = CartJson), KeyRefusals)
)]
pub async fn add(caller: Caller, Input(line): Input<CartLineInputJson>) -> Answer<CartJson> {
    let owner = CartOwner::Buyer(caller.buyer);
    add_to_cart(&caller.ctx, owner, (line.shop_id, line.offer_id), line.quantity)
        .await
        .map_err(super::refuse)?;
    Ok(Json(super::present(&caller).await?))
}
