//! `/{market}/staff/sign-in`

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_service::account::{SignIn, SignInError};
use pasar_service::session::Entry;
use pasar_service::staff;

use crate::prelude::*;

/// The form.
#[derive(Template)]
#[template(path = "staff/sign_in.html")]
pub struct StaffSignInPage {
    /// The frame.
    pub shell: Shell,
    /// What was typed, and what was wrong with it.
    pub form: Form,
    /// What people call the operator's provider; empty when there is none.
    pub provider: String,
    /// Is a password taken?
    pub takes_passwords: bool,
    /// Can the site have passkeys?
    pub has_passkeys: bool,
    /// Where a device's answer goes.
    pub passkey_action: String,
}

page!(StaffSignInPage);

impl StaffSignInPage {
    fn new(shell: &Shell, form: Form) -> Self {
        let title = shell.l.t("staff-sign-in-title");
        Self {
            shell: shell.clone().titled(title).private(),
            form,
            provider: String::new(),
            takes_passwords: true,
            has_passkeys: false,
            passkey_action: shell.l.url("/staff/sign-in/passkey"),
        }
    }

    /// The page as the operator has configured it.
    pub(super) fn of(visit: &Visit, form: Form) -> Self {
        let door = visit.ctx.staff_door();
        let provider = door.oidc.as_ref().map(|provider| provider.name().to_owned());
        Self {
            provider: provider.unwrap_or_default(),
            takes_passwords: door.takes_passwords,
            has_passkeys: visit.ctx.relying_party().is_some(),
            ..Self::new(&visit.shell, form)
        }
    }
}

impl Page for StaffSignInPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let mut refused = Form::filled(&shell.l, [("email", "budi@example.com")]);
        refused.refuse("password", key("sign-in-wrong"));
        let mut failed = Form::new(&shell.l);
        failed.refuse("", key("staff-oidc-failed"));
        let with_provider = |form, takes_passwords| Self {
            provider: "Kantor".to_owned(),
            takes_passwords,
            has_passkeys: true,
            ..Self::new(&shell, form)
        };
        vec![
            ("both", with_provider(Form::new(&shell.l), true)),
            ("both-refused", with_provider(refused.clone(), true)),
            ("provider", with_provider(failed, false)),
            ("empty", Self::new(&shell, Form::new(&shell.l))),
            ("refused", Self::new(&shell, refused)),
        ]
    }
}

/// `GET`
pub async fn show(visit: Visit) -> Response {
    if visit.staff_token().is_some() {
        return visit.go("/staff").into_response();
    }
    StaffSignInPage::of(&visit, Form::new(visit.l())).into_response()
}

/// `POST`: opens a session for a working day, or asks for the second factor.
///
/// # Errors
/// The database's. A wrong password is the form again.
pub async fn sign_in(visit: Visit, posted: Posted) -> Result<Response, WebError> {
    let input = SignIn {
        email: posted.value("email").to_owned(),
        password: posted.raw("password").to_owned().into(),
        from: visit.client().to_owned(),
    };
    let refusal = match staff::sign_in(&visit.ctx, &input).await {
        Ok(proven) => {
            let turn = match staff::session::enter(&visit.ctx, visit.staff_token(), proven).await? {
                Entry::Open(token) => visit.go("/staff").staff_session(Some(&token)),
                Entry::Half(token) => visit.go("/staff/sign-in/code").staff_half(Some(&token)),
            };
            return Ok(turn.into_response());
        }
        Err(SignInError::Wrong) => Message::new(key("sign-in-wrong")),
        Err(SignInError::Wait { seconds }) => {
            Message::new(key("sign-in-throttled")).with("minutes", seconds.div_ceil(60))
        }
        Err(SignInError::Store(error)) => return Err(error.into()),
    };
    let mut form = posted.form(visit.l());
    form.refuse("password", refusal);
    let page = StaffSignInPage::of(&visit, form);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
