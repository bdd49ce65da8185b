//! The question for the second factor, after the password: at the desk of people and of staff.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_service::second_factor::FinishError;

use super::{Desk, wait};
use crate::prelude::*;

/// The form.
#[derive(Template)]
#[template(path = "second_factor/code.html")]
pub struct CodePage {
    /// The frame.
    pub shell: Shell,
    /// What was wrong with what was typed.
    pub form: Form,
    /// Where the form goes.
    pub action: String,
    /// Where signing in begins again.
    pub again: String,
    /// Is there nothing to finish: did it take too long?
    pub is_over: bool,
}

page!(CodePage);

impl CodePage {
    pub(crate) fn new(shell: &Shell, desk: Desk, form: Form, is_over: bool) -> Self {
        let l = &shell.l;
        Self {
            action: l.url(&format!("{}/code", desk.sign_in())),
            again: l.url(desk.sign_in()),
            form,
            is_over,
            shell: shell.clone().titled(l.t("factor-code-title")).at("me").private(),
        }
    }

    /// The page again after a code that was not taken.
    ///
    /// # Errors
    /// The vault's and the database's.
    pub(crate) fn refused(
        visit: &Visit,
        desk: Desk,
        mut form: Form,
        error: FinishError,
    ) -> Result<Response, WebError> {
        let mut is_over = false;
        form.set("code", "");
        match error {
            FinishError::Wrong => form.refuse("code", key("factor-code-wrong")),
            FinishError::Wait { seconds } => form.refuse("code", wait(seconds)),
            FinishError::Expired => is_over = true,
            FinishError::Vault(error) => return Err(WebError::internal(error)),
            FinishError::Store(error) => return Err(error.into()),
        }
        let page = Self::new(&visit.shell, desk, form, is_over);
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    }
}

impl Page for CodePage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let mut refused = Form::filled(&shell.l, [("back", shell.l.url("/checkout"))]);
        refused.refuse("code", key("factor-code-wrong"));
        let page = |desk, form, is_over| Self::new(&shell, desk, form, is_over);
        vec![
            ("asked", page(Desk::Account, Form::new(&shell.l), false)),
            ("refused", page(Desk::Account, refused, false)),
            ("staff", page(Desk::Staff, Form::new(&shell.l), false)),
            ("over", page(Desk::Account, Form::new(&shell.l), true)),
        ]
    }
}
