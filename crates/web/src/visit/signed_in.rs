//! Somebody with an account.

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use pasar_service::actor::Buyer;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::Visit;

/// A visit of somebody who is signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The visit.
    pub visit: Visit,
    /// Who it is.
    pub buyer: Buyer,
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let visit = Visit::from_request_parts(parts, state)
            .await
            .map_err(|error| error.into_response())?;
        let person = visit.session().and_then(|session| session.signed_in.as_ref());
        match person.map(|person| person.buyer) {
            Some(buyer) => Ok(Self { visit, buyer }),
            None => Err(to_sign_in(&visit, &parts.method)),
        }
    }
}

/// Leads to the sign-in page, and from there back to what was asked for, if it can be asked for again.
fn to_sign_in(visit: &Visit, method: &Method) -> Response {
    if *method == Method::GET {
        let back = utf8_percent_encode(&visit.shell.here, NON_ALPHANUMERIC);
        visit.go(&format!("/sign-in?back={back}")).into_response()
    } else {
        visit.go("/sign-in").into_response()
    }
}
