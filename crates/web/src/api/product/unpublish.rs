//! `POST /{market}/api/v1/seller/shops/{shop}/products/{product}/unpublish`

use axum::Json;
use pasar_service::product::unpublish::unpublish as unpublish_product;

use super::{ProductPath, refuse};
use crate::api::model::{KeyRefusals, ProductJson};
use crate::api::{Answer, Named, ShopCaller};

/// Take a product back
///
/// Buyers do not see it any more; it becomes a draft.
#[utoipa::path(
    post, path = "/api/v1/seller/shops/{shop}/products/{product}/unpublish", operation_id = "unpublish_product",
    tag = "Products", security(("key" = [])), params(ProductPath),
    responses((status = 200, description = "The product as it is now.", body = ProductJson), KeyRefusals)
)]
pub async fn unpublish(caller: ShopCaller, Named(path): Named<ProductPath>) -> Answer<ProductJson> {
    unpublish_product(&caller.ctx, caller.keeper, path.product)
        .await
        .map_err(|error| refuse(&caller.ctx, error))?;
    Ok(Json(super::present(&caller, path.product).await?))
}
