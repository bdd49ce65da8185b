//! `/{market}/staff/passkeys`

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_service::second_factor::FactorHolder;

use crate::passkey::{self, PasskeyPath, Passkeys};
use crate::prelude::*;
use crate::second_factor::Desk;

/// The passkeys of a member of staff.
#[derive(Template)]
#[template(path = "staff/passkeys.html")]
pub struct StaffPasskeysPage {
    /// The frame.
    pub shell: Shell,
    /// The passkeys.
    pub passkeys: Passkeys,
}

page!(StaffPasskeysPage);

impl StaffPasskeysPage {
    fn new(shell: &Shell, passkeys: Passkeys) -> Self {
        let title = shell.l.t("passkey-title");
        Self {
            shell: shell.clone().titled(title).at("passkeys").private(),
            passkeys,
        }
    }
}

impl Page for StaffPasskeysPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let samples = Passkeys::samples(&shell.l, Desk::Staff).into_iter();
        samples
            .map(|(name, passkeys)| (name, Self::new(&shell, passkeys)))
            .collect()
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(OnDuty { visit, staff, .. }: OnDuty) -> Result<StaffPasskeysPage, WebError> {
    let form = Form::new(visit.l());
    let passkeys = Passkeys::of(&visit, (Desk::Staff, staff.into()), form).await?;
    Ok(StaffPasskeysPage::new(&visit.shell, passkeys))
}

/// `POST …/begin`: asks for password and code, and makes a challenge for the device.
///
/// # Errors
/// The database's. What is wrong with what was typed is the page again.
pub async fn begin(OnDuty { visit, staff, .. }: OnDuty, posted: Posted) -> Result<Response, WebError> {
    let done = passkey::begin(&visit, (Desk::Staff, staff.into()), &posted).await?;
    answered(done, &visit, staff.into()).await
}

/// `POST`: adds the passkey that the device has made.
///
/// # Errors
/// The database's. What is not accepted is the page again.
pub async fn add(OnDuty { visit, staff, .. }: OnDuty, posted: Posted) -> Result<Response, WebError> {
    let done = passkey::add(&visit, (Desk::Staff, staff.into()), &posted).await?;
    answered(done, &visit, staff.into()).await
}

/// `POST …/{passkey}/rename`
///
/// # Errors
/// When it is not the person's.
pub async fn rename(
    OnDuty { visit, staff, .. }: OnDuty,
    Path(path): Path<PasskeyPath>,
    posted: Posted,
) -> Result<Response, WebError> {
    let done = passkey::rename(&visit, (Desk::Staff, staff.into()), &path, &posted).await?;
    answered(done, &visit, staff.into()).await
}

/// `POST …/{passkey}/remove`
///
/// # Errors
/// When it is not the person's.
pub async fn remove(
    OnDuty { visit, staff, .. }: OnDuty,
    Path(path): Path<PasskeyPath>,
    _: Posted,
) -> Result<Turn, WebError> {
    passkey::remove(&visit, (Desk::Staff, staff.into()), &path).await
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
    let passkeys = Passkeys::of(visit, (Desk::Staff, holder), form).await?;
    let page = StaffPasskeysPage::new(&visit.shell, passkeys);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
