//! `POST /{market}/staff/programme`

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::programme::MoveInput;
use pasar_service::programme::MoveError;
use pasar_service::programme::propose::propose as propose_move;

use super::super::basis_points;
use super::show::page;
use crate::prelude::*;
use crate::problem;

/// Proposes a move of the programme, for somebody else to approve.
///
/// # Errors
/// The database's, or when the move would change nothing. What is wrong, or refused by the charter, is the page again.
pub async fn propose(duty: OnDuty, posted: Posted) -> Result<Response, WebError> {
    let input = MoveInput {
        to: posted.value("to").to_owned(),
        cohort_basis_points: basis_points(posted.value("cohort")),
        reason: posted.value("reason").to_owned(),
        effective_on: posted.value("effective_on").to_owned(),
    };
    let mut form = posted.form(duty.visit.l());
    let ctx = &duty.visit.ctx;
    match propose_move(ctx, duty.staff, &input).await {
        Ok(_) => {
            let turn = duty.visit.go("/staff/programme");
            return Ok(turn
                .flash(FlashKind::Good, key("programme-proposed"))
                .into_response());
        }
        Err(MoveError::Invalid(problems)) => problem::refuse(&mut form, &problems),
        Err(MoveError::Refused { rules }) => form.refuse("", super::refused(ctx, duty.visit.l(), &rules)),
        Err(error) => return Err(super::refuse(ctx, error)),
    }
    let page = page(&duty, form).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
