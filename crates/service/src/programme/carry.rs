//! Carries decided moves of the programme into the market's cell.

use std::collections::BTreeSet;

use pasar_domain::id::StageMoveId;
use pasar_domain::programme::StageMove;
use pasar_store::{Result, outbox, programme};

use crate::Context;

/// Lets every move that is decided and due take effect in the cell, in their order, unless another came between. The search index looks at
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
    drop(control);
    let carried: BTreeSet<StageMoveId> = programme::carried(&mut tx).await?.into_iter().collect();
    let mut newest = programme::newest(&mut tx).await?.map(|newest| newest.move_id);
    moves.retain(|known| !carried.contains(&known.move_id));
    moves.sort_by_key(StageMove::decided_at);
    let mut done = 0;
    for due in &moves {
        if due.is_due(newest, now) {
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
