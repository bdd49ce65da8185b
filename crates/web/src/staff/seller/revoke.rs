//! `POST /{market}/staff/sellers/{seller}/verifications/{verification}/revoke`

use axum::extract::Path;
use pasar_domain::id::{SellerId, VerificationId};
use pasar_service::seller::revoke::revoke as revoke_verification;
use serde::Deserialize;

use crate::prelude::*;

/// Which verification of which seller.
#[derive(Debug, Deserialize)]
pub struct VerificationPath {
    /// The seller.
    seller: SellerId,
    /// The verification.
    verification: VerificationId,
}

/// Revokes a verification, with a reason that the seller reads.
///
/// # Errors
/// The database's, or when this member of staff may not, the reason is missing, or it does not count any more.
pub async fn revoke(
    duty: OnDuty,
    Path(path): Path<VerificationPath>,
    posted: Posted,
) -> Result<Turn, WebError> {
    let about = (path.seller, path.verification);
    revoke_verification(&duty.visit.ctx, duty.staff, about, posted.value("reason"))
        .await
        .map_err(super::refuse)?;
    let turn = duty.visit.go(&format!("/staff/sellers/{}", path.seller));
    Ok(turn.flash(FlashKind::Good, key("staff-seller-revoked")))
}
