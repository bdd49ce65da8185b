//! `POST /{market}/staff/verifications/{seller}/{application}/approve`

use axum::extract::Path;
use pasar_service::application::approve as approve_application;

use super::show::address;
use super::{ApplicationPath, onwards};
use crate::prelude::*;
use crate::seller::verification::passed_on;

/// Approves an application, and leads to the next application that waits.
///
/// # Errors
/// The database's; this member of staff may not, or not a second time.
pub async fn approve(
    duty: OnDuty,
    Path(path): Path<ApplicationPath>,
    posted: Posted,
) -> Result<Turn, WebError> {
    let about = (path.seller, path.application);
    let visit = &duty.visit;
    let Ok(country) = posted.value("issued_by").to_uppercase().parse() else {
        let here = address(about);
        return Ok(visit
            .go(&here)
            .flash(FlashKind::Bad, key("staff-verification-country-wrong")));
    };
    let verified = approve_application(&visit.ctx, duty.staff, about, country)
        .await
        .map_err(passed_on)?;
    Ok(onwards(&duty, about).await?.flash(
        FlashKind::Good,
        if verified {
            key("staff-verification-approved")
        } else {
            key("staff-verification-approved-first")
        },
    ))
}
