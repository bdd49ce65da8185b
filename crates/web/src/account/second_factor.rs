//! `/{market}/account/second-factor`

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_service::second_factor::{FactorHolder, show as factor_of};

use crate::prelude::*;
use crate::second_factor::manage::{self, Manage};
use crate::second_factor::{Desk, kept_by_nobody};

/// The second factor of an account, as it stands.
#[derive(Template)]
#[template(path = "account/second_factor.html")]
pub struct SecondFactorPage {
    /// The frame.
    pub shell: Shell,
    /// The second factor.
    pub factor: Manage,
}

page!(SecondFactorPage);

impl SecondFactorPage {
    fn new(shell: &Shell, factor: Manage) -> Self {
        let title = shell.l.t("factor-title");
        Self {
            shell: shell.clone().titled(title).at("me").private(),
            factor,
        }
    }

    async fn of(visit: &Visit, holder: FactorHolder, form: Form) -> Result<Self, WebError> {
        let state = factor_of(&visit.ctx, holder).await?;
        let factor = Manage::new(visit.l(), Desk::Account, &state, form);
        Ok(Self::new(&visit.shell, factor))
    }
}

impl Page for SecondFactorPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let samples = Manage::samples(&shell.l, Desk::Account).into_iter();
        samples
            .filter(|(name, _)| *name != "wanted")
            .map(|(name, factor)| (name, Self::new(&shell, factor)))
            .collect()
    }
}

/// `GET`
///
/// # Errors
/// The vault's and the database's.
pub async fn show(SignedIn { visit, buyer }: SignedIn) -> Result<Response, WebError> {
    let page = SecondFactorPage::of(&visit, buyer.into(), Form::new(visit.l())).await?;
    Ok(kept_by_nobody(page.into_response()))
}

/// `POST …/start`: makes a secret for the app.
///
/// # Errors
/// The vault's and the database's. A wrong password is the page again.
pub async fn start(SignedIn { visit, buyer }: SignedIn, posted: Posted) -> Result<Response, WebError> {
    match manage::start(&visit, buyer.into(), &posted).await? {
        None => Ok(visit.go(Desk::Account.path()).into_response()),
        Some(form) => refused(&visit, buyer.into(), form).await,
    }
}

/// `POST …/confirm`: shows the recovery codes, on this page only: no redirect, no cookie and no cache ever carries them.
///
/// # Errors
/// The vault's and the database's. A wrong code is the page again.
pub async fn confirm(SignedIn { visit, buyer }: SignedIn, posted: Posted) -> Result<Response, WebError> {
    match manage::confirm(&visit, buyer.into(), &posted, visit.token()).await? {
        Ok(codes) => {
            let factor = Manage::with_codes(visit.l(), Desk::Account, &codes);
            let page = SecondFactorPage::new(&visit.shell, factor);
            Ok(kept_by_nobody((StatusCode::CREATED, page).into_response()))
        }
        Err(form) => refused(&visit, buyer.into(), form).await,
    }
}

/// `POST …/remove`
///
/// # Errors
/// The vault's and the database's. A wrong password or code is the page again.
pub async fn remove(SignedIn { visit, buyer }: SignedIn, posted: Posted) -> Result<Response, WebError> {
    match manage::remove(&visit, buyer.into(), &posted).await? {
        None => {
            let turn = visit.go(Desk::Account.path());
            Ok(turn.flash(FlashKind::Good, key("factor-removed")).into_response())
        }
        Some(form) => refused(&visit, buyer.into(), form).await,
    }
}

async fn refused(visit: &Visit, holder: FactorHolder, form: Form) -> Result<Response, WebError> {
    let page = SecondFactorPage::of(visit, holder, form).await?;
    let response = (StatusCode::UNPROCESSABLE_ENTITY, page).into_response();
    Ok(kept_by_nobody(response))
}
