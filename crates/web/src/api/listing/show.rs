//! `GET /{market}/api/v1/products/{shop}/{product}`

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::ListingPath;
use crate::api::model::{ListingJson, Refusals};
use crate::api::{Call, Named};
use crate::app::App;
use crate::error::WebError;

/// Show a product
///
/// Everything a buyer needs to choose: variants with prices and what is left of them at this instant, pictures, the shop. Send the
/// `ETag` back as `If-None-Match` to learn for little whether anything has changed.
#[utoipa::path(
    get, path = "/api/v1/products/{shop}/{product}", operation_id = "show_listing", tag = "Catalogue",
    params(ListingPath),
    responses(
        (status = 200, description = "The listing.", body = ListingJson),
        (status = 304, description = "Nothing has changed."),
        Refusals
    )
)]
pub async fn show(
    State(app): State<App>,
    call: Call,
    Named(path): Named<ListingPath>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let written = app.api().shelf.listing(&call, path.shop, path.product).await?;
    let written = written.ok_or_else(WebError::not_found)?;
    let tag = HeaderValue::from_str(&written.tag).map_err(WebError::internal)?;
    let facts = [
        (header::ETAG, tag),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::VARY, HeaderValue::from_static("accept-language")),
    ];
    let known = headers.get(header::IF_NONE_MATCH);
    if known.is_some_and(|known| known.as_bytes() == written.tag.as_bytes()) {
        return Ok((StatusCode::NOT_MODIFIED, facts).into_response());
    }
    let kind = [(header::CONTENT_TYPE, "application/json")];
    Ok((facts, kind, written.json).into_response())
}
