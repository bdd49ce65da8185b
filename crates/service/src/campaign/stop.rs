//! Stops a campaign.

use pasar_domain::id::CampaignId;
use pasar_store::campaign::{self, ask};

use super::{CampaignError, administrators_only};
use crate::Context;
use crate::actor::StaffMember;

/// Stops a campaign before its day. The worker lets the verifications count again for as long as their evidence and other campaigns allow.
///
/// # Errors
/// See [`CampaignError`]; nothing is written then.
pub async fn stop(ctx: &Context, staff: StaffMember, campaign_id: CampaignId) -> Result<(), CampaignError> {
    administrators_only(staff)?;
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    // Whoever is just being asked is asked before.
    ask::take_turn(&mut tx).await?;
    if !campaign::stop(&mut tx, campaign_id, staff.staff_id(), now).await? {
        let known = campaign::get(&mut tx, campaign_id).await?;
        return Err(match known {
            Some(_) => CampaignError::Over,
            None => CampaignError::NotFound,
        });
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(())
}
