//! Who opened which document, what of it, and why.

use pasar_domain::id::{AccessId, DocumentId, SellerId, StaffId};
use pasar_domain::identity::access::Access;
use sqlx::PgConnection;

use crate::error::Result;
use crate::row::Row;

/// Writes down an opening; it is never changed.
pub async fn insert(conn: &mut PgConnection, seller_id: SellerId, access: &Access) -> Result<()> {
    sqlx::query!(
        "insert into identity_access (seller_id, access_id, document_id, staff_id, role, part, purpose, opened_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        seller_id.uuid(),
        access.access_id.uuid(),
        access.document_id.uuid(),
        access.staff_id.uuid(),
        access.role.as_str(),
        access.part.as_str(),
        access.purpose.as_str(),
        access.opened_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The openings of a seller's documents, last first.
pub async fn of_seller(conn: &mut PgConnection, seller_id: SellerId, limit: i64) -> Result<Vec<Access>> {
    let rows = sqlx::query!(
        "select access_id, document_id, staff_id, role, part, purpose, opened_at
         from identity_access where seller_id = $1 order by access_id desc limit $2",
        seller_id.uuid(),
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let at = Row {
                table: "identity_access",
                id: &row.access_id,
            };
            Ok(Access {
                access_id: AccessId::from_uuid(row.access_id),
                document_id: DocumentId::from_uuid(row.document_id),
                staff_id: StaffId::from_uuid(row.staff_id),
                role: at.parse("role", &row.role)?,
                part: at.parse("part", &row.part)?,
                purpose: at.parse("purpose", &row.purpose)?,
                opened_at: row.opened_at,
            })
        })
        .collect()
}
