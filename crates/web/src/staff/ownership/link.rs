//! `POST /{market}/staff/ownership/parties/{party}/sellers`

use axum::extract::Path;
use pasar_domain::id::PartyId;
use pasar_service::ownership::party::link as link_seller;
use serde::Deserialize;

use crate::prelude::*;

/// Which party.
#[derive(Debug, Deserialize)]
pub struct PartyPath {
    /// Its id.
    party: PartyId,
}

/// Says that a seller of this market is a party.
///
/// # Errors
/// The database's, or when this member of staff may not, there is no such seller, or it is a party's already.
pub async fn link(duty: OnDuty, Path(path): Path<PartyPath>, posted: Posted) -> Result<Turn, WebError> {
    let seller = posted.parsed("seller")?;
    link_seller(&duty.visit.ctx, duty.staff, path.party, seller)
        .await
        .map_err(super::refuse)?;
    let turn = duty.visit.go("/staff/ownership");
    Ok(turn.flash(FlashKind::Good, key("ownership-recorded")))
}
