//! `POST /{market}/api/v1/seller/shops/{shop}/products/{product}/publish`

use axum::Json;
use pasar_service::product::publish::publish as publish_product;

use super::{ProductPath, refuse};
use crate::api::model::{KeyRefusals, ProductJson};
use crate::api::{Answer, Named, ShopCaller};

/// Publish a product
///
/// Buyers see it from now on. A product that is published already stays so.
#[utoipa::path(
    post, path = "/api/v1/seller/shops/{shop}/products/{product}/publish", operation_id = "publish_product",
    tag = "Products", security(("key" = [])), params(ProductPath),
    responses((status = 200, description = "The product as it is now.", body = ProductJson), KeyRefusals)
)]
pub async fn publish(caller: ShopCaller, Named(path): Named<ProductPath>) -> Answer<ProductJson> {
    publish_product(&caller.ctx, caller.keeper, path.product)
        .await
        .map_err(|error| refuse(&caller.ctx, error))?;
    Ok(Json(super::present(&caller, path.product).await?))
}
