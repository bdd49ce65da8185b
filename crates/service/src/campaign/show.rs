//! Shows a campaign to staff.

use std::collections::BTreeMap;

use pasar_domain::Instant;
use pasar_domain::campaign::{Campaign, CampaignProgress};
use pasar_domain::id::{CampaignId, SellerId, StaffId};
use pasar_domain::shop::Shop;
use pasar_store::{Result, campaign, shop, staff as members};

use crate::Context;
use crate::actor::StaffMember;

/// A seller who has not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnansweredSeller {
    /// The seller.
    pub seller_id: SellerId,
    /// Its shops, closed ones too, oldest first.
    pub shops: Vec<Shop>,
    /// When it was asked.
    pub asked_at: Instant,
    /// When it was reminded.
    pub reminded_at: Option<Instant>,
}

/// A campaign with everything that staff see of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownCampaign {
    /// The campaign.
    pub campaign: Campaign,
    /// How far its sellers are.
    pub progress: CampaignProgress,
    /// Sellers who have not answered: a part of them.
    pub unanswered: Vec<UnansweredSeller>,
    /// What the people are called who started and stopped it.
    pub people: BTreeMap<StaffId, String>,
}

/// A campaign, with those of its sellers who have not answered after `after`, so many of them: five queries.
///
/// # Errors
/// The database's.
pub async fn show(
    ctx: &Context,
    _staff: StaffMember,
    campaign_id: CampaignId,
    (after, limit): (Option<SellerId>, u32),
) -> Result<Option<ShownCampaign>> {
    let mut conn = ctx.home().read().await?;
    let Some(found) = campaign::get(&mut conn, campaign_id).await? else {
        return Ok(None);
    };
    let progress = campaign::progress(&mut conn, &[campaign_id], ctx.now()).await?;
    let unanswered = campaign::unanswered(&mut conn, campaign_id, after, i64::from(limit)).await?;
    let ids: Vec<SellerId> = unanswered.iter().map(|one| one.seller_id).collect();
    let shops = shop::of_sellers(&mut conn, &ids).await?;
    drop(conn);
    let unanswered = unanswered.into_iter().map(|one| UnansweredSeller {
        seller_id: one.seller_id,
        shops: shops
            .iter()
            .filter(|shop| shop.seller_id == one.seller_id)
            .cloned()
            .collect(),
        asked_at: one.asked_at,
        reminded_at: one.reminded_at,
    });
    let people: Vec<StaffId> = std::iter::once(found.started_by)
        .chain(found.stopped.map(|(by, _)| by))
        .collect();
    let mut control = ctx.store().read().await?;
    Ok(Some(ShownCampaign {
        progress: progress.get(&campaign_id).copied().unwrap_or_default(),
        unanswered: unanswered.collect(),
        people: members::names(&mut control, &people).await?,
        campaign: found,
    }))
}
