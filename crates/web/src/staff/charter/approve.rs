//! `POST /{market}/staff/charters/{adoption}/approve`

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_service::actor::StaffRole;
use pasar_service::charter::{CharterError, approve as approve_version, learn, show};

use super::show::{obstacle, page};
use super::{AdoptionPath, path, refuse};
use crate::prelude::*;

/// Adopts a version that another administrator proposed. Whoever adopts one that permits something new says that they read what.
///
/// # Errors
/// The database's, or when the version cannot be adopted by this person, or not any more.
pub async fn approve(
    duty: OnDuty,
    Path(which): Path<AdoptionPath>,
    posted: Posted,
) -> Result<Response, WebError> {
    let ctx = &duty.visit.ctx;
    if duty.staff.role() != StaffRole::Administrator {
        return Err(refuse(CharterError::NotAllowed));
    }
    let shown = show(ctx, which.adoption).await.map_err(refuse)?;
    let could = shown.adoption.decision.is_none() && obstacle(&shown, duty.staff.into(), ctx.now()).is_none();
    if could && shown.adoption.loosens() && posted.value("read") != "yes" {
        let mut form = posted.form(duty.visit.l());
        form.refuse("read", key("charter-read-first"));
        let page = page(&duty, &shown, form);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    approve_version(ctx, duty.staff, which.adoption)
        .await
        .map_err(refuse)?;
    // It is adopted, whatever comes now; what this process cannot learn at once, it learns with the others.
    if let Err(error) = learn(ctx).await {
        tracing::warn!(market = %ctx.market().code, %error, "an adopted charter could not be read");
    }
    let turn = duty.visit.go(&path(which.adoption));
    Ok(turn
        .flash(FlashKind::Good, key("charter-adopted-flash"))
        .into_response())
}
