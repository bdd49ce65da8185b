//! Campaigns: sellers of a market are asked to be verified again until a day. What a campaign does to verifications it does batch by batch, in
//! the worker: [`ask`], [`restore`]; so are letters sent: [`remind`].

pub mod ask;
pub mod asked;
pub(crate) mod letter;
pub mod list;
pub mod preview;
pub mod remind;
pub mod restore;
pub mod show;
pub mod start;
pub mod stop;

use pasar_domain::id::{CampaignId, SellerId};
use pasar_domain::problem::Problems;

use crate::Context;
use crate::actor::{StaffMember, StaffRole};
use crate::job::{Job, Letter};

/// Sellers who are looked at in one transaction: some tens of milliseconds, for which checkouts of their goods may wait.
const BATCH: i64 = 500;

/// Why no campaign was started or stopped.
#[derive(Debug, thiserror::Error)]
pub enum CampaignError {
    /// Something that was typed is wrong.
    #[error("{0}")]
    Invalid(Problems),
    /// Only administrators start and stop campaigns.
    #[error("only administrators may start or stop a campaign; ask one")]
    NotAllowed,
    /// There is no such campaign.
    #[error("there is no such campaign")]
    NotFound,
    /// The same campaign runs already.
    #[error("the same campaign, about the same verifications until the same day, runs already")]
    RunsAlready,
    /// Its day has come, or it was stopped before.
    #[error("the campaign is over or was stopped before")]
    Over,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

fn administrators_only(staff: StaffMember) -> Result<(), CampaignError> {
    if staff.role() == StaffRole::Administrator {
        Ok(())
    } else {
        Err(CampaignError::NotAllowed)
    }
}

/// Is there nobody after these sellers?
fn is_last(sellers: &[SellerId]) -> bool {
    i64::try_from(sellers.len()).is_ok_and(|found| found < BATCH)
}

/// A letter to each of these sellers.
fn letters(
    sellers: &[SellerId],
    campaign_id: CampaignId,
    letter: fn(SellerId, CampaignId) -> Letter,
) -> impl Iterator<Item = Job> {
    sellers
        .iter()
        .map(move |seller_id| Job::SendLetter(letter(*seller_id, campaign_id)))
}

/// Does everything that is due of all campaigns. Returns how many sellers it came to; doing it again changes nothing.
///
/// # Errors
/// The database's; what was done so far is done.
pub async fn tend_due(ctx: &Context) -> Result<usize, pasar_store::Error> {
    let asked = ask::ask_due(ctx).await?;
    let restored = restore::restore_due(ctx).await?;
    let reminded = remind::remind_due(ctx).await?;
    Ok(asked + restored + reminded + remind::tell_due(ctx).await?)
}
