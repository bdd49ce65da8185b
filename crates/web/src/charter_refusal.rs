//! What the charter refused, as an error of the web, and in the words of its rules.

use axum::http::StatusCode;
use pasar_policy::Refusal;
use pasar_service::Context;

use crate::error::WebError;
use crate::l10n::{Localizer, Message, key};

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

/// Each rule that refused: what it is called, what is wrong, and what to do. One sentence when no rule permits it.
pub(crate) fn told(ctx: &Context, l: &Localizer, refusal: &Refusal) -> Vec<String> {
    let in_force = ctx.rulebook().in_force(ctx.now());
    let words = |rule: &str| {
        let words = in_force?.folder.words.get(rule)?;
        let language = l.language();
        let [title, reason, remedy] =
            [&words.title, &words.reason, &words.remedy].map(|text| text.get(language));
        Some(format!("{title}: {reason} {remedy}"))
    };
    let rules = refusal.decision.reasons.iter();
    let told: Vec<String> = rules
        .map(|rule| words(rule.as_str()).unwrap_or_else(|| rule.to_string()))
        .collect();
    if told.is_empty() {
        vec![l.t1("error-refused", "count", 0)]
    } else {
        told
    }
}
