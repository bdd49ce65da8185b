//! `PUT /{market}/api/v1/seller/shops/{shop}/products/{product}/pictures`

use axum::Json;
use pasar_domain::id::PictureId;
use pasar_service::picture::reorder::reorder as reorder_pictures;
use serde::Deserialize;
use utoipa::ToSchema;

use super::refuse;
use crate::api::model::{IdJson, KeyRefusals, ProductJson};
use crate::api::product::{ProductPath, present};
use crate::api::{Answer, Input, Named, ShopCaller};

/// The order of pictures.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ReorderInput)]
#[serde(deny_unknown_fields)]
pub struct ReorderJson {
    /// The first ones. Those that are not named follow as they were.
    pictures: Vec<PlacedPictureJson>,
}

/// A picture in its place.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PlacedPicture)]
#[serde(deny_unknown_fields)]
pub struct PlacedPictureJson {
    /// The picture.
    #[schema(value_type = IdJson)]
    picture_id: PictureId,
    /// What it shows, for those who do not see it; as it was when absent.
    #[serde(default)]
    alt: Option<String>,
}

/// Order the pictures
///
/// And say what they show. Buyers see the first one in lists.
#[utoipa::path(
    put, path = "/api/v1/seller/shops/{shop}/products/{product}/pictures", operation_id = "reorder_pictures",
    tag = "Products", security(("key" = [])), params(ProductPath), request_body = ReorderJson,
    responses((status = 200, description = "The product as it is now.", body = ProductJson), KeyRefusals)
)]
pub async fn reorder(
    caller: ShopCaller,
    Named(path): Named<ProductPath>,
    Input(input): Input<ReorderJson>,
) -> Answer<ProductJson> {
    let order: Vec<_> = input
        .pictures
        .into_iter()
        .map(|picture| (picture.picture_id, picture.alt))
        .collect();
    reorder_pictures(&caller.ctx, caller.keeper, path.product, &order)
        .await
        .map_err(refuse)?;
    Ok(Json(present(&caller, path.product).await?))
}
