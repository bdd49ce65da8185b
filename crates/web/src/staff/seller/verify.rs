//! `POST /{market}/staff/sellers/{seller}/verify`

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::seller::VerificationInput;
use pasar_service::seller::SellerError;
use pasar_service::seller::verify::verify as verify_seller;

use super::show::{StaffSellerPath, page};
use crate::prelude::*;
use crate::problem;

/// Records evidence of who a seller is.
///
/// # Errors
/// The database's, or when this member of staff may not, or there is no such seller. What is wrong is the page again.
pub async fn verify(
    duty: OnDuty,
    Path(path): Path<StaffSellerPath>,
    posted: Posted,
) -> Result<Response, WebError> {
    let input = VerificationInput {
        evidence: posted.value("evidence").to_owned(),
        issued_by: posted.value("issued_by").to_owned(),
        valid_until: posted.value("valid_until").to_owned(),
        note: posted.value("note").to_owned(),
    };
    match verify_seller(&duty.visit.ctx, duty.staff, path.seller, &input).await {
        Ok(_) => {
            let turn = duty.visit.go(&format!("/staff/sellers/{}", path.seller));
            Ok(turn
                .flash(FlashKind::Good, key("staff-seller-verified"))
                .into_response())
        }
        Err(SellerError::Invalid(problems)) => {
            let mut form = posted.form(duty.visit.l());
            problem::refuse(&mut form, &problems);
            let page = page(&duty, path.seller, form).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(super::refuse(error)),
    }
}
