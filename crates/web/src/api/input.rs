//! What comes in: the parts of an address, the body, and the key of a request that must not act twice.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum_extra::extract::Query;
use serde::de::DeserializeOwned;

use crate::error::WebError;
use crate::l10n::{Message, key};

/// The names and ids in an address. One that cannot be right names nothing: it is not found.
#[derive(Debug, Clone)]
pub struct Named<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Named<T> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, WebError> {
        match Path::<T>::from_request_parts(parts, state).await {
            Ok(Path(names)) => Ok(Self(names)),
            Err(rejection) => Err(WebError::not_found().because(rejection)),
        }
    }
}

/// What stands behind the question mark.
#[derive(Debug, Clone)]
pub struct Wanted<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Wanted<T> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, WebError> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(wanted)) => Ok(Self(wanted)),
            Err(rejection) => Err(unreadable("BAD_QUERY", &rejection.body_text())),
        }
    }
}

/// The body, read as JSON of a known shape.
#[derive(Debug, Clone)]
pub struct Input<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Input<T> {
    type Rejection = WebError;

    async fn from_request(request: Request, state: &S) -> Result<Self, WebError> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(input)) => Ok(Self(input)),
            Err(JsonRejection::MissingJsonContentType(_)) => {
                let error = unreadable("NOT_JSON", "");
                Err(error.saying(key("api-not-json")))
            }
            Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(WebError::too_large())
            }
            Err(rejection) => Err(unreadable("BAD_JSON", &rejection.body_text())),
        }
    }
}

/// What is wrong with the shape of what a program sent is told to its author, in the words of the reader.
fn unreadable(code: &'static str, reason: &str) -> WebError {
    let sentence = Message::new(key("api-unreadable")).with("reason", reason);
    WebError::new(
        StatusCode::BAD_REQUEST,
        code,
        key("api-unreadable-title"),
        sentence,
    )
}

/// The `Idempotency-Key` of a request that must not act twice: the same key with the same input gives the first answer.
#[derive(Debug, Clone)]
pub struct Idempotency(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Idempotency {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, WebError> {
        let sent = parts.headers.get("idempotency-key");
        let sent = sent.and_then(|value| value.to_str().ok()).map(str::trim);
        match sent.filter(|sent| !sent.is_empty()) {
            Some(sent) => Ok(Self(sent.to_owned())),
            None => {
                let (title, text) = (key("api-unreadable-title"), key("api-idempotency-missing"));
                Err(WebError::new(
                    StatusCode::BAD_REQUEST,
                    "IDEMPOTENCY_KEY_MISSING",
                    title,
                    text,
                ))
            }
        }
    }
}
