//! `/{market}/staff/sign-in/passkey`

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_service::passkey::PasskeyError;
use pasar_service::staff::session;

use super::sign_in::StaffSignInPage;
use crate::passkey;
use crate::prelude::*;
use crate::second_factor::Desk;

/// `POST …/begin`: a challenge for whichever device answers.
///
/// # Errors
/// When the site has no passkeys, and the database's.
pub async fn begin(visit: Visit, _: Posted) -> Result<Response, WebError> {
    passkey::challenge(&visit, Desk::Staff).await
}

/// `POST`: opens a session for whose device has answered. Neither password nor code is owed.
///
/// # Errors
/// The database's. An answer that is not accepted is the sign-in page again.
pub async fn sign_in(visit: Visit, posted: Posted) -> Result<Response, WebError> {
    let answer = posted.raw("answer");
    let opened = match visit.passkey_token() {
        Some(token) => session::enter_by_passkey(&visit.ctx, visit.staff_token(), (token, answer)).await,
        None => Err(PasskeyError::Expired),
    };
    let mut response = match opened {
        Ok(token) => visit.go("/staff").staff_session(Some(&token)).into_response(),
        Err(error) => {
            let mut form = Form::new(visit.l());
            form.refuse("", passkey::told(error)?);
            let page = StaffSignInPage::of(&visit, form);
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
    };
    visit.keep_passkey(response.headers_mut(), None);
    Ok(response)
}
