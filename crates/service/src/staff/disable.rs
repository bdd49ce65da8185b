//! Keeps a member of staff from acting.

use pasar_domain::id::StaffId;
use pasar_store::{Result, staff, staff_session};

use crate::Context;

/// Ends the sessions of a member of staff, who cannot sign in any more. Only commands that the operator gives at the machine itself call
/// this. False when there is no such person, or was disabled before.
pub async fn disable(ctx: &Context, staff_id: StaffId) -> Result<bool> {
    let mut tx = ctx.store().begin().await?;
    let disabled = staff::disable(&mut tx, staff_id, ctx.now()).await?;
    staff_session::delete_all(&mut tx, staff_id).await?;
    tx.commit().await?;
    Ok(disabled)
}
