//! `POST /{market}/staff/campaigns`

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_service::actor::StaffRole;
use pasar_service::campaign::CampaignError;
use pasar_service::campaign::start::start as start_campaign;

use super::new::{input, page};
use super::{path, refuse};
use crate::prelude::*;

/// Starts a campaign. Whoever starts one says that they read how many sellers it asks.
///
/// # Errors
/// The database's, or when the person is no administrator. What is wrong otherwise is the page again.
pub async fn start(duty: OnDuty, posted: Posted) -> Result<Response, WebError> {
    if duty.staff.role() != StaffRole::Administrator {
        return Err(refuse(CampaignError::NotAllowed));
    }
    let mut form = posted.form(duty.visit.l());
    if posted.value("sure") != "yes" {
        form.refuse("sure", key("campaign-sure-first"));
        return again(&duty, form).await;
    }
    match start_campaign(&duty.visit.ctx, duty.staff, &input(&form)).await {
        Ok(started) => {
            let turn = duty.visit.go(&path(started.campaign_id));
            Ok(turn
                .flash(FlashKind::Good, key("campaign-started"))
                .into_response())
        }
        // The page says what is wrong.
        Err(CampaignError::Invalid(_)) => again(&duty, form).await,
        Err(CampaignError::RunsAlready) => {
            form.refuse("", key("campaign-runs-already"));
            again(&duty, form).await
        }
        Err(error) => Err(refuse(error)),
    }
}

/// The page with what was typed.
async fn again(duty: &OnDuty, form: Form) -> Result<Response, WebError> {
    let page = page(duty, form).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
