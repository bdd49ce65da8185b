//! `DELETE /{market}/api/v1/seller/shops/{shop}/products/{product}`

use axum::http::StatusCode;
use pasar_service::product::delete::delete as delete_product;

use super::{ProductPath, refuse};
use crate::api::model::KeyRefusals;
use crate::api::{Named, ShopCaller};
use crate::error::WebError;

/// Delete a product
///
/// It is gone for you and for buyers; orders go on naming it. Its stock-keeping units are free again.
#[utoipa::path(
    delete, path = "/api/v1/seller/shops/{shop}/products/{product}", operation_id = "delete_product", tag = "Products",
    security(("key" = [])), params(ProductPath),
    responses((status = 204, description = "It is gone."), KeyRefusals)
)]
pub async fn delete(caller: ShopCaller, Named(path): Named<ProductPath>) -> Result<StatusCode, WebError> {
    delete_product(&caller.ctx, caller.keeper, path.product)
        .await
        .map_err(|error| refuse(&caller.ctx, error))?;
    Ok(StatusCode::NO_CONTENT)
}
