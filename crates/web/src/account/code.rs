//! `/{market}/sign-in/code`

use axum::extract::Query;
use axum::response::{IntoResponse as _, Response};
use pasar_service::second_factor::FinishError;
use pasar_service::session;

use super::sign_in::SignInQuery;
use crate::prelude::*;
use crate::second_factor::Desk;
use crate::second_factor::code::CodePage;

/// `GET`
pub async fn show(visit: Visit, Query(query): Query<SignInQuery>) -> Response {
    if visit.is_signed_in() {
        return visit.go_back(&query.back, "/account").into_response();
    }
    let form = Form::filled(visit.l(), [("back", query.back)]);
    CodePage::new(&visit.shell, Desk::Account, form, visit.half_token().is_none()).into_response()
}

/// `POST`: opens the session that the password alone did not.
///
/// # Errors
/// The database's. A code that is not taken is the form again.
pub async fn finish(visit: Visit, posted: Posted) -> Result<Response, WebError> {
    let form = posted.form(visit.l());
    let Some(half) = visit.half_token() else {
        return CodePage::refused(&visit, Desk::Account, form, FinishError::Expired);
    };
    match session::finish(&visit.ctx, &visit.door(), half, posted.value("code")).await {
        Ok(token) => {
            let turn = visit.go_back(posted.value("back"), "/");
            Ok(turn.session(&token).half(None).into_response())
        }
        Err(error) => CodePage::refused(&visit, Desk::Account, form, error),
    }
}
