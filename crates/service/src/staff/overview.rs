//! The market in figures, for staff.

use pasar_domain::order::OrderStateName;
use pasar_store::{Result, job, listing, order, shop, takedown};

use crate::Context;
use crate::actor::StaffMember;

/// How the market stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// Shops that sell.
    pub shops: i64,
    /// Products that buyers may see.
    pub products: i64,
    /// Products that are taken down.
    pub takedowns: i64,
    /// Orders by state; a state without orders is left out.
    pub orders: Vec<(OrderStateName, u64)>,
    /// Jobs that wait for their turn.
    pub jobs_waiting: u64,
    /// Jobs that were given up: somebody must look at them.
    pub jobs_failed: u64,
}

/// The figures of the market: five queries.
pub async fn overview(ctx: &Context, _staff: StaffMember) -> Result<Overview> {
    let mut conn = ctx.home().read().await?;
    let (jobs_waiting, jobs_failed) = job::count(&mut conn).await?;
    Ok(Overview {
        shops: shop::count_open(&mut conn).await?,
        products: listing::count(&mut conn).await?,
        takedowns: takedown::count_open(&mut conn).await?,
        orders: order::count_all_by_state(&mut conn).await?,
        jobs_waiting,
        jobs_failed,
    })
}
