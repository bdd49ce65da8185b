//! What staff see of providers' statements: what was taken in, what was settled, and what differs.

use pasar_domain::provider_statement::{ProviderDifference, ProviderStatementRead, Settlement};
use pasar_store::{Result, provider_statement, settlement};

use crate::actor::StaffMember;
use crate::context::Context;

/// Entries of each list.
const SHOWN: u32 = 50;

/// What staff see of providers' statements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// The statements that were taken in last.
    pub statements: Vec<ProviderStatementRead>,
    /// The newest settlements.
    pub settlements: Vec<Settlement>,
    /// How many differences nobody has looked into.
    pub differences_count: u64,
    /// The oldest of them.
    pub differences: Vec<ProviderDifference>,
}

/// The desk. Four queries.
///
/// # Errors
/// The database's.
pub async fn desk(ctx: &Context, _staff: StaffMember) -> Result<Desk> {
    let mut conn = ctx.home().read().await?;
    Ok(Desk {
        statements: provider_statement::list(&mut conn, SHOWN).await?,
        settlements: settlement::list(&mut conn, SHOWN).await?,
        differences_count: provider_statement::count_open(&mut conn).await?,
        differences: provider_statement::open_differences(&mut conn, SHOWN).await?,
    })
}
