//! `/{market}/sign-up`

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::problem::ProblemKind;
use pasar_service::account::{self, SignUp, SignUpError};
use pasar_service::session::{self, Entry};

use super::sign_in::SignInQuery;
use crate::prelude::*;
use crate::problem;

/// The form.
#[derive(Template)]
#[template(path = "account/sign_up.html")]
pub struct SignUpPage {
    /// The frame.
    pub shell: Shell,
    /// What was typed, and what was wrong with it.
    pub form: Form,
}

page!(SignUpPage);

impl SignUpPage {
    fn new(shell: &Shell, form: Form) -> Self {
        let title = shell.l.t("sign-up-title");
        Self {
            shell: shell.clone().titled(title).at("me").private(),
            form,
        }
    }
}

impl Page for SignUpPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let checkout = Form::filled(&shell.l, [("back", shell.l.url("/checkout"))]);
        let mut refused = Form::filled(&shell.l, [("name", "Sari"), ("email", "sari@example.com")]);
        refused.refuse("email", crate::problem::message(&ProblemKind::HasAccount));
        vec![
            ("empty", Self::new(&shell, Form::new(&shell.l))),
            ("checkout", Self::new(&shell, checkout)),
            ("refused", Self::new(&shell, refused)),
        ]
    }
}

/// `GET`
pub async fn show(visit: Visit, Query(query): Query<SignInQuery>) -> Response {
    if visit.is_signed_in() {
        return visit.go_back(&query.back, "/account").into_response();
    }
    let form = Form::filled(visit.l(), [("back", query.back)]);
    SignUpPage::new(&visit.shell, form).into_response()
}

/// `POST`: makes the account and signs in.
///
/// # Errors
/// The database's. What is wrong with the answers is the form again.
pub async fn sign_up(visit: Visit, posted: Posted) -> Result<Response, WebError> {
    let input = SignUp {
        name: posted.value("name").to_owned(),
        email: posted.value("email").to_owned(),
        password: posted.raw("password").to_owned().into(),
        language: visit.l().language().clone(),
    };
    let mut form = posted.form(visit.l());
    match account::sign_up(&visit.ctx, &input).await {
        Ok(proven) => {
            let turn = match session::enter(&visit.ctx, &visit.door(), proven).await? {
                Entry::Open(token) => visit.go_back(posted.value("back"), "/").session(&token),
                // Nobody has a second factor yet who has just signed up.
                Entry::Half(token) => visit.go("/sign-in/code").half(Some(&token)),
            };
            let welcome = Message::new(key("sign-up-done")).with("name", &input.name);
            return Ok(turn.flash(FlashKind::Good, welcome).into_response());
        }
        Err(SignUpError::Invalid(problems)) => problem::refuse(&mut form, &problems),
        Err(SignUpError::Store(error)) => return Err(error.into()),
    }
    let page = SignUpPage::new(&visit.shell, form);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
