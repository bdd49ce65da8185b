//! The evidence of who sellers are, as somebody checked it.

use std::collections::BTreeSet;

use pasar_domain::Instant;
use pasar_domain::id::{OrderId, SellerId, StaffId, VerificationId};
use pasar_domain::seller::Verification;
use sqlx::PgConnection;

use crate::error::Result;
use crate::order::{OrderKey, columns};
use crate::row::Row;

/// A verification with what happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedVerification {
    /// What was checked.
    pub verification: Verification,
    /// What was noted for other members of staff.
    pub note: String,
    /// Who checked it; nobody for what a demo made up.
    pub recorded_by: Option<StaffId>,
    /// When.
    pub recorded_at: Instant,
    /// Since when it counts no longer, and the reason that the seller reads.
    pub revoked: Option<(Instant, String)>,
}

impl RecordedVerification {
    /// Does it count at this instant?
    pub fn counts_at(&self, at: Instant) -> bool {
        self.revoked.is_none() && self.verification.valid_from <= at && at < self.verification.valid_until
    }
}

/// Records evidence that was checked, by a member of staff or, in demos and tests, by nobody. Until it ends by itself; a campaign may make it
/// end earlier.
pub async fn insert(
    conn: &mut PgConnection,
    seller_id: SellerId,
    recorded: &RecordedVerification,
) -> Result<()> {
    let verification = &recorded.verification;
    sqlx::query!(
        "insert into verification (seller_id, verification_id, evidence, issued_by, valid_from, valid_until, checked_until, note,
            recorded_by, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9)",
        seller_id.uuid(),
        verification.verification_id.uuid(),
        verification.evidence.as_str(),
        verification.issued_by.as_str(),
        verification.valid_from,
        verification.valid_until,
        recorded.note,
        recorded.recorded_by.map(StaffId::uuid),
        recorded.recorded_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Revokes evidence, with the reason that the seller reads. False when it was revoked before, or is not there.
pub async fn revoke(
    conn: &mut PgConnection,
    (seller_id, verification_id): (SellerId, VerificationId),
    staff_id: StaffId,
    reason: &str,
    at: Instant,
) -> Result<bool> {
    let done = sqlx::query!(
        "update verification set revoked_at = $5, revoked_by = $3, revoke_reason = $4
         where seller_id = $1 and verification_id = $2 and revoked_at is null",
        seller_id.uuid(),
        verification_id.uuid(),
        staff_id.uuid(),
        reason,
        at
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Those of these orders with a seller whom nothing verifies at this instant. For the others, revoking what verifies the seller waits for
/// this transaction.
pub async fn unverified_orders(
    conn: &mut PgConnection,
    keys: &[OrderKey],
    at: Instant,
) -> Result<BTreeSet<OrderId>> {
    let (shops, orders) = columns(keys);
    let rows = sqlx::query_scalar!(
        "with wanted as materialized (
             select shop_id, order_id, seller_id from order_line
             where (shop_id, order_id) in (select * from unnest($1::uuid[], $2::uuid[])) and seller_id is not null),
         held as materialized (
             select seller_id, revoked_at is null and $3 < valid_until as counts from verification
             where seller_id in (select seller_id from wanted)
             order by seller_id, verification_id for share)
         select distinct order_id from wanted
         where not exists (select from held where held.seller_id = wanted.seller_id and held.counts)",
        &shops,
        &orders,
        at
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(OrderId::from_uuid).collect())
}

/// Every verification of a seller, newest first.
pub async fn of_seller(conn: &mut PgConnection, seller_id: SellerId) -> Result<Vec<RecordedVerification>> {
    let rows = sqlx::query!(
        "select verification_id, evidence, issued_by, valid_from, valid_until, note, recorded_by, recorded_at, revoked_at, revoke_reason
         from verification where seller_id = $1 order by verification_id desc",
        seller_id.uuid()
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let at = Row {
                table: "verification",
                id: &row.verification_id,
            };
            Ok(RecordedVerification {
                verification: Verification {
                    verification_id: VerificationId::from_uuid(row.verification_id),
                    evidence: at.parse("evidence", &row.evidence)?,
                    issued_by: at.parse("issued_by", &row.issued_by)?,
                    valid_from: row.valid_from,
                    valid_until: row.valid_until,
                },
                note: row.note,
                recorded_by: row.recorded_by.map(StaffId::from_uuid),
                recorded_at: row.recorded_at,
                revoked: row.revoked_at.zip(row.revoke_reason),
            })
        })
        .collect()
}
