//! `POST /{market}/staff/campaigns/{campaign}/stop`

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_service::actor::StaffRole;
use pasar_service::campaign::CampaignError;
use pasar_service::campaign::stop::stop as stop_campaign;

use super::show::page;
use super::{CampaignPath, path, refuse};
use crate::prelude::*;

/// Stops a campaign. Whoever stops one says that they mean it.
///
/// # Errors
/// The database's, or when the person is no administrator, or the campaign is over.
pub async fn stop(
    duty: OnDuty,
    Path(which): Path<CampaignPath>,
    posted: Posted,
) -> Result<Response, WebError> {
    if duty.staff.role() != StaffRole::Administrator {
        return Err(refuse(CampaignError::NotAllowed));
    }
    if posted.value("sure") != "yes" {
        let mut form = posted.form(duty.visit.l());
        form.refuse("sure", key("campaign-sure-first"));
        let page = page(&duty, which.campaign, (None, form)).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    stop_campaign(&duty.visit.ctx, duty.staff, which.campaign)
        .await
        .map_err(refuse)?;
    let turn = duty.visit.go(&path(which.campaign));
    Ok(turn
        .flash(FlashKind::Good, key("campaign-stopped-flash"))
        .into_response())
}
