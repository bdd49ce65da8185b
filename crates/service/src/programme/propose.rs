//! Proposes a move of the programme, for somebody else to approve.

use pasar_domain::id::StageMoveId;
use pasar_domain::programme::{MoveInput, StageMove, check_move};

use super::MoveError;
use super::decide::decide_move;
use super::show::read;
use crate::Context;
use crate::actor::StaffMember;

/// People who must have agreed to a move when it takes effect.
pub(super) const APPROVALS: i64 = 2;

/// Proposes a move: to a stage with a cohort, on a day, for a reason. What the charter would refuse even with a second person's approval is
/// refused at once.
///
/// # Errors
/// See [`MoveError`]; nothing is written then.
pub async fn propose(ctx: &Context, staff: StaffMember, input: &MoveInput) -> Result<StageMove, MoveError> {
    let now = ctx.now();
    let checked = check_move(input, ctx.market(), now).map_err(MoveError::Invalid)?;
    let shown = read(ctx).await?;
    if shown.current == checked.to {
        return Err(MoveError::NoChange);
    }
    let key = decide_move(ctx, staff, (shown.current.stage, checked.to.stage), APPROVALS)?;
    let proposed = StageMove {
        move_id: StageMoveId::new(now, &ctx.entropy()),
        from: shown.current.stage,
        to: checked.to,
        charter_version: ctx.charter().version.clone(),
        reason: checked.reason,
        effective_at: checked.effective_at,
        follows: shown.move_id,
        stops: false,
        proposed_by: staff.staff_id(),
        proposed_at: now,
        approved: None,
    };
    let mut tx = ctx.store().begin().await?;
    pasar_store::programme::insert(&mut tx, ctx.market().code.as_str(), &proposed, &key).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(proposed)
}
