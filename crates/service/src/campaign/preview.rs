//! Says how many sellers a campaign would ask.

use pasar_domain::campaign::{CampaignInput, CheckedCampaign, check_campaign};
use pasar_store::campaign::ask;

use super::CampaignError;
use crate::Context;
use crate::actor::StaffMember;

/// What a campaign would be, and how many sellers it would ask at present.
///
/// # Errors
/// Something that was typed is wrong, or the database failed.
pub async fn preview(
    ctx: &Context,
    _staff: StaffMember,
    input: &CampaignInput,
) -> Result<(CheckedCampaign, u64), CampaignError> {
    let now = ctx.now();
    let checked = check_campaign(input, ctx.market(), now).map_err(CampaignError::Invalid)?;
    let mut conn = ctx.home().read().await?;
    let sellers = ask::count(&mut conn, &checked, now).await?;
    Ok((checked, u64::try_from(sellers).unwrap_or(0)))
}
