//! Shows how far the programme is in a market.

use pasar_domain::id::StageMoveId;
use pasar_domain::programme::{Programme, StageMove};
use pasar_store::{Result, programme};

use crate::Context;
use crate::actor::StaffMember;

/// How the programme stands, and how it came there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownProgramme {
    /// What holds now.
    pub current: Programme,
    /// The move that led to it; none where the programme was never moved.
    pub move_id: Option<StageMoveId>,
    /// Every move that was proposed, newest first.
    pub moves: Vec<StageMove>,
}

/// The programme for staff: what this market's cell knows, and every move.
///
/// # Errors
/// The database's.
pub async fn show(ctx: &Context, _staff: StaffMember) -> Result<ShownProgramme> {
    read(ctx).await
}

pub(crate) async fn read(ctx: &Context) -> Result<ShownProgramme> {
    let mut conn = ctx.home().read().await?;
    let newest = programme::newest(&mut conn).await?;
    drop(conn);
    let mut control = ctx.store().read().await?;
    Ok(ShownProgramme {
        current: newest.map_or(Programme::CLOSED, |newest| newest.programme),
        move_id: newest.map(|newest| newest.move_id),
        moves: programme::moves(&mut control, ctx.market().code.as_str()).await?,
    })
}
