//! Lists campaigns for staff.

use pasar_domain::campaign::{Campaign, CampaignProgress};
use pasar_domain::id::CampaignId;
use pasar_store::{Result, campaign};

use crate::Context;
use crate::actor::StaffMember;

/// A campaign with how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedCampaign {
    /// The campaign.
    pub campaign: Campaign,
    /// How far its sellers are.
    pub progress: CampaignProgress,
}

/// The campaigns of the market, newest first: those that were started before `before`. Two queries.
///
/// # Errors
/// The database's.
pub async fn list(
    ctx: &Context,
    _staff: StaffMember,
    before: Option<CampaignId>,
    limit: u32,
) -> Result<Vec<ListedCampaign>> {
    let mut conn = ctx.home().read().await?;
    let campaigns = campaign::list(&mut conn, before, i64::from(limit)).await?;
    let ids: Vec<CampaignId> = campaigns.iter().map(|known| known.campaign_id).collect();
    let progress = campaign::progress(&mut conn, &ids, ctx.now()).await?;
    Ok(campaigns
        .into_iter()
        .map(|campaign| ListedCampaign {
            progress: progress.get(&campaign.campaign_id).copied().unwrap_or_default(),
            campaign,
        })
        .collect())
}
