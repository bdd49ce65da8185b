//! Sign-ins of staff that have gone to the provider, in the control schema.

use pasar_domain::Instant;
use sqlx::PgConnection;

use crate::error::Result;
use crate::session::TokenHash;

/// Writes a sign-in that begins and ends at these instants.
pub async fn insert(
    conn: &mut PgConnection,
    token_hash: &TokenHash,
    (created_at, expires_at): (Instant, Instant),
) -> Result<()> {
    sqlx::query!(
        "insert into oidc_sign_in (token_hash, created_at, expires_at) values ($1, $2, $3)",
        token_hash.as_slice(),
        created_at,
        expires_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends a sign-in. False when it has ended already: of two who finish one, one does.
pub async fn take(conn: &mut PgConnection, token_hash: &TokenHash, now: Instant) -> Result<bool> {
    let done = sqlx::query!(
        "delete from oidc_sign_in where token_hash = $1 and expires_at > $2",
        token_hash.as_slice(),
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Forgets sign-ins that ended before an instant. Returns how many.
pub async fn forget(conn: &mut PgConnection, before: Instant) -> Result<u64> {
    let done = sqlx::query!("delete from oidc_sign_in where expires_at < $1", before)
        .execute(conn)
        .await?;
    Ok(done.rows_affected())
}
