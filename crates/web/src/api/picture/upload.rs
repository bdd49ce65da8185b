//! `POST /{market}/api/v1/seller/shops/{shop}/products/{product}/pictures`

use axum::Json;
use axum::body::Body;
use axum::http::StatusCode;
use pasar_domain::picture::FILE_BYTES_MAX;
use pasar_service::picture::upload::upload as upload_picture;
use serde::Deserialize;
use utoipa::IntoParams;

use super::refuse;
use crate::api::model::{KeyRefusals, ProductPictureJson};
use crate::api::product::ProductPath;
use crate::api::{Named, ShopCaller, Wanted};
use crate::error::WebError;

/// What is said of a picture.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct PictureQuery {
    /// What it shows, for those who do not see it.
    alt: String,
}

/// Send a picture
///
/// The file is the body: JPEG, PNG, WebP or GIF, at most 12 MiB and 40 million pixels. It comes behind those that are there.
#[utoipa::path(
    post, path = "/api/v1/seller/shops/{shop}/products/{product}/pictures", operation_id = "upload_picture",
    tag = "Products", security(("key" = [])), params(ProductPath, PictureQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file."),
    responses((status = 201, description = "The picture.", body = ProductPictureJson), KeyRefusals)
)]
pub async fn upload(
    caller: ShopCaller,
    Named(path): Named<ProductPath>,
    Wanted(wanted): Wanted<PictureQuery>,
    body: Body,
) -> Result<(StatusCode, Json<ProductPictureJson>), WebError> {
    let file = axum::body::to_bytes(body, FILE_BYTES_MAX).await;
    let file = file.map_err(|error| WebError::too_large().because(error))?;
    let picture = upload_picture(&caller.ctx, caller.keeper, path.product, &wanted.alt, file).await;
    let picture = ProductPictureJson::new(&caller, &picture.map_err(refuse)?, "");
    Ok((StatusCode::CREATED, Json(picture)))
}
