//! `/{market}/sign-in`

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_service::account::{self, SignIn, SignInError};
use pasar_service::session::{self, Entry};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use crate::prelude::*;

/// Where to go when it is done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SignInQuery {
    /// A path of this market.
    pub back: String,
}

/// The form.
#[derive(Template)]
#[template(path = "account/sign_in.html")]
pub struct SignInPage {
    /// The frame.
    pub shell: Shell,
    /// What was typed, and what was wrong with it.
    pub form: Form,
    /// Can the site have passkeys?
    pub has_passkeys: bool,
    /// Where a device's answer goes.
    pub passkey_action: String,
}

page!(SignInPage);

impl SignInPage {
    fn new(shell: &Shell, form: Form) -> Self {
        let title = shell.l.t("sign-in-title");
        Self {
            shell: shell.clone().titled(title).at("me").private(),
            form,
            has_passkeys: false,
            passkey_action: shell.l.url("/sign-in/passkey"),
        }
    }

    /// The page of this site.
    pub(super) fn of(visit: &Visit, form: Form) -> Self {
        Self {
            has_passkeys: visit.ctx.relying_party().is_some(),
            ..Self::new(&visit.shell, form)
        }
    }
}

impl Page for SignInPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let checkout = Form::filled(&shell.l, [("back", shell.l.url("/checkout"))]);
        let mut refused = Form::filled(&shell.l, [("email", "sari@example.com"), ("back", "/x/cart")]);
        refused.refuse("password", key("sign-in-wrong"));
        let passkeys = Self {
            has_passkeys: true,
            ..Self::new(&shell, Form::new(&shell.l))
        };
        vec![
            ("passkeys", passkeys),
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
    SignInPage::of(&visit, form).into_response()
}

/// `POST`: opens a session, takes the guest's cart along, and leads to where the person was going; or asks for the second factor.
///
/// # Errors
/// The database's. A wrong password is the form again.
pub async fn sign_in(visit: Visit, posted: Posted) -> Result<Response, WebError> {
    let input = SignIn {
        email: posted.value("email").to_owned(),
        password: posted.raw("password").to_owned().into(),
        from: visit.client().to_owned(),
    };
    let refusal = match account::sign_in(&visit.ctx, &input).await {
        Ok(proven) => {
            let back = posted.value("back");
            let turn = match session::enter(&visit.ctx, &visit.door(), proven).await? {
                Entry::Open(token) => visit.go_back(back, "/").session(&token),
                Entry::Half(token) => {
                    let back = utf8_percent_encode(back, NON_ALPHANUMERIC);
                    visit.go(&format!("/sign-in/code?back={back}")).half(Some(&token))
                }
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
    let page = SignInPage::of(&visit, form);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
