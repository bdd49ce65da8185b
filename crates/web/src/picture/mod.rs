//! Pictures of goods: uploaded ones, and ones that the program draws. Neither ever changes, so that browsers keep them for ever.

pub mod drawn;
mod kept;
mod raster;
pub mod uploaded;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;

pub use kept::Kept;

/// What never changes is asked for once.
pub(crate) const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Does the browser have what this tag names?
fn has(headers: &HeaderMap, tag: &str) -> bool {
    let tags = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok());
    tags.is_some_and(|tags| tags.contains(tag))
}

/// A picture, or only the word that the browser has it.
fn answer(kind: &'static str, tag: &str, bytes: Option<Bytes>) -> Response {
    let mut response = match bytes {
        Some(bytes) => bytes.into_response(),
        None => StatusCode::NOT_MODIFIED.into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, FOR_EVER);
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}
