//! `POST /{market}/staff/payouts/statements`

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::bank::STATEMENT_BYTES_MAX;
use pasar_service::actor::StaffRole;
use pasar_service::payout::{PayoutError, ReadStatement, read_statement};

use super::list::{PayoutsQuery, page};
use super::{LIST, refuse, unread};
use crate::prelude::*;

/// Bytes of a form with a statement: the largest that is read, and the form around it.
pub const FORM_BYTES_MAX: usize = STATEMENT_BYTES_MAX + 64 * 1024;

/// Reads a statement of the bank.
///
/// # Errors
/// The database's, or when the person is no administrator. A file that is no statement is the page again, with what is wrong.
pub async fn upload(duty: OnDuty, mut parts: PostedParts) -> Result<Response, WebError> {
    if duty.staff.role() != StaffRole::Administrator {
        return Err(refuse(PayoutError::NotAllowed));
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
        return again(&duty, l.t("payout-no-file")).await;
    }
    match read_statement(&duty.visit.ctx, duty.staff, &file).await {
        Ok(read) => {
            let turn = duty.visit.go(LIST);
            let kind = if read.differences.is_empty() {
                FlashKind::Good
            } else {
                FlashKind::Note
            };
            Ok(turn.flash(kind, said(&read)).into_response())
        }
        Err(PayoutError::Statement(error)) => again(&duty, unread(l, &error)).await,
        Err(error) => Err(refuse(error)),
    }
}

/// What reading it did.
fn said(read: &ReadStatement) -> Message {
    let counted = |sentence| {
        Message::new(sentence)
            .with("entries", read.read.entries)
            .with("paid", read.read.paid)
            .with("returned", read.read.returned)
            .with("known", read.read.known)
    };
    if read.again {
        return counted(key("payout-statement-again"));
    }
    let differences = u64::try_from(read.differences.len()).unwrap_or(u64::MAX);
    counted(key("payout-statement-read")).with("differences", differences)
}

/// The page, with why the file was not read.
async fn again(duty: &OnDuty, refusal: String) -> Result<Response, WebError> {
    let mut form = Form::new(duty.visit.l());
    form.refuse_saying("file", refusal);
    let page = page(duty, &PayoutsQuery::default(), None, Some(form)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
