//! `POST /{market}/api/v1/seller/shops/{shop}/products/{product}/stock`

use axum::Json;
use pasar_domain::id::VariantId;
use pasar_service::product::restock::restock as restock_product;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{ProductPath, refuse};
use crate::api::model::{IdJson, KeyRefusals, ProductJson, StockJson};
use crate::api::{Answer, Input, Named, ShopCaller};

/// Stock that was counted or has changed.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = RestockInput)]
#[serde(deny_unknown_fields)]
pub struct RestockJson {
    /// Variant by variant. Those that are not named stay as they are.
    variants: Vec<VariantStockJson>,
}

/// The stock of a variant.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = VariantStock)]
#[serde(deny_unknown_fields)]
pub struct VariantStockJson {
    /// The variant.
    #[schema(value_type = IdJson)]
    variant_id: VariantId,
    /// What to do with its stock.
    stock: StockJson,
}

/// Change stock
///
/// And nothing else: it needs no version, and two programs do not disturb each other when they adjust.
#[utoipa::path(
    post, path = "/api/v1/seller/shops/{shop}/products/{product}/stock", operation_id = "restock_product",
    tag = "Products", security(("key" = [])), params(ProductPath), request_body = RestockJson,
    responses((status = 200, description = "The product as it is now.", body = ProductJson), KeyRefusals)
)]
pub async fn restock(
    caller: ShopCaller,
    Named(path): Named<ProductPath>,
    Input(input): Input<RestockJson>,
) -> Answer<ProductJson> {
    let changes: Vec<_> = input
        .variants
        .into_iter()
        .map(|variant| (variant.variant_id, variant.stock.into()))
        .collect();
    restock_product(&caller.ctx, caller.keeper, path.product, &changes)
        .await
        .map_err(|error| refuse(&caller.ctx, error))?;
    Ok(Json(super::present(&caller, path.product).await?))
}
