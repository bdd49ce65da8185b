//! Ends a stretch of ownership.

use pasar_domain::id::OwnershipId;
use pasar_domain::ownership::check_end;
use pasar_store::ownership;

use super::OwnershipError;
use super::carry::carry;
use crate::Context;
use crate::actor::StaffMember;

/// Ends a stretch at the beginning of a day, `2027-01-31`. The row stays: what was controlled before stays explained.
///
/// # Errors
/// See [`OwnershipError`]; nothing is written then.
pub async fn end(
    ctx: &Context,
    staff: StaffMember,
    ownership_id: OwnershipId,
    until: &str,
) -> Result<(), OwnershipError> {
    if !staff.may_moderate() {
        return Err(OwnershipError::NotAllowed);
    }
    let until = check_end(until, ctx.market()).map_err(OwnershipError::Invalid)?;
    let mut tx = ctx.store().begin().await?;
    let ended = ownership::end(&mut tx, ownership_id, until, Some(staff.staff_id()), ctx.now()).await?;
    if !ended {
        let graph = ownership::graph(&mut tx).await?;
        let is_known = graph
            .stretches
            .iter()
            .any(|stretch| stretch.ownership_id == ownership_id);
        return Err(if is_known {
            OwnershipError::NotLasting
        } else {
            OwnershipError::NotFound
        });
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    carry(ctx).await?;
    Ok(())
}
