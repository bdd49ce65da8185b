//! A form that was posted by the person it was made for.

use std::str::FromStr;

use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse as _, Response};

use super::{Visit, csrf};
use crate::error::WebError;
use crate::l10n::Localizer;
use crate::ui::Form;

/// The fields of a posted form, in the order in which they were sent. Its token was right.
#[derive(Debug, Clone)]
pub struct Posted {
    pairs: Vec<(String, String)>,
}

impl Posted {
    /// A field's first value, trimmed; empty when absent.
    pub fn value(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// All values of a field, trimmed.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| value.trim())
    }

    /// A field's first value exactly as it was typed, spaces included: a password.
    pub fn raw(&self, name: &str) -> &str {
        let found = self.pairs.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// A field as an id, number or other value that can be read from text.
    ///
    /// # Errors
    /// A form of ours always sends what can be read; one that does not was made by hand.
    pub fn parsed<T: FromStr>(&self, name: &str) -> Result<T, WebError> {
        let value = self.value(name);
        value.parse().map_err(|_| WebError::invalid(Vec::new()))
    }

    /// Every field.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// The form again, with what was typed.
    pub fn form(&self, l: &Localizer) -> Form {
        Form::filled(l, self.pairs.iter().cloned())
    }
}

impl<S: Send + Sync> FromRequest<S> for Posted {
    type Rejection = Response;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Response> {
        let visit = request.extensions_mut().get::<Visit>().cloned();
        let visit = visit.ok_or_else(|| WebError::not_found().into_response())?;
        let pairs = axum::Form::<Vec<(String, String)>>::from_request(request, state).await;
        let axum::Form(mut pairs) = pairs.map_err(|rejection| rejection.into_response())?;
        let place = pairs.iter().position(|(name, _)| name == csrf::FIELD);
        let token = place.map(|place| pairs.remove(place).1).unwrap_or_default();
        if csrf::is_right(visit.token(), &token) {
            Ok(Self { pairs })
        } else {
            Err(WebError::expired_form().into_response())
        }
    }
}
