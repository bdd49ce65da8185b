//! `/{market}/account/close`: leaving is as easy as entering.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_service::account::{CloseAccountError, Password, close as close_account};
use pasar_service::actor::Buyer;
use pasar_service::second_factor::guards;

use super::wait;
use crate::prelude::*;

/// What closing means, and the form.
#[derive(Template)]
#[template(path = "account/close.html")]
pub struct CloseAccountPage {
    /// The frame.
    pub shell: Shell,
    /// What is wrong with the password.
    pub form: Form,
    /// What has to be finished first, as a sentence; may be empty.
    pub unfinished: String,
    /// Does a second factor guard the account?
    pub has_factor: bool,
}

page!(CloseAccountPage);

impl CloseAccountPage {
    fn new(shell: &Shell, form: Form) -> Self {
        let title = shell.l.t("close-title");
        Self {
            shell: shell.clone().titled(title).at("me").private(),
            form,
            unfinished: String::new(),
            has_factor: false,
        }
    }

    async fn of(visit: &Visit, buyer: Buyer, form: Form) -> Result<Self, WebError> {
        Ok(Self {
            has_factor: guards(&visit.ctx, buyer).await?,
            ..Self::new(&visit.shell, form)
        })
    }
}

impl Page for CloseAccountPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let mut refused = Form::new(&shell.l);
        refused.refuse("password", key("password-wrong"));
        let unfinished = Self {
            unfinished: shell.l.t1("close-open-orders", "count", 2),
            ..Self::new(&shell, Form::new(&shell.l))
        };
        let guarded = Self {
            has_factor: true,
            ..Self::new(&shell, Form::new(&shell.l))
        };
        vec![
            ("empty", Self::new(&shell, Form::new(&shell.l))),
            ("guarded", guarded),
            ("refused", Self::new(&shell, refused)),
            ("unfinished", unfinished),
        ]
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(SignedIn { visit, buyer }: SignedIn) -> Result<CloseAccountPage, WebError> {
    CloseAccountPage::of(&visit, buyer, Form::new(visit.l())).await
}

/// `POST`: closes the account for good.
///
/// # Errors
/// The database's. What stands in the way is the page again, with what to do.
pub async fn close(SignedIn { visit, buyer }: SignedIn, posted: Posted) -> Result<Response, WebError> {
    let password = Password::from(posted.raw("password"));
    let (mut form, mut unfinished) = (Form::new(visit.l()), String::new());
    match close_account(&visit.ctx, buyer, &password, posted.value("code")).await {
        Ok(()) => {
            let turn = visit.go("/").without_session();
            return Ok(turn.flash(FlashKind::Good, key("close-done")).into_response());
        }
        Err(CloseAccountError::Wrong) => form.refuse("password", key("password-wrong")),
        Err(CloseAccountError::WrongCode) => form.refuse("code", key("factor-code-wrong")),
        Err(CloseAccountError::Wait { seconds }) => form.refuse("password", wait(seconds)),
        Err(CloseAccountError::OpenOrders { count }) => {
            unfinished = visit.l().t1("close-open-orders", "count", count);
        }
        Err(CloseAccountError::OpenShops { count }) => {
            unfinished = visit.l().t1("close-open-shops", "count", count);
        }
        Err(CloseAccountError::Gone) => return Err(WebError::sign_in()),
        Err(CloseAccountError::Vault(error)) => return Err(WebError::internal(error)),
        Err(CloseAccountError::Store(error)) => return Err(error.into()),
    }
    let page = CloseAccountPage {
        unfinished,
        ..CloseAccountPage::of(&visit, buyer, form).await?
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
