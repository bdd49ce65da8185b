//! `POST /{market}/staff/ownership/{ownership}/end`

use axum::extract::Path;
use pasar_domain::id::OwnershipId;
use pasar_service::ownership::end::end as end_ownership;
use serde::Deserialize;

use crate::prelude::*;

/// Which stretch.
#[derive(Debug, Deserialize)]
pub struct OwnershipPath {
    /// Its id.
    ownership: OwnershipId,
}

/// Ends a stretch of ownership on a day.
///
/// # Errors
/// The database's, or when this member of staff may not, the day is none, or the stretch does not last then.
pub async fn end(duty: OnDuty, Path(path): Path<OwnershipPath>, posted: Posted) -> Result<Turn, WebError> {
    end_ownership(&duty.visit.ctx, duty.staff, path.ownership, posted.value("until"))
        .await
        .map_err(super::refuse)?;
    let turn = duty.visit.go("/staff/ownership");
    Ok(turn.flash(FlashKind::Good, key("ownership-ended")))
}
