//! `POST /{market}/staff/provider-statements`

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::provider_statement::PROVIDER_STATEMENT_BYTES_MAX;
use pasar_service::actor::StaffRole;
use pasar_service::provider_statement::{TakeInError, TakenIn, take_in};

use super::list::page;
use super::{LIST, refuse, unread};
use crate::prelude::*;

/// Bytes of a form with a statement: the largest that is read, and the form around it.
pub const FORM_BYTES_MAX: usize = PROVIDER_STATEMENT_BYTES_MAX + 64 * 1024;

/// Takes a statement of the provider in.
///
/// # Errors
/// The database's, or when the person is no administrator. A file that is no statement is the page again, with what is wrong.
pub async fn upload(duty: OnDuty, mut parts: PostedParts) -> Result<Response, WebError> {
    if duty.staff.role() != StaffRole::Administrator {
        return Err(refuse(TakeInError::NotAllowed));
    }
    let l = duty.visit.l();
    let mut file = Vec::new();
    while let Some(mut part) = parts.next().await? {
        if part.name() != Some("file") {
            continue;
        }
        while let Some(piece) = PostedParts::piece(&mut part).await? {
            file.extend_from_slice(&piece);
        }
    }
    if file.is_empty() {
        return again(&duty, l.t("provider-no-file")).await;
    }
    match take_in(&duty.visit.ctx, duty.staff, &file).await {
        Ok(taken) => {
            let turn = duty.visit.go(LIST);
            let kind = if taken.differences.is_empty() {
                FlashKind::Good
            } else {
                FlashKind::Note
            };
            Ok(turn.flash(kind, said(&taken)).into_response())
        }
        Err(TakeInError::Statement(error)) => again(&duty, unread(l, &error)).await,
        Err(error) => Err(refuse(error)),
    }
}

/// What taking it in did.
fn said(taken: &TakenIn) -> Message {
    let sentence = if taken.again {
        key("provider-taken-in-again")
    } else {
        key("provider-taken-in")
    };
    Message::new(sentence)
        .with("rows", taken.read.rows)
        .with("known", taken.read.known)
        .with("settlements", taken.read.settlements)
        .with("differences", taken.read.differences)
}

/// The page, with why the file was not taken in.
async fn again(duty: &OnDuty, refusal: String) -> Result<Response, WebError> {
    let mut form = Form::new(duty.visit.l());
    form.refuse_saying("file", refusal);
    let page = page(duty, Some(form)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
