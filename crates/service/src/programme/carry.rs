//! Carries decided moves of the programme into the market's cell.

use std::collections::BTreeSet;

use pasar_domain::Instant;
use pasar_domain::id::StageMoveId;
use pasar_domain::programme::StageMove;
use pasar_domain::staff::Staff;
use pasar_store::{Result, outbox, programme, staff};

use super::decide::still_allows;
use crate::Context;

/// Lets every move that is decided and due take effect in the cell, in their order, unless another came between, or the charter in force does
/// not allow it any more. The search index looks at
/// the listings of merchants again. Returns how many moves that were; doing it again changes nothing.
///
/// # Errors
/// The database's.
pub async fn carry(ctx: &Context) -> Result<usize> {
    let mut tx = ctx.home().begin().await?;
    programme::take_turn(&mut tx).await?;
    let now = ctx.now();
    let mut control = ctx.store().read().await?;
    let mut moves = programme::moves(&mut control, ctx.market().code.as_str()).await?;
    let roles = staff::list(&mut control).await?;
    drop(control);
    let carried: BTreeSet<StageMoveId> = programme::carried(&mut tx).await?.into_iter().collect();
    let mut newest = programme::newest(&mut tx).await?.map(|newest| newest.move_id);
    moves.retain(|known| !carried.contains(&known.move_id));
    moves.sort_by_key(StageMove::decided_at);
    let mut done = 0;
    for due in &moves {
        if due.is_due(newest, now) && is_allowed(ctx, due, &roles, now) {
            programme::carry(&mut tx, due, now).await?;
            newest = Some(due.move_id);
            done += 1;
        }
    }
    if done > 0 {
        outbox::merchant_listings_changed(&mut tx, now).await?;
    }
    tx.commit().await?;
    if done > 0 {
        ctx.bell().ring();
    }
    Ok(done)
}

/// Whoever decided it may have done so under another charter version than the one that is in force on its day. A stop holds whatever that
/// says: one that was pressed is never undone by itself.
fn is_allowed(ctx: &Context, due: &StageMove, staff: &[Staff], now: Instant) -> bool {
    let decided_by = due.approved.map_or(due.proposed_by, |(by, _)| by);
    let role = staff
        .iter()
        .find(|member| member.staff_id == decided_by)
        .map(|member| member.role);
    due.stops || role.is_some_and(|role| still_allows(ctx, due, role, now))
}
