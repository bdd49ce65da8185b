//! `PUT /{market}/api/v1/cart/lines/{shop_id}/{offer_id}`

use axum::Json;
use pasar_domain::id::{OfferId, ShopId};
use pasar_service::cart::CartOwner;
use pasar_service::cart::change::change as change_cart;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::api::model::{CartJson, KeyRefusals};
use crate::api::{Answer, Caller, Input, Named};

/// Which line.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct CartLinePath {
    /// Whose offer.
    #[param(value_type = String)]
    shop_id: ShopId,
    /// The offer.
    #[param(value_type = String)]
    offer_id: OfferId,
}

/// How many pieces.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = QuantityInput)]
#[serde(deny_unknown_fields)]
pub struct QuantityInputJson {
    /// Pieces; 0 takes the line out.
    quantity: u32,
}

/// Change a line of the cart
///
/// Sets its pieces, at the present price; 0 takes it out, also when it is no longer sold.
#[utoipa::path(
    put, path = "/api/v1/cart/lines/{shop_id}/{offer_id}", operation_id = "change_cart_line", tag = "Cart",
    security(("key" = [])), params(CartLinePath), request_body = QuantityInputJson,
    responses((status = 200, description = "The cart as it is now.", body = CartJson), KeyRefusals)
)]
pub async fn change(
    caller: Caller,
    Named(path): Named<CartLinePath>,
    Input(input): Input<QuantityInputJson>,
) -> Answer<CartJson> {
    let owner = CartOwner::Buyer(caller.buyer);
    change_cart(&caller.ctx, owner, (path.shop_id, path.offer_id), input.quantity)
        .await
        .map_err(super::refuse)?;
    Ok(Json(super::present(&caller).await?))
}
