//! What pages of other sites may read: the catalogue, without a key. Nothing else carries this header, and so browsers keep everything
//! else from them.

use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// The layer around what anyone may read. A plain `GET` needs no preflight, so that none is answered.
pub(crate) async fn open(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let anyone = HeaderValue::from_static("*");
    response
        .headers_mut()
        .insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, anyone);
    response
}
