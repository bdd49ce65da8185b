//! The kill switch: one person stops the programme at once.

use pasar_domain::id::StageMoveId;
use pasar_domain::programme::{Programme, Stage, StageMove, check_reason};

use super::MoveError;
use super::carry::carry;
use super::decide::decide_move;
use super::show::read;
use crate::Context;
use crate::actor::StaffMember;

/// Stops the programme in this market. From now on nothing of a merchant's is seen or sold; orders that were placed are honoured. The
/// cohort's share is kept for the day on which it goes on, and every move that waits lapses.
///
/// # Errors
/// See [`MoveError`].
pub async fn pause(ctx: &Context, staff: StaffMember, reason: &str) -> Result<StageMove, MoveError> {
    let reason = check_reason(reason).map_err(MoveError::Invalid)?;
    let shown = read(ctx).await?;
    if shown.current.stage == Stage::Paused {
        return Err(MoveError::NoChange);
    }
    let key = decide_move(ctx, staff, (shown.current.stage, Stage::Paused), 1)?;
    let now = ctx.now();
    let stop = StageMove {
        move_id: StageMoveId::new(now, &ctx.entropy()),
        from: shown.current.stage,
        to: Programme {
            stage: Stage::Paused,
            ..shown.current
        },
        charter_version: ctx.charter().version.clone(),
        reason,
        effective_at: now,
        follows: shown.move_id,
        stops: true,
        proposed_by: staff.staff_id(),
        proposed_at: now,
        approved: None,
    };
    let mut tx = ctx.store().begin().await?;
    pasar_store::programme::insert(&mut tx, ctx.market().code.as_str(), &stop, &key).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    carry(ctx).await?;
    Ok(stop)
}
