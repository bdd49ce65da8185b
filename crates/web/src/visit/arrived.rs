//! The operator's staff, before they may work.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use pasar_service::actor::StaffMember;
use pasar_service::session::SessionToken;

use super::Visit;

/// A visit of a member of staff who has signed in, and may have to add a second factor before anything else. Only the pages on which that
/// is done take it.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// The visit.
    pub visit: Visit,
    /// Who it is.
    pub staff: StaffMember,
    /// Their name.
    pub name: String,
    /// The token of their session.
    pub token: SessionToken,
    /// Do they have to add a second factor first?
    pub must_enrol: bool,
}

impl<S: Send + Sync> FromRequestParts<S> for Arrived {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let mut visit = Visit::from_request_parts(parts, state)
            .await
            .map_err(|error| error.into_response())?;
        visit.shell.private = true;
        match visit.seen.staff.clone() {
            Some((token, session)) => Ok(Self {
                visit,
                staff: session.staff,
                name: session.name,
                token,
                must_enrol: session.must_enrol,
            }),
            None => Err(visit.go("/staff/sign-in").into_response()),
        }
    }
}
