//! The operator's staff.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use pasar_service::actor::StaffMember;

use super::Visit;

/// A visit of a member of staff.
#[derive(Debug, Clone)]
pub struct OnDuty {
    /// The visit.
    pub visit: Visit,
    /// Who it is.
    pub staff: StaffMember,
    /// Their name.
    pub name: String,
}

impl<S: Send + Sync> FromRequestParts<S> for OnDuty {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let mut visit = Visit::from_request_parts(parts, state)
            .await
            .map_err(|error| error.into_response())?;
        visit.shell.private = true;
        match &visit.seen.staff {
            Some((_, session)) => Ok(Self {
                staff: session.staff,
                name: session.name.clone(),
                visit,
            }),
            None => Err(visit.go("/staff/sign-in").into_response()),
        }
    }
}
