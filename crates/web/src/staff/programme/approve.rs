//! `POST /{market}/staff/programme/{stage_move}/approve`

use axum::extract::Path;
use pasar_domain::id::StageMoveId;
use pasar_service::programme::approve::approve as approve_move;
use serde::Deserialize;

use crate::prelude::*;

/// Which move.
#[derive(Debug, Deserialize)]
pub struct MovePath {
    /// Its id.
    stage_move: StageMoveId,
}

/// Approves a move that somebody else proposed.
///
/// # Errors
/// The database's, or when this person proposed it, the charter does not allow it, or the programme has moved since.
pub async fn approve(duty: OnDuty, Path(path): Path<MovePath>, _: Posted) -> Result<Turn, WebError> {
    approve_move(&duty.visit.ctx, duty.staff, path.stage_move)
        .await
        .map_err(|error| super::refuse(&duty.visit.ctx, error))?;
    let turn = duty.visit.go("/staff/programme");
    Ok(turn.flash(FlashKind::Good, key("programme-approved")))
}
