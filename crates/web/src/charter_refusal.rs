//! What the charter refused, as an error of the web.

use axum::http::StatusCode;
use pasar_policy::Refusal;

use crate::error::WebError;
use crate::l10n::{Message, key};

impl WebError {
    /// The charter does not allow it. Which rules said so is part of the answer; their words are on the page of promises and at the
    /// seller's desk.
    pub fn refused(refusal: &Refusal) -> Self {
        let rules: Vec<&str> = refusal
            .decision
            .reasons
            .iter()
            .map(|rule| rule.as_str())
            .collect();
        let text = Message::new(key("error-refused"))
            .with("rules", rules.join(", "))
            .with("count", rules.len());
        Self::new(
            StatusCode::CONFLICT,
            "CHARTER_REFUSED",
            key("error-refused-title"),
            text,
        )
    }
}
