//! Revokes evidence of who a seller is.

use pasar_domain::Instant;
use pasar_domain::id::{SellerId, VerificationId};
use pasar_domain::seller::check_reason;
use pasar_store::{PgConnection, verification};

use super::{SellerError, told};
use crate::Context;
use crate::actor::StaffMember;

/// Revokes a verification, with a reason that the seller reads. From this transaction on it does not count.
///
/// # Errors
/// See [`SellerError`]; nothing is written then.
pub async fn revoke(
    ctx: &Context,
    staff: StaffMember,
    (seller_id, verification_id): (SellerId, VerificationId),
    reason: &str,
) -> Result<(), SellerError> {
    if !staff.may_moderate() {
        return Err(SellerError::NotAllowed);
    }
    let reason = check_reason(reason).map_err(SellerError::Invalid)?;
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let about = (seller_id, verification_id);
    if !revoke_in(ctx, &mut tx, staff, about, (&reason, now)).await? {
        let known = verification::of_seller(&mut tx, seller_id).await?;
        let is_known = known
            .iter()
            .any(|known| known.verification.verification_id == verification_id);
        return Err(if is_known {
            SellerError::RevokedBefore
        } else {
            SellerError::NotFound
        });
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    ctx.bell().ring();
    Ok(())
}

/// Revokes a verification in the transaction of `conn`, and lets everybody follow. False when it was revoked before, or is not there.
pub(crate) async fn revoke_in(
    ctx: &Context,
    conn: &mut PgConnection,
    staff: StaffMember,
    about: (SellerId, VerificationId),
    (reason, now): (&str, Instant),
) -> Result<bool, pasar_store::Error> {
    let is_revoked = verification::revoke(&mut *conn, about, staff.staff_id(), reason, now).await?;
    if is_revoked {
        told(ctx, conn, about, now).await?;
    }
    Ok(is_revoked)
}
