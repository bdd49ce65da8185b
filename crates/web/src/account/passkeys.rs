//! `/{market}/account/passkeys`

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_service::second_factor::FactorHolder;

use crate::passkey::{self, PasskeyPath, Passkeys};
use crate::prelude::*;
use crate::second_factor::Desk;

/// The passkeys of an account.
#[derive(Template)]
#[template(path = "account/passkeys.html")]
pub struct PasskeysPage {
    /// The frame.
    pub shell: Shell,
    /// The passkeys.
    pub passkeys: Passkeys,
}

page!(PasskeysPage);

impl PasskeysPage {
    fn new(shell: &Shell, passkeys: Passkeys) -> Self {
        let title = shell.l.t("passkey-title");
        Self {
            shell: shell.clone().titled(title).at("me").private(),
            passkeys,
        }
    }
}

impl Page for PasskeysPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let samples = Passkeys::samples(&shell.l, Desk::Account).into_iter();
        samples
            .map(|(name, passkeys)| (name, Self::new(&shell, passkeys)))
            .collect()
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(SignedIn { visit, buyer }: SignedIn) -> Result<PasskeysPage, WebError> {
    let form = Form::new(visit.l());
    let passkeys = Passkeys::of(&visit, (Desk::Account, buyer.into()), form).await?;
    Ok(PasskeysPage::new(&visit.shell, passkeys))
}

/// `POST …/begin`: asks for password and code, and makes a challenge for the device.
///
/// # Errors
/// The database's. What is wrong with what was typed is the page again.
pub async fn begin(SignedIn { visit, buyer }: SignedIn, posted: Posted) -> Result<Response, WebError> {
    let done = passkey::begin(&visit, (Desk::Account, buyer.into()), &posted).await?;
    answered(done, &visit, buyer.into()).await
}

/// `POST`: adds the passkey that the device has made.
///
/// # Errors
/// The database's. What is not accepted is the page again.
pub async fn add(SignedIn { visit, buyer }: SignedIn, posted: Posted) -> Result<Response, WebError> {
    let done = passkey::add(&visit, (Desk::Account, buyer.into()), &posted).await?;
    answered(done, &visit, buyer.into()).await
}

/// `POST …/{passkey}/rename`
///
/// # Errors
/// When it is not the person's.
pub async fn rename(
    SignedIn { visit, buyer }: SignedIn,
    Path(path): Path<PasskeyPath>,
    posted: Posted,
) -> Result<Response, WebError> {
    let done = passkey::rename(&visit, (Desk::Account, buyer.into()), &path, &posted).await?;
    answered(done, &visit, buyer.into()).await
}

/// `POST …/{passkey}/remove`
///
/// # Errors
/// When it is not the person's.
pub async fn remove(
    SignedIn { visit, buyer }: SignedIn,
    Path(path): Path<PasskeyPath>,
    _: Posted,
) -> Result<Turn, WebError> {
    passkey::remove(&visit, (Desk::Account, buyer.into()), &path).await
}

async fn answered(
    done: Result<Response, Form>,
    visit: &Visit,
    holder: FactorHolder,
) -> Result<Response, WebError> {
    let form = match done {
        Ok(response) => return Ok(response),
        Err(form) => form,
    };
    let passkeys = Passkeys::of(visit, (Desk::Account, holder), form).await?;
    let page = PasskeysPage::new(&visit.shell, passkeys);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
