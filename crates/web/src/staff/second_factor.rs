//! `/{market}/staff/second-factor`

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_service::second_factor::show as factor_of;

use crate::prelude::*;
use crate::second_factor::manage::{self, Manage};
use crate::second_factor::{Desk, kept_by_nobody};

/// The second factor of a member of staff, as it stands.
#[derive(Template)]
#[template(path = "staff/second_factor.html")]
pub struct StaffSecondFactorPage {
    /// The frame.
    pub shell: Shell,
    /// The second factor.
    pub factor: Manage,
}

page!(StaffSecondFactorPage);

impl StaffSecondFactorPage {
    fn new(shell: &Shell, factor: Manage) -> Self {
        let title = shell.l.t("factor-title");
        Self {
            shell: shell.clone().titled(title).at("second-factor").private(),
            factor,
        }
    }

    async fn of(arrived: &Arrived, form: Form) -> Result<Self, WebError> {
        let visit = &arrived.visit;
        let state = factor_of(&visit.ctx, arrived.staff).await?;
        let factor = Manage {
            is_wanted: arrived.must_enrol,
            ..Manage::new(visit.l(), Desk::Staff, &state, form)
        };
        Ok(Self::new(&visit.shell, factor))
    }
}

impl Page for StaffSecondFactorPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let samples = Manage::samples(&shell.l, Desk::Staff).into_iter();
        samples
            .map(|(name, factor)| (name, Self::new(&shell, factor)))
            .collect()
    }
}

/// `GET`
///
/// # Errors
/// The vault's and the database's.
pub async fn show(arrived: Arrived) -> Result<Response, WebError> {
    let page = StaffSecondFactorPage::of(&arrived, Form::new(arrived.visit.l())).await?;
    Ok(kept_by_nobody(page.into_response()))
}

/// `POST …/start`: makes a secret for the app.
///
/// # Errors
/// The vault's and the database's. A wrong password is the page again.
pub async fn start(arrived: Arrived, posted: Posted) -> Result<Response, WebError> {
    match manage::start(&arrived.visit, arrived.staff.into(), &posted).await? {
        None => Ok(arrived.visit.go(Desk::Staff.path()).into_response()),
        Some(form) => refused(&arrived, form).await,
    }
}

/// `POST …/confirm`: shows the recovery codes, on this page only: no redirect, no cookie and no cache ever carries them.
///
/// # Errors
/// The vault's and the database's. A wrong code is the page again.
pub async fn confirm(arrived: Arrived, posted: Posted) -> Result<Response, WebError> {
    let visit = &arrived.visit;
    match manage::confirm(visit, arrived.staff.into(), &posted, &arrived.token).await? {
        Ok(codes) => {
            let factor = Manage::with_codes(visit.l(), Desk::Staff, &codes);
            let page = StaffSecondFactorPage::new(&visit.shell, factor);
            Ok(kept_by_nobody((StatusCode::CREATED, page).into_response()))
        }
        Err(form) => refused(&arrived, form).await,
    }
}

/// `POST …/remove`
///
/// # Errors
/// The vault's and the database's. A wrong password or code is the page again.
pub async fn remove(arrived: Arrived, posted: Posted) -> Result<Response, WebError> {
    match manage::remove(&arrived.visit, arrived.staff.into(), &posted).await? {
        None => {
            let turn = arrived.visit.go(Desk::Staff.path());
            Ok(turn.flash(FlashKind::Good, key("factor-removed")).into_response())
        }
        Some(form) => refused(&arrived, form).await,
    }
}

async fn refused(arrived: &Arrived, form: Form) -> Result<Response, WebError> {
    let page = StaffSecondFactorPage::of(arrived, form).await?;
    let response = (StatusCode::UNPROCESSABLE_ENTITY, page).into_response();
    Ok(kept_by_nobody(response))
}
