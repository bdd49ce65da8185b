//! `/{market}/staff/sign-in/code`

use axum::response::{IntoResponse as _, Response};
use pasar_service::second_factor::FinishError;
use pasar_service::staff::session;

use crate::prelude::*;
use crate::second_factor::Desk;
use crate::second_factor::code::CodePage;

/// `GET`
pub async fn show(visit: Visit) -> Response {
    if visit.staff_token().is_some() {
        return visit.go("/staff").into_response();
    }
    let form = Form::new(visit.l());
    CodePage::new(&visit.shell, Desk::Staff, form, visit.half_token().is_none()).into_response()
}

/// `POST`: opens the session that the password alone did not.
///
/// # Errors
/// The database's. A code that is not taken is the form again.
pub async fn finish(visit: Visit, posted: Posted) -> Result<Response, WebError> {
    let form = posted.form(visit.l());
    let Some(half) = visit.half_token() else {
        return CodePage::refused(&visit, Desk::Staff, form, FinishError::Expired);
    };
    match session::finish(&visit.ctx, visit.staff_token(), half, posted.value("code")).await {
        Ok(token) => {
            let turn = visit.go("/staff").staff_session(Some(&token)).staff_half(None);
            Ok(turn.into_response())
        }
        Err(error) => CodePage::refused(&visit, Desk::Staff, form, error),
    }
}
