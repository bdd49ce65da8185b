//! The operator's staff.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use pasar_service::actor::StaffMember;

use super::{Arrived, Visit};

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
        let arrived = Arrived::from_request_parts(parts, state).await?;
        if arrived.must_enrol {
            return Err(arrived.visit.go("/staff/second-factor").into_response());
        }
        let Arrived {
            visit, staff, name, ..
        } = arrived;
        Ok(Self { visit, staff, name })
    }
}
