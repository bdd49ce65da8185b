//! Records that one party holds shares of another, or controls it by other means.

use pasar_domain::id::{OwnershipId, StaffId};
use pasar_domain::ownership::{Ownership, OwnershipInput, check_ownership};
use pasar_store::ownership;

use super::OwnershipError;
use super::carry::carry;
use crate::Context;
use crate::actor::StaffMember;

/// Records a stretch of ownership. What follows from it is carried into this market's cell before this returns, and into those of
/// other markets by their workers.
///
/// # Errors
/// See [`OwnershipError`]; nothing is written then.
pub async fn record(
    ctx: &Context,
    staff: StaffMember,
    input: &OwnershipInput,
) -> Result<Ownership, OwnershipError> {
    if !staff.may_moderate() {
        return Err(OwnershipError::NotAllowed);
    }
    record_by(ctx, Some(staff.staff_id()), input).await
}

pub(crate) async fn record_by(
    ctx: &Context,
    recorded_by: Option<StaffId>,
    input: &OwnershipInput,
) -> Result<Ownership, OwnershipError> {
    let checked = check_ownership(input, ctx.market()).map_err(OwnershipError::Invalid)?;
    let now = ctx.now();
    let stretch = Ownership {
        ownership_id: OwnershipId::new(now, &ctx.entropy()),
        owner: checked.owner,
        owned: checked.owned,
        share: checked.share,
        controls: checked.controls,
        valid_from: checked.valid_from,
        valid_until: None,
        evidence: checked.evidence,
        recorded_by,
        recorded_at: now,
    };
    let mut tx = ctx.store().begin().await?;
    let graph = ownership::graph(&mut tx).await?;
    let is_known = |id| graph.parties.iter().any(|party| party.party_id == id);
    if !is_known(stretch.owner) || !is_known(stretch.owned) {
        return Err(OwnershipError::NotFound);
    }
    ownership::insert(&mut tx, &stretch).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    carry(ctx).await?;
    Ok(stretch)
}
