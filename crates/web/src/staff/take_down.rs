//! `POST /{market}/staff/products/{product}/take-down`

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_service::takedown::take::{TakeDown, TakedownError, take};

use super::product::{StaffProductPath, page};
use crate::prelude::*;
use crate::problem;

/// Takes a product from sight, with a reason and a note that its seller reads.
///
/// # Errors
/// The database's, or when this member of staff may not, or the product is down already. What is missing is the page again.
pub async fn take_down(
    duty: OnDuty,
    Path(path): Path<StaffProductPath>,
    posted: Posted,
) -> Result<Response, WebError> {
    let input = TakeDown {
        product_id: path.product,
        reason: posted.parsed("reason")?,
        note: posted.value("note").to_owned(),
    };
    match take(&duty.visit.ctx, duty.staff, &input).await {
        Ok(_) => {
            let turn = duty.visit.go(&format!("/staff/products/{}", path.product));
            Ok(turn
                .flash(FlashKind::Good, key("staff-taken-down"))
                .into_response())
        }
        Err(TakedownError::Invalid(problems)) => {
            let mut form = posted.form(duty.visit.l());
            problem::refuse(&mut form, &problems);
            let page = page(&duty, path.product, form).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(super::refuse(error)),
    }
}
