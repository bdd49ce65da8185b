//! Sessions of staff, in the control schema: one session serves every market.

use pasar_domain::Instant;
use pasar_domain::id::StaffId;
use pasar_domain::staff::{OpenedWith, StaffRole};
use sqlx::PgConnection;

use crate::error::Result;
use crate::row::Row;
use crate::session::TokenHash;

/// A session of staff that lasts.
pub struct FoundStaffSession {
    /// Who.
    pub staff_id: StaffId,
    /// What the person may do.
    pub role: StaffRole,
    /// What the person is called.
    pub name: String,
    /// What the session was opened with.
    pub opened_with: OpenedWith,
    /// When the session ends.
    pub expires_at: Instant,
}

impl std::fmt::Debug for FoundStaffSession {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FoundStaffSession")
            .field("staff_id", &self.staff_id)
            .finish_non_exhaustive()
    }
}

/// The session of a token. Nothing for one that has ended, or whose person may not act any more.
pub async fn find(
    conn: &mut PgConnection,
    token_hash: &TokenHash,
    now: Instant,
) -> Result<Option<FoundStaffSession>> {
    let row = sqlx::query!(
        "select staff_id, role, name, opened_with, expires_at from staff_session join staff using (staff_id)
         where token_hash = $1 and expires_at > $2 and disabled_at is null",
        token_hash.as_slice(),
        now
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| {
        let at = Row {
            table: "staff",
            id: &row.staff_id,
        };
        Ok(FoundStaffSession {
            staff_id: StaffId::from_uuid(row.staff_id),
            role: at.parse("role", &row.role)?,
            name: row.name,
            opened_with: at.parse("opened_with", &row.opened_with)?,
            expires_at: row.expires_at,
        })
    })
    .transpose()
}

/// Writes a session.
pub async fn insert(
    conn: &mut PgConnection,
    token_hash: &TokenHash,
    (staff_id, opened_with): (StaffId, OpenedWith),
    (created_at, expires_at): (Instant, Instant),
) -> Result<()> {
    sqlx::query!(
        "insert into staff_session (token_hash, staff_id, opened_with, created_at, expires_at) values ($1, $2, $3, $4, $5)",
        token_hash.as_slice(),
        staff_id.uuid(),
        opened_with.as_str(),
        created_at,
        expires_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes down what all sessions of a person count as from now on: a second factor was added, or removed.
pub async fn set_opened_with(
    conn: &mut PgConnection,
    staff_id: StaffId,
    opened_with: OpenedWith,
) -> Result<()> {
    sqlx::query!(
        "update staff_session set opened_with = $2 where staff_id = $1",
        staff_id.uuid(),
        opened_with.as_str()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends a session.
pub async fn delete(conn: &mut PgConnection, token_hash: &TokenHash) -> Result<()> {
    sqlx::query!(
        "delete from staff_session where token_hash = $1",
        token_hash.as_slice()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends all sessions of a person.
pub async fn delete_all(conn: &mut PgConnection, staff_id: StaffId) -> Result<()> {
    sqlx::query!("delete from staff_session where staff_id = $1", staff_id.uuid())
        .execute(conn)
        .await?;
    Ok(())
}

/// Ends all sessions of a person but one.
pub async fn delete_others(conn: &mut PgConnection, staff_id: StaffId, kept: &TokenHash) -> Result<()> {
    sqlx::query!(
        "delete from staff_session where staff_id = $1 and token_hash <> $2",
        staff_id.uuid(),
        kept.as_slice()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets sessions that ended before an instant. Returns how many.
pub async fn forget(connection: &mut PgConnection, before: Instant) -> Result<u64> {
    let done = sqlx::query!("delete from staff_session where expires_at < $1", before)
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}
