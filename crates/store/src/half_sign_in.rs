//! Sign-ins that still owe the second factor: of accounts in their cell, of staff in the control schema, in tables of one shape.

use pasar_domain::Instant;
use pasar_domain::second_factor::FactorHolder;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::session::TokenHash;

/// Writes a sign-in that begins and ends at these instants.
pub async fn insert(
    conn: &mut PgConnection,
    token_hash: &TokenHash,
    holder: FactorHolder,
    (created_at, expires_at): (Instant, Instant),
) -> Result<()> {
    sqlx::query!(
        "insert into half_sign_in (token_hash, holder_id, created_at, expires_at) values ($1, $2, $3, $4)",
        token_hash.as_slice(),
        holder.uuid(),
        created_at,
        expires_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whose sign-in a token stands for, as the table of the place says. Nothing for one that has ended.
pub async fn find(conn: &mut PgConnection, token_hash: &TokenHash, now: Instant) -> Result<Option<Uuid>> {
    let found = sqlx::query_scalar!(
        "select holder_id from half_sign_in where token_hash = $1 and expires_at > $2",
        token_hash.as_slice(),
        now
    )
    .fetch_optional(conn)
    .await?;
    Ok(found)
}

/// Ends a sign-in. False when it has ended already: of two who finish one, one does.
pub async fn delete(conn: &mut PgConnection, token_hash: &TokenHash) -> Result<bool> {
    let done = sqlx::query!(
        "delete from half_sign_in where token_hash = $1",
        token_hash.as_slice()
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Ends every sign-in of somebody.
pub async fn delete_all(conn: &mut PgConnection, holder: FactorHolder) -> Result<()> {
    sqlx::query!("delete from half_sign_in where holder_id = $1", holder.uuid())
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets sign-ins that ended before an instant. Returns how many.
pub async fn forget(conn: &mut PgConnection, before: Instant) -> Result<u64> {
    let done = sqlx::query!("delete from half_sign_in where expires_at < $1", before)
        .execute(conn)
        .await?;
    Ok(done.rows_affected())
}
