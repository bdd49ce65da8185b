//! Lists the staff.

use pasar_domain::staff::Staff;
use pasar_store::{Result, staff};

use crate::Context;

/// Everybody who works or worked for the operator, in the order in which they came. Only commands that the operator gives at the machine
/// itself call this.
pub async fn list(ctx: &Context) -> Result<Vec<Staff>> {
    let mut conn = ctx.store().read().await?;
    staff::list(&mut conn).await
}
