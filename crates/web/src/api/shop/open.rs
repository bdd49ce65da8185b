//! `POST /{market}/api/v1/seller/shops`

use axum::Json;
use axum::http::StatusCode;
use pasar_service::shop::open::{OpenShopError, open as open_shop};

use crate::api::model::{KeyRefusals, ShopInputJson, ShopJson};
use crate::api::{Caller, Input, clash};
use crate::error::WebError;
use crate::l10n::{Message, key};
use crate::problem;

/// Open a shop
///
/// The key's owner owns it. It can send in every way of the market, at the market's prices, until you change them.
#[utoipa::path(
    post, path = "/api/v1/seller/shops", operation_id = "open_shop", tag = "Shop", security(("key" = [])),
    request_body = ShopInputJson,
    responses((status = 201, description = "The shop.", body = ShopJson), KeyRefusals)
)]
pub async fn open(
    caller: Caller,
    Input(input): Input<ShopInputJson>,
) -> Result<(StatusCode, Json<ShopJson>), WebError> {
    let shop = open_shop(&caller.ctx, caller.buyer, &input.into()).await;
    let shop = shop.map_err(|error| match error {
        OpenShopError::Invalid(problems) => WebError::invalid(problem::fields(&problems)),
        OpenShopError::TooMany { max } => clash(
            "TOO_MANY_SHOPS",
            Message::new(key("api-too-many-shops")).with("max", max),
        ),
        OpenShopError::Refused(refusal) => WebError::refused(&caller.ctx, &refusal),
        OpenShopError::Store(error) => error.into(),
    })?;
    Ok((StatusCode::CREATED, Json(ShopJson::new(&caller, &shop))))
}
