//! Records evidence of who a seller is, as a member of staff checked it.

use pasar_domain::Instant;
use pasar_domain::id::{SellerId, VerificationId};
use pasar_domain::seller::{CheckedVerification, Verification, VerificationInput, check_verification};
use pasar_store::{PgConnection, screening, seller, verification};

use super::begin::begin;
use super::{RecordedVerification, SellerError, told};
use crate::Context;
use crate::actor::StaffMember;

/// Records a verification. It counts from now on; those before it count on until they expire or are revoked.
///
/// # Errors
/// See [`SellerError`]; nothing is written then.
pub async fn verify(
    ctx: &Context,
    staff: StaffMember,
    seller_id: SellerId,
    input: &VerificationInput,
) -> Result<RecordedVerification, SellerError> {
    if !staff.may_moderate() {
        return Err(SellerError::NotAllowed);
    }
    let now = ctx.now();
    let checked = check_verification(input, ctx.market(), now).map_err(SellerError::Invalid)?;
    let mut tx = ctx.home().begin().await?;
    let recorded = record(ctx, &mut tx, staff, (seller_id, checked, now)).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    ctx.bell().ring();
    Ok(recorded)
}

/// Records what was checked, and lets everybody follow. In the caller's transaction.
pub(crate) async fn record(
    ctx: &Context,
    conn: &mut PgConnection,
    staff: StaffMember,
    (seller_id, checked, now): (SellerId, CheckedVerification, Instant),
) -> Result<RecordedVerification, SellerError> {
    let recorded = RecordedVerification {
        verification: Verification {
            verification_id: VerificationId::new(now, &ctx.entropy()),
            evidence: checked.evidence,
            issued_by: checked.issued_by,
            valid_from: now,
            valid_until: checked.valid_until,
        },
        note: checked.note,
        recorded_by: Some(staff.staff_id()),
        recorded_at: now,
        revoked: None,
    };
    if seller::by_id(&mut *conn, seller_id).await?.is_none() {
        return Err(SellerError::NotFound);
    }
    if screening::seller::is_hit(&mut *conn, seller_id).await? {
        return Err(SellerError::Listed);
    }
    begin(ctx, &mut *conn, seller_id, now).await?;
    verification::insert(&mut *conn, seller_id, &recorded).await?;
    let about = (seller_id, recorded.verification.verification_id);
    told(ctx, conn, about, now).await?;
    Ok(recorded)
}
