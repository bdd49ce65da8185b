//! `POST /{market}/staff/charters/{adoption}/withdraw`

use axum::extract::Path;
use pasar_service::charter::withdraw as withdraw_version;

use super::{AdoptionPath, PAGE, refuse};
use crate::prelude::*;

/// Withdraws a version that nobody has decided about. One administrator is enough.
///
/// # Errors
/// The database's, or when the person is no administrator, or something was decided before.
pub async fn withdraw(duty: OnDuty, Path(which): Path<AdoptionPath>, _: Posted) -> Result<Turn, WebError> {
    withdraw_version(&duty.visit.ctx, duty.staff, which.adoption)
        .await
        .map_err(refuse)?;
    let turn = duty.visit.go(PAGE);
    Ok(turn.flash(FlashKind::Good, key("charter-withdrawn-flash")))
}
