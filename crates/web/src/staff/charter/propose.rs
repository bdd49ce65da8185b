//! `POST /{market}/staff/charters`

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use chrono::NaiveDate;
use pasar_policy::CharterFolder;
use pasar_service::actor::StaffRole;
use pasar_service::charter::{CharterError, Propose};

use super::list::page;
use super::view::BrokenPromise;
use super::{path, refuse};
use crate::app::App;
use crate::prelude::*;

/// Proves a version of the market's folder, and proposes it for another administrator to adopt.
///
/// # Errors
/// The database's, or when the person is no administrator. What is wrong otherwise is the page again.
pub async fn propose(State(app): State<App>, duty: OnDuty, posted: Posted) -> Result<Response, WebError> {
    if duty.staff.role() != StaffRole::Administrator {
        return Err(refuse(CharterError::NotAllowed));
    }
    let mut form = posted.form(duty.visit.l());
    let Some(input) = input(&duty, &posted, &mut form) else {
        return again(&duty, form, (StatusCode::UNPROCESSABLE_ENTITY, Vec::new())).await;
    };
    let files = input.files.clone();
    let proposed = app.solvers().propose(&duty.visit.ctx, duty.staff, input).await;
    let error = match proposed {
        Ok(adoption) => {
            let turn = duty.visit.go(&path(adoption.adoption_id));
            return Ok(turn
                .flash(FlashKind::Good, key("charter-proposed"))
                .into_response());
        }
        Err(error) => error,
    };
    let market = duty.visit.ctx.market();
    let broken = match CharterFolder::read(files, market) {
        Ok(folder) => BrokenPromise::all(duty.visit.l(), &folder, &error.gaps()),
        Err(_) => Vec::new(),
    };
    let status = say(&mut form, duty.visit.l(), error)?;
    again(&duty, form, (status, broken)).await
}

/// What was chosen, if it can be read.
fn input(duty: &OnDuty, posted: &Posted, form: &mut Form) -> Option<Propose> {
    let (version, on) = (posted.value("version"), posted.value("on"));
    let market = duty.visit.ctx.market();
    let mut versions = market.charter_files.iter();
    let files = versions.find(|(name, _)| name.as_str() == version);
    if version.is_empty() {
        form.refuse("version", key("field-missing"));
    } else if files.is_none() {
        form.refuse(
            "version",
            Message::new(key("field-not-listed")).with("text", version),
        );
    }
    let day: Option<NaiveDate> = on.parse().ok();
    if on.is_empty() {
        form.refuse("on", key("field-missing"));
    } else if day.is_none() {
        form.refuse("on", Message::new(key("field-not-a-day")).with("text", on));
    }
    let ((_, files), on) = files.zip(day)?;
    Some(Propose {
        files: files.clone(),
        on,
    })
}

/// Says what is wrong where it belongs, and what kind of wrong it is.
fn say(form: &mut Form, l: &Localizer, error: CharterError) -> Result<StatusCode, WebError> {
    let (field, message) = match error {
        CharterError::Past { .. } => ("on", key("field-past").into()),
        CharterError::TooEarly(day) => {
            let message = Message::new(key("charter-too-early"));
            ("on", message.with("day", l.day(day)))
        }
        CharterError::SameInstant => ("on", key("charter-same-day").into()),
        CharterError::Adopted(_) => ("version", key("charter-name-taken").into()),
        CharterError::Wrong(problem) => {
            let message = Message::new(key("charter-wrong"));
            ("version", message.with("problem", problem.to_string()))
        }
        CharterError::Case(name) => ("version", Message::new(key("charter-case")).with("name", name)),
        CharterError::NotProved(_) => ("", key("charter-not-proved").into()),
        CharterError::NotAsked(error) => {
            let message = Message::new(key("charter-not-asked"));
            ("", message.with("problem", error.to_string()))
        }
        CharterError::NoSolver(_) => {
            form.refuse("", key("charter-no-solver"));
            return Ok(StatusCode::SERVICE_UNAVAILABLE);
        }
        CharterError::Busy => {
            form.refuse("", key("charter-busy"));
            return Ok(StatusCode::SERVICE_UNAVAILABLE);
        }
        other => return Err(refuse(other)),
    };
    form.refuse(field, message);
    Ok(StatusCode::UNPROCESSABLE_ENTITY)
}

/// The page with what was typed.
async fn again(
    duty: &OnDuty,
    form: Form,
    (status, broken): (StatusCode, Vec<BrokenPromise>),
) -> Result<Response, WebError> {
    let page = page(duty, form, broken).await?;
    Ok((status, page).into_response())
}
