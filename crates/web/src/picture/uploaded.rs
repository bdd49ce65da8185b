//! `/{market}/pictures/{shop_id}/{picture_id}/{size}`

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use pasar_domain::id::{PictureId, ShopId};
use pasar_domain::picture::PictureSize;
use pasar_service::picture::serve;
use serde::Deserialize;

use super::{answer, has};
use crate::app::App;
use crate::error::WebError;

/// Which picture, and how large.
#[derive(Debug, Deserialize)]
pub struct UploadedPath {
    market: String,
    shop_id: String,
    picture_id: String,
    size: String,
}

/// `GET`
///
/// # Errors
/// There is no such picture; the object store's.
pub async fn show(
    State(app): State<App>,
    Path(path): Path<UploadedPath>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let ctx = app.context(&path.market).ok_or_else(WebError::not_found)?;
    let shop_id: ShopId = path.shop_id.parse().map_err(|_| WebError::not_found())?;
    let picture_id: PictureId = path.picture_id.parse().map_err(|_| WebError::not_found())?;
    let pixels = path.size.parse().ok();
    let size = pixels
        .and_then(PictureSize::of_pixels)
        .ok_or_else(WebError::not_found)?;
    let tag = format!("\"{picture_id}-{}\"", size.pixels());
    if has(&headers, &tag) {
        return Ok(answer("image/jpeg", &tag, None));
    }
    match serve::uploaded(ctx, shop_id, picture_id, size).await {
        Ok(Some(bytes)) => Ok(answer("image/jpeg", &tag, Some(bytes))),
        Ok(None) => Err(WebError::not_found()),
        Err(error) => Err(WebError::unavailable(error)),
    }
}
