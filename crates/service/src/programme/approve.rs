//! Approves a move of the programme that somebody else proposed.

use pasar_domain::id::StageMoveId;
use pasar_domain::programme::StageMove;

use super::MoveError;
use super::carry::carry;
use super::decide::decide_move;
use super::propose::APPROVALS;
use super::show::read;
use crate::Context;
use crate::actor::StaffMember;

/// Approves a move. It takes effect on its day: now, when that has come.
///
/// # Errors
/// See [`MoveError`]; nothing is written then.
pub async fn approve(
    ctx: &Context,
    staff: StaffMember,
    move_id: StageMoveId,
) -> Result<StageMove, MoveError> {
    let shown = read(ctx).await?;
    let current = shown.move_id;
    let proposed = shown
        .moves
        .into_iter()
        .find(|known| known.move_id == move_id)
        .ok_or(MoveError::NotFound)?;
    if proposed.is_decided() {
        return Err(MoveError::ApprovedBefore);
    }
    if proposed.proposed_by == staff.staff_id() {
        return Err(MoveError::SamePerson);
    }
    if proposed.has_lapsed(current) {
        return Err(MoveError::Lapsed);
    }
    let key = decide_move(ctx, staff, (proposed.from, proposed.to.stage), APPROVALS)?;
    let now = ctx.now();
    let mut tx = ctx.store().begin().await?;
    match pasar_store::programme::approve(&mut tx, &proposed, staff.staff_id(), &key, now).await {
        Err(error) if error.is_conflict_on("programme_approval_pkey") => {
            return Err(MoveError::ApprovedBefore);
        }
        written => written?,
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    carry(ctx).await?;
    Ok(StageMove {
        approved: Some((staff.staff_id(), now)),
        ..proposed
    })
}
