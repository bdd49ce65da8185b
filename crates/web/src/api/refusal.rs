//! Errors of many operations.

use axum::http::StatusCode;

use crate::error::WebError;
use crate::l10n::{Message, key};

/// What was sent cannot be right, whatever the present state: 422.
pub fn unfit(code: &'static str, sentence: impl Into<Message>) -> WebError {
    WebError::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        code,
        key("api-unfit-title"),
        sentence,
    )
}

/// It cannot be done as things stand: 409.
pub fn clash(code: &'static str, sentence: impl Into<Message>) -> WebError {
    WebError::new(StatusCode::CONFLICT, code, key("api-clash-title"), sentence)
}
