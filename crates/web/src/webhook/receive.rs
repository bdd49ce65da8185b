//! `POST /{market}/webhooks/{provider}`: a provider tells what became of a payment.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use pasar_service::payment::webhook::{self, ReceiveError, keys_of};
use serde::Deserialize;

use crate::api::Who;
use crate::app::App;
use crate::prelude::*;

/// The largest message in bytes.
pub const BYTES_MAX: usize = 256 * 1024;

/// Who tells.
#[derive(Debug, Deserialize)]
pub struct WebhookPath {
    provider: String,
}

/// Takes a message in. Whoever sends what is not to be trusted is told nothing of why (400), and has to slow down.
///
/// # Errors
/// When the market has no such provider, when there is too much that is not to be trusted, and the database's.
pub async fn receive(
    State(app): State<App>,
    visit: Visit,
    Path(path): Path<WebhookPath>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, WebError> {
    let ctx = &visit.ctx;
    let keys = keys_of(ctx, &path.provider).ok_or_else(WebError::not_found)?;
    let signature = headers.get(keys.header()).and_then(|value| value.to_str().ok());
    match webhook::receive(ctx, &path.provider, signature.unwrap_or_default(), &body).await {
        Ok(()) => Ok(StatusCode::OK.into_response()),
        Err(ReceiveError::NoSuchProvider) => Err(WebError::not_found()),
        Err(ReceiveError::Untrusted) => {
            app.api().limits.admit(Who::Address(visit.client()), ctx.now())?;
            Ok(refused())
        }
        Err(ReceiveError::Unreadable) => {
            tracing::warn!(
                provider = path.provider,
                "a signed message of a provider cannot be read"
            );
            Ok(refused())
        }
        Err(ReceiveError::Store(error)) => Err(error.into()),
    }
}

/// Nothing for a person to read, and nothing for whoever tries keys.
fn refused() -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (StatusCode::BAD_REQUEST, kind, "{}").into_response()
}
