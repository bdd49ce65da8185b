//! Answers that lead to another page, as the answer to a form should.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use pasar_service::second_factor::HALF_MINUTES;
use pasar_service::session::SessionToken;

use super::layer::add_cookie;
use super::{Visit, cookies};
use crate::l10n::Message;
use crate::page::{Flash, FlashKind};

/// A redirect (303), with what the next page shows or the browser keeps.
#[derive(Debug)]
#[must_use = "it is an answer: return it"]
pub struct Turn {
    location: String,
    visit: Visit,
    flashes: Vec<Flash>,
    headers: HeaderMap,
}

impl Turn {
    pub(super) fn new(visit: &Visit, location: String) -> Self {
        Self {
            location,
            visit: visit.clone(),
            flashes: visit.shell.flashes.clone(),
            headers: HeaderMap::new(),
        }
    }

    /// Shows a message on the next page.
    pub fn flash(mut self, kind: FlashKind, message: impl Into<Message>) -> Self {
        let text = self.visit.l().say(&message.into());
        self.flashes.push(Flash { kind, text });
        self
    }

    /// Keeps a new session in the browser.
    pub fn session(mut self, token: &SessionToken) -> Self {
        let secure = self.visit.seen.secure;
        let name = self.visit.session_cookie();
        add_cookie(
            &mut self.headers,
            &cookies::lasting(&name, &token.to_string(), secure),
        );
        self
    }

    /// Takes the session out of the browser.
    pub fn without_session(mut self) -> Self {
        let secure = self.visit.seen.secure;
        let name = self.visit.session_cookie();
        add_cookie(&mut self.headers, &cookies::gone(&name, secure));
        self
    }

    /// Keeps a session of staff in the browser, or takes it out.
    pub fn staff_session(mut self, token: Option<&SessionToken>) -> Self {
        let secure = self.visit.seen.secure;
        let name = cookies::staff_name(secure);
        let cookie = match token {
            Some(token) => cookies::brief(&name, &token.to_string(), secure),
            None => cookies::gone(&name, secure),
        };
        add_cookie(&mut self.headers, &cookie);
        self
    }

    /// Keeps the token of a sign-in that still owes the second factor, or takes it out.
    pub fn half(self, token: Option<&SessionToken>) -> Self {
        let name = cookies::half_name(self.visit.ctx.market().code.as_str(), self.visit.seen.secure);
        self.half_named(&name, token)
    }

    /// The same of staff.
    pub fn staff_half(self, token: Option<&SessionToken>) -> Self {
        let name = cookies::staff_half_name(self.visit.seen.secure);
        self.half_named(&name, token)
    }

    fn half_named(mut self, name: &str, token: Option<&SessionToken>) -> Self {
        let secure = self.visit.seen.secure;
        let cookie = match token {
            Some(token) => cookies::passing(name, &token.to_string(), secure, HALF_MINUTES),
            None => cookies::gone(name, secure),
        };
        add_cookie(&mut self.headers, &cookie);
        self
    }

    /// Keeps a choice (a language, a colour scheme) in the browser.
    pub fn choice(mut self, name: &'static str, value: &str) -> Self {
        let cookie = cookies::lasting(name, value, self.visit.seen.secure);
        add_cookie(&mut self.headers, &cookie);
        self
    }
}

impl IntoResponse for Turn {
    fn into_response(mut self) -> Response {
        if !self.flashes.is_empty() {
            let value = cookies::flash_value(&self.flashes);
            let cookie = cookies::brief(
                cookies::flash_name(self.visit.surface()),
                &value,
                self.visit.seen.secure,
            );
            add_cookie(&mut self.headers, &cookie);
        }
        match HeaderValue::from_str(&self.location) {
            Ok(location) => {
                self.headers.insert(header::LOCATION, location);
                (StatusCode::SEE_OTHER, self.headers).into_response()
            }
            Err(error) => crate::error::WebError::internal(error).into_response(),
        }
    }
}
