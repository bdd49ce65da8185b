//! Starts a campaign.

use pasar_domain::campaign::{Campaign, CampaignInput, check_campaign};
use pasar_domain::id::CampaignId;
use pasar_store::campaign;

use super::{CampaignError, administrators_only};
use crate::Context;
use crate::actor::StaffMember;

/// Starts a campaign. The worker asks the sellers at once, batch by batch.
///
/// # Errors
/// See [`CampaignError`]; nothing is written then.
pub async fn start(
    ctx: &Context,
    staff: StaffMember,
    input: &CampaignInput,
) -> Result<Campaign, CampaignError> {
    administrators_only(staff)?;
    let now = ctx.now();
    let checked = check_campaign(input, ctx.market(), now).map_err(CampaignError::Invalid)?;
    let started = Campaign {
        campaign_id: CampaignId::new(now, &ctx.entropy()),
        reason: checked.reason,
        scope: checked.scope,
        due_at: checked.due_at,
        started_by: staff.staff_id(),
        started_at: now,
        gathered_at: None,
        stopped: None,
    };
    let mut tx = ctx.home().begin().await?;
    match campaign::insert(&mut tx, &started).await {
        Err(error) if error.is_conflict_on(campaign::TWICE) => return Err(CampaignError::RunsAlready),
        written => written?,
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(started)
}
