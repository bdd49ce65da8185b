//! Passkeys: of accounts in their cell, of staff in the control schema, in tables of one shape.

use pasar_domain::Instant;
use pasar_domain::id::PasskeyId;
use pasar_domain::passkey::Passkey;
use pasar_domain::second_factor::FactorHolder;
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::session::TokenHash;

/// Writes a new passkey. False when its holder has it already.
pub async fn insert(
    conn: &mut PgConnection,
    holder: FactorHolder,
    passkey: &Passkey,
    (credential_id, credential): (&[u8], &Value),
) -> Result<bool> {
    let done = sqlx::query!(
        "insert into passkey (holder_id, passkey_id, credential_id, name, credential, made_at)
         values ($1, $2, $3, $4, $5, $6) on conflict (holder_id, credential_id) do nothing",
        holder.uuid(),
        passkey.passkey_id.uuid(),
        credential_id,
        passkey.name,
        credential,
        passkey.made_at
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// The passkeys of somebody, newest first.
pub async fn list(conn: &mut PgConnection, holder: FactorHolder) -> Result<Vec<Passkey>> {
    let rows = sqlx::query!(
        "select passkey_id, name, made_at, last_used_at from passkey where holder_id = $1 order by passkey_id desc",
        holder.uuid()
    )
    .fetch_all(conn)
    .await?;
    let passkeys = rows.into_iter().map(|row| Passkey {
        passkey_id: PasskeyId::from_uuid(row.passkey_id),
        name: row.name,
        made_at: row.made_at,
        last_used_at: row.last_used_at,
    });
    Ok(passkeys.collect())
}

/// What authenticators call the passkeys of somebody.
pub async fn credential_ids(conn: &mut PgConnection, holder: FactorHolder) -> Result<Vec<Vec<u8>>> {
    let ids = sqlx::query_scalar!(
        "select credential_id from passkey where holder_id = $1",
        holder.uuid()
    )
    .fetch_all(conn)
    .await?;
    Ok(ids)
}

/// The credential of a passkey, locked until the transaction ends.
pub async fn lock(
    conn: &mut PgConnection,
    holder: FactorHolder,
    credential_id: &[u8],
) -> Result<Option<(PasskeyId, Value)>> {
    let row = sqlx::query!(
        "select passkey_id, credential from passkey where holder_id = $1 and credential_id = $2 for update",
        holder.uuid(),
        credential_id
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| (PasskeyId::from_uuid(row.passkey_id), row.credential)))
}

/// Writes down that somebody signed in with a passkey, and its counter.
pub async fn set_used(
    conn: &mut PgConnection,
    (holder, passkey_id): (FactorHolder, PasskeyId),
    credential: &Value,
    at: Instant,
) -> Result<()> {
    sqlx::query!(
        "update passkey set credential = $3, last_used_at = $4 where holder_id = $1 and passkey_id = $2",
        holder.uuid(),
        passkey_id.uuid(),
        credential,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Names a passkey anew. False when its holder has none of this id.
pub async fn rename(
    conn: &mut PgConnection,
    holder: FactorHolder,
    passkey_id: PasskeyId,
    name: &str,
) -> Result<bool> {
    let done = sqlx::query!(
        "update passkey set name = $3 where holder_id = $1 and passkey_id = $2",
        holder.uuid(),
        passkey_id.uuid(),
        name
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Removes a passkey. False when its holder has none of this id.
pub async fn delete(conn: &mut PgConnection, holder: FactorHolder, passkey_id: PasskeyId) -> Result<bool> {
    let done = sqlx::query!(
        "delete from passkey where holder_id = $1 and passkey_id = $2",
        holder.uuid(),
        passkey_id.uuid()
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Removes every passkey of somebody, and their challenges. Returns how many passkeys.
pub async fn delete_all(conn: &mut PgConnection, holder: FactorHolder) -> Result<u64> {
    sqlx::query!(
        "delete from passkey_challenge where holder_id = $1",
        holder.uuid()
    )
    .execute(&mut *conn)
    .await?;
    let done = sqlx::query!("delete from passkey where holder_id = $1", holder.uuid())
        .execute(conn)
        .await?;
    Ok(done.rows_affected())
}

/// Writes a challenge: for somebody who adds a passkey, or for whoever signs in.
pub async fn insert_challenge(
    conn: &mut PgConnection,
    token_hash: &TokenHash,
    (holder, state): (Option<FactorHolder>, &Value),
    (created_at, expires_at): (Instant, Instant),
) -> Result<()> {
    sqlx::query!(
        "insert into passkey_challenge (token_hash, holder_id, state, created_at, expires_at) values ($1, $2, $3, $4, $5)",
        token_hash.as_slice(),
        holder.map(FactorHolder::uuid),
        state,
        created_at,
        expires_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes a challenge, which is answered once: for whom it was, and what the library knows of it.
pub async fn take_challenge(
    conn: &mut PgConnection,
    token_hash: &TokenHash,
    now: Instant,
) -> Result<Option<(Option<Uuid>, Value)>> {
    let row = sqlx::query!(
        "delete from passkey_challenge where token_hash = $1 and expires_at > $2 returning holder_id, state",
        token_hash.as_slice(),
        now
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| (row.holder_id, row.state)))
}

/// Forgets challenges that ended before an instant. Returns how many.
pub async fn forget_challenges(conn: &mut PgConnection, before: Instant) -> Result<u64> {
    let done = sqlx::query!("delete from passkey_challenge where expires_at < $1", before)
        .execute(conn)
        .await?;
    Ok(done.rows_affected())
}
