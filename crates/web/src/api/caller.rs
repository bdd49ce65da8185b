//! A program with an API key.

use std::ops::Deref;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use pasar_service::actor::Buyer;
use pasar_service::api_key;
use pasar_service::context::Viewer;

use super::Call;
use super::limit::Who;
use crate::app::App;
use crate::error::WebError;
use crate::l10n::key;
use crate::visit::client;

/// A request with the key of an account, which acts as its owner.
#[derive(Debug, Clone)]
pub struct Caller {
    call: Call,
    /// Who acts.
    pub buyer: Buyer,
}

impl Deref for Caller {
    type Target = Call;

    fn deref(&self) -> &Call {
        &self.call
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let mut call = Call::from_request_parts(parts, app)
            .await
            .map_err(|error| error.into_response())?;
        let sent = bearer(&parts.headers).ok_or_else(|| {
            let error = WebError::sign_in().coded("KEY_MISSING");
            challenge(error.saying(key("api-key-missing")))
        })?;
        let found = api_key::authenticate(&call.ctx, sent).await;
        let found = found.map_err(|error| WebError::from(error).into_response())?;
        let buyer = found.ok_or_else(|| {
            let error = WebError::sign_in().coded("KEY_UNKNOWN");
            challenge(error.saying(key("api-key-unknown")))
        })?;
        let address = client(app, &parts.headers, &parts.extensions);
        let who = Who::Key(buyer.account_id(), &address);
        app.api()
            .limits
            .admit(who, call.ctx.now())
            .map_err(|error| error.into_response())?;
        let viewer = Viewer {
            account_id: Some(buyer.account_id()),
            ..call.ctx.viewer()
        };
        call.ctx = call.ctx.seen_by(viewer);
        Ok(Self { call, buyer })
    }
}

/// The key of `Authorization: Bearer pasar_…`.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let sent = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = sent.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

/// RFC 6750 wants every 401 to say how to do better.
fn challenge(error: WebError) -> Response {
    let mut response = error.into_response();
    let scheme = HeaderValue::from_static("Bearer");
    response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
    response
}
