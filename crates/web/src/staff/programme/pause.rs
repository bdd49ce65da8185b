//! `POST /{market}/staff/programme/pause`

use pasar_service::programme::pause::pause as pause_programme;

use crate::prelude::*;

/// Stops the programme at once. One person is enough.
///
/// # Errors
/// The database's, or when nothing runs, the reason is missing, or the charter does not allow it.
pub async fn pause(duty: OnDuty, posted: Posted) -> Result<Turn, WebError> {
    pause_programme(&duty.visit.ctx, duty.staff, posted.value("reason"))
        .await
        .map_err(|error| super::refuse(&duty.visit.ctx, error))?;
    let turn = duty.visit.go("/staff/programme");
    Ok(turn.flash(FlashKind::Good, key("programme-stopped")))
}
