//! Who owns or controls whom, at the staff's desk.

pub mod add_party;
pub mod end;
pub mod link;
pub mod list;
pub mod record;

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_service::ownership::OwnershipError;

use crate::prelude::*;
use crate::problem;

fn refuse(error: OwnershipError) -> WebError {
    match error {
        OwnershipError::Invalid(problems) => WebError::invalid(problem::fields(&problems)),
        OwnershipError::NotAllowed => WebError::forbidden().saying(key("staff-sellers-moderators-only")),
        OwnershipError::NotFound => WebError::not_found(),
        OwnershipError::OperatorKnown => WebError::conflict().saying(key("ownership-operator-known")),
        OwnershipError::LinkedBefore => WebError::conflict().saying(key("ownership-linked-before")),
        OwnershipError::NotLasting => WebError::conflict().saying(key("ownership-not-lasting")),
        OwnershipError::Store(error) => error.into(),
    }
}

/// Which form of the page was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sent {
    /// The one for a party.
    Party,
    /// The one for a stretch.
    Stretch,
}

/// The page after a form: again, with what is wrong, or anew with what was done.
async fn after<T>(
    duty: &OnDuty,
    posted: &Posted,
    sent: Sent,
    result: Result<T, OwnershipError>,
) -> Result<Response, WebError> {
    match result {
        Ok(_) => {
            let turn = duty.visit.go("/staff/ownership");
            Ok(turn
                .flash(FlashKind::Good, key("ownership-recorded"))
                .into_response())
        }
        Err(OwnershipError::Invalid(problems)) => {
            let mut form = posted.form(duty.visit.l());
            problem::refuse(&mut form, &problems);
            let page = list::page(duty, Some((sent, form))).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(refuse(error)),
    }
}
