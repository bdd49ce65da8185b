//! An error as a page for people.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html as HtmlResponse, IntoResponse as _, Response};

use super::{FieldProblem, OperationId, WebError};
use crate::l10n::Message;
use crate::page::{Page, Sample, Shell};
use crate::ui;

/// The page of an error.
#[derive(Template)]
#[template(path = "error/show.html")]
pub struct ErrorPage {
    /// The frame.
    pub shell: Shell,
    sentence: Message,
    fields: Vec<FieldProblem>,
    reasons: Vec<String>,
    operation: Option<OperationId>,
    icon: &'static str,
}

crate::page!(ErrorPage);

impl Page for ErrorPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let sample = |error: WebError, icon| {
            let title = shell.l.say(&error.title);
            Self {
                shell: shell.clone().titled(title),
                sentence: *error.sentence,
                fields: error.fields,
                reasons: error
                    .refusing
                    .map_or_else(Vec::new, |refusing| refusing.told(&shell.l)),
                operation: error
                    .status
                    .is_server_error()
                    .then(|| OperationId("op_7h2k9x4m1c8v5b3n".to_owned())),
                icon,
            }
        };
        vec![
            ("not-found", sample(WebError::not_found(), "search")),
            ("forbidden", sample(WebError::forbidden(), "shield")),
            ("expired-form", sample(WebError::expired_form(), "shield")),
            ("conflict", sample(WebError::conflict(), "warning")),
            ("invalid", sample(WebError::invalid(Vec::new()), "warning")),
            ("too-many", sample(WebError::too_many(30), "clock")),
            ("internal", sample(WebError::internal("private"), "warning")),
        ]
    }
}

impl WebError {
    pub(super) fn page(&self, shell: Shell, operation: &OperationId) -> Response {
        let title = shell.l.say(&self.title);
        let reasons = self.refusing.as_ref().map(|refusing| refusing.told(&shell.l));
        let page = ErrorPage {
            shell: shell.titled(title).private(),
            sentence: (*self.sentence).clone(),
            fields: self.fields.clone(),
            reasons: reasons.unwrap_or_default(),
            operation: self.status.is_server_error().then(|| operation.clone()),
            icon: match self.status {
                StatusCode::NOT_FOUND => "search",
                StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => "shield",
                StatusCode::TOO_MANY_REQUESTS => "clock",
                _ => "warning",
            },
        };
        let text = page.render().unwrap_or_else(|_| page.shell.l.say(&self.sentence));
        (self.status, HtmlResponse(text)).into_response()
    }
}
