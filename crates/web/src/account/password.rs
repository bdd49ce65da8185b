//! `/{market}/account/password`

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_service::account::{ChangePasswordError, Password, change_password};

use super::wait;
use crate::prelude::*;
use crate::problem;

/// The form.
#[derive(Template)]
#[template(path = "account/password.html")]
pub struct PasswordPage {
    /// The frame.
    pub shell: Shell,
    /// What was wrong with what was typed; passwords are not shown again.
    pub form: Form,
}

page!(PasswordPage);

impl PasswordPage {
    fn new(shell: &Shell, form: Form) -> Self {
        let title = shell.l.t("password-title");
        Self {
            shell: shell.clone().titled(title).at("me").private(),
            form,
        }
    }
}

impl Page for PasswordPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let mut refused = Form::new(&shell.l);
        refused.refuse("old", key("password-wrong"));
        let empty = Form::new(&shell.l);
        vec![
            ("empty", Self::new(&shell, empty)),
            ("refused", Self::new(&shell, refused)),
        ]
    }
}

/// `GET`
pub async fn show(SignedIn { visit, .. }: SignedIn) -> PasswordPage {
    PasswordPage::new(&visit.shell, Form::new(visit.l()))
}

/// `POST`: changes the password and signs other devices out.
///
/// # Errors
/// The database's. What is wrong with the answers is the form again.
pub async fn change(SignedIn { visit, buyer }: SignedIn, posted: Posted) -> Result<Response, WebError> {
    let old = Password::from(posted.raw("old"));
    let new = Password::from(posted.raw("new"));
    let mut form = Form::new(visit.l());
    match change_password(&visit.ctx, buyer, &old, &new, visit.token()).await {
        Ok(()) => {
            let turn = visit.go("/account");
            return Ok(turn
                .flash(FlashKind::Good, key("password-changed"))
                .into_response());
        }
        Err(ChangePasswordError::Wrong) => form.refuse("old", key("password-wrong")),
        Err(ChangePasswordError::Wait { seconds }) => form.refuse("old", wait(seconds)),
        Err(ChangePasswordError::Invalid(problems)) => problem::refuse(&mut form, &problems),
        Err(ChangePasswordError::Gone) => return Err(WebError::sign_in()),
        Err(ChangePasswordError::Store(error)) => return Err(error.into()),
    }
    let page = PasswordPage::new(&visit.shell, form);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
