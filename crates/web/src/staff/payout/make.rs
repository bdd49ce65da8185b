//! `POST /{market}/staff/payouts/files`

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::application::BankAccount;
use pasar_service::payout::{MakeFile, PayoutError, make_file};

use super::list::{PayoutsQuery, page};
use super::{LIST, refuse};
use crate::prelude::*;

/// Puts the payouts that wait into a file.
///
/// # Errors
/// The database's, or when the person is no administrator. What is wrong otherwise is the page again.
pub async fn make(duty: OnDuty, posted: Posted) -> Result<Response, WebError> {
    let value = |name| posted.value(name).to_owned();
    let input = MakeFile {
        payer: BankAccount {
            bank: value("bank"),
            holder: value("holder"),
            number: value("number"),
        },
        execute_on: value("execute_on"),
    };
    match make_file(&duty.visit.ctx, duty.staff, &input).await {
        Ok(_) => {
            let turn = duty.visit.go(&format!("{LIST}#files"));
            Ok(turn
                .flash(FlashKind::Good, key("payout-file-made"))
                .into_response())
        }
        Err(PayoutError::Invalid(problems)) => {
            let mut form = posted.form(duty.visit.l());
            crate::problem::refuse(&mut form, &problems);
            let page = page(&duty, &PayoutsQuery::default(), Some(form), None).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(refuse(error)),
    }
}
