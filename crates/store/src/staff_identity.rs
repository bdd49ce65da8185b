//! Who a member of staff is at the operator's provider, in the control schema.

use pasar_domain::Instant;
use pasar_domain::id::StaffId;
use sqlx::PgConnection;

use crate::error::Result;

/// Binds a member of staff to an identity: an issuer and its name for the person. Nothing happens when either is bound already.
pub async fn bind(
    conn: &mut PgConnection,
    (issuer, subject): (&str, &str),
    staff_id: StaffId,
    at: Instant,
) -> Result<()> {
    sqlx::query!(
        "insert into staff_identity (issuer, subject, staff_id, bound_at) values ($1, $2, $3, $4) on conflict do nothing",
        issuer,
        subject,
        staff_id.uuid(),
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The member of staff who is bound to an identity.
pub async fn find(conn: &mut PgConnection, (issuer, subject): (&str, &str)) -> Result<Option<StaffId>> {
    let found = sqlx::query_scalar!(
        "select staff_id from staff_identity where issuer = $1 and subject = $2",
        issuer,
        subject
    )
    .fetch_optional(conn)
    .await?;
    Ok(found.map(StaffId::from_uuid))
}
