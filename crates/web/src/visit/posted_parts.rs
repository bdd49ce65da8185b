//! A form with files that was posted by the person it was made for.

use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;

use super::{Visit, csrf};
use crate::error::WebError;

/// The parts of a posted form, to be read one after the other, so that a large file need not fit into memory. The token is
/// the first part (`csrf_field()` comes first in every form), and it was right.
#[derive(Debug)]
pub struct PostedParts {
    multipart: Multipart,
}

impl PostedParts {
    /// The next part, or nothing after the last.
    ///
    /// # Errors
    /// The form is damaged or too large.
    pub async fn next(&mut self) -> Result<Option<Field<'_>>, WebError> {
        self.multipart.next_field().await.map_err(|error| refusal(&error))
    }

    /// The text of a part.
    ///
    /// # Errors
    /// The form is damaged or too large.
    pub async fn text(field: Field<'_>) -> Result<String, WebError> {
        field.text().await.map_err(|error| refusal(&error))
    }

    /// The next piece of a part, or nothing after the last.
    ///
    /// # Errors
    /// The form is damaged or too large.
    pub async fn piece(field: &mut Field<'_>) -> Result<Option<Bytes>, WebError> {
        field.chunk().await.map_err(|error| refusal(&error))
    }
}

/// A damaged form in our words.
pub(crate) fn refusal(error: &MultipartError) -> WebError {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        WebError::too_large()
    } else {
        WebError::invalid(Vec::new()).because(error)
    }
}

impl<S: Send + Sync> FromRequest<S> for PostedParts {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let visit = request.extensions().get::<Visit>().cloned();
        let visit = visit.ok_or_else(|| WebError::not_found().into_response())?;
        let multipart = Multipart::from_request(request, state).await;
        let mut multipart = multipart.map_err(|rejection| rejection.into_response())?;
        let first = multipart.next_field().await;
        let token = match first.map_err(|error| refusal(&error).into_response())? {
            Some(field) if field.name() == Some(csrf::FIELD) => field.text().await.unwrap_or_default(),
            _ => String::new(),
        };
        if csrf::is_right(visit.token(), &token) {
            Ok(Self { multipart })
        } else {
            Err(WebError::expired_form().into_response())
        }
    }
}
