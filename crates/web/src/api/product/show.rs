//! `GET /{market}/api/v1/seller/shops/{shop}/products/{product}`

use axum::Json;

use super::ProductPath;
use crate::api::model::{KeyRefusals, ProductJson};
use crate::api::{Answer, Named, ShopCaller};

/// Show a product of your shop
///
/// All it says, its stock, its pictures, and why the operator hides it if that is so.
#[utoipa::path(
    get, path = "/api/v1/seller/shops/{shop}/products/{product}", operation_id = "show_product", tag = "Products",
    security(("key" = [])), params(ProductPath),
    responses((status = 200, description = "The product.", body = ProductJson), KeyRefusals)
)]
pub async fn show(caller: ShopCaller, Named(path): Named<ProductPath>) -> Answer<ProductJson> {
    Ok(Json(super::present(&caller, path.product).await?))
}
