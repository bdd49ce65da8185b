//! `POST /{market}/staff/products/{product}/lift`

use axum::extract::Path;
use pasar_service::takedown::lift::lift as lift_takedown;

use super::product::StaffProductPath;
use crate::prelude::*;

/// Lets buyers see a product again.
///
/// # Errors
/// The database's, or when this member of staff may not, or the product is not down.
pub async fn lift(duty: OnDuty, Path(path): Path<StaffProductPath>, _: Posted) -> Result<Turn, WebError> {
    lift_takedown(&duty.visit.ctx, duty.staff, path.product)
        .await
        .map_err(super::refuse)?;
    let turn = duty.visit.go(&format!("/staff/products/{}", path.product));
    Ok(turn.flash(FlashKind::Good, key("staff-lifted")))
}
