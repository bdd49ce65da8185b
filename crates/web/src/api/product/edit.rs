//! `PUT /{market}/api/v1/seller/shops/{shop}/products/{product}`

use axum::Json;
use pasar_service::product::edit::{EditProduct, edit as edit_product};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{ProductPath, refuse};
use crate::api::model::{KeyRefusals, ProductInputJson, ProductJson};
use crate::api::{Answer, Input, Named, ShopCaller};

/// An edit.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = EditProductInput)]
#[serde(deny_unknown_fields)]
pub struct EditProductJson {
    /// The version that it was made from. When somebody else was faster, the answer is `STALE_VERSION`.
    version: u32,
    /// All that the product is to say.
    product: ProductInputJson,
}

/// Change a product
///
/// All it says at once. Variants that you do not name are retired; stock that you do not name stays. What it said before is kept.
#[utoipa::path(
    put, path = "/api/v1/seller/shops/{shop}/products/{product}", operation_id = "edit_product", tag = "Products",
    security(("key" = [])), params(ProductPath), request_body = EditProductJson,
    responses((status = 200, description = "The product as it is now.", body = ProductJson), KeyRefusals)
)]
pub async fn edit(
    caller: ShopCaller,
    Named(path): Named<ProductPath>,
    Input(input): Input<EditProductJson>,
) -> Answer<ProductJson> {
    let edit = EditProduct {
        product_id: path.product,
        version: input.version,
        input: input.product.into(),
    };
    edit_product(&caller.ctx, caller.keeper, edit)
        .await
        .map_err(|error| refuse(&caller.ctx, error))?;
    Ok(Json(super::present(&caller, path.product).await?))
}
