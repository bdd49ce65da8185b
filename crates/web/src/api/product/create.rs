//! `POST /{market}/api/v1/seller/shops/{shop}/products`

use axum::Json;
use axum::http::StatusCode;
use pasar_service::product::create::{CreateProductError, create as create_product};
use serde::Deserialize;
use utoipa::ToSchema;

use super::probation;
use crate::api::model::{KeyRefusals, ProductInputJson, ProductJson};
use crate::api::shop::ShopPath;
use crate::api::{Input, ShopCaller, clash};
use crate::error::WebError;
use crate::l10n::{Message, key};
use crate::problem;

/// A new product.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = CreateProductInput)]
#[serde(deny_unknown_fields)]
pub struct CreateProductJson {
    /// All it says.
    product: ProductInputJson,
    /// May buyers see it at once? Otherwise it is a draft.
    #[serde(default)]
    publish: bool,
}

/// Create a product
///
/// As a draft, or for buyers at once. Pictures are sent afterwards; until then the program draws one.
#[utoipa::path(
    post, path = "/api/v1/seller/shops/{shop}/products", operation_id = "create_product", tag = "Products",
    security(("key" = [])), params(ShopPath), request_body = CreateProductJson,
    responses((status = 201, description = "The product.", body = ProductJson), KeyRefusals)
)]
pub async fn create(
    caller: ShopCaller,
    Input(input): Input<CreateProductJson>,
) -> Result<(StatusCode, Json<ProductJson>), WebError> {
    let product = input.product.into();
    let created = create_product(&caller.ctx, caller.keeper, product, input.publish).await;
    let created = created.map_err(|error| match error {
        CreateProductError::Invalid(problems) => WebError::invalid(problem::fields(&problems)),
        CreateProductError::ShopClosed => clash("SHOP_CLOSED", key("api-shop-closed")),
        CreateProductError::TooMany { max } => clash(
            "TOO_MANY_PRODUCTS",
            Message::new(key("api-too-many-products")).with("max", max),
        ),
        CreateProductError::Refused(refusal) => WebError::refused(&caller.ctx, &refusal),
        CreateProductError::Probation { max } => probation(max),
        CreateProductError::Store(error) => error.into(),
    })?;
    let product = super::present(&caller, created.product_id).await?;
    Ok((StatusCode::CREATED, Json(product)))
}
