//! Keys for the JSON API, found by the SHA-256 of their secret.

use chrono::Duration;
use std::collections::BTreeMap;

use pasar_domain::Instant;
use pasar_domain::api_key::ApiKey;
use pasar_domain::id::{AccountId, ApiKeyId};
use sqlx::PgConnection;

use crate::error::Result;

/// The time of the last use is kept to so many seconds, so that a busy program does not write with every request.
const LAST_USE_SECONDS: i64 = 60;

/// Writes a new key.
pub async fn insert(
    conn: &mut PgConnection,
    account_id: AccountId,
    key: &ApiKey,
    key_hash: &[u8; 32],
) -> Result<()> {
    sqlx::query!(
        "insert into api_key (api_key_id, key_hash, account_id, name, created_at) values ($1, $2, $3, $4, $5)",
        key.api_key_id.uuid(),
        key_hash.as_slice(),
        account_id.uuid(),
        key.name,
        key.created_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The keys of an account that were not revoked, newest first.
pub async fn list(conn: &mut PgConnection, account_id: AccountId) -> Result<Vec<ApiKey>> {
    let rows = sqlx::query!(
        "select api_key_id, name, created_at, last_used_at from api_key
         where account_id = $1 and revoked_at is null order by api_key_id desc",
        account_id.uuid()
    )
    .fetch_all(conn)
    .await?;
    let keys = rows.into_iter().map(|row| ApiKey {
        api_key_id: ApiKeyId::from_uuid(row.api_key_id),
        name: row.name,
        created_at: row.created_at,
        last_used_at: row.last_used_at,
    });
    Ok(keys.collect())
}

/// Revokes a key. False when the account has no such one, or revoked it before.
pub async fn revoke(
    conn: &mut PgConnection,
    account_id: AccountId,
    api_key_id: ApiKeyId,
    at: Instant,
) -> Result<bool> {
    let done = sqlx::query!(
        "update api_key set revoked_at = $3 where account_id = $1 and api_key_id = $2 and revoked_at is null",
        account_id.uuid(),
        api_key_id.uuid(),
        at
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// A key that may be used.
#[derive(Debug, Clone, Copy)]
pub struct LiveKey {
    /// Its id.
    pub api_key_id: ApiKeyId,
    /// Whose it is.
    pub account_id: AccountId,
    /// When it was last used.
    pub last_used_at: Option<Instant>,
}

impl LiveKey {
    /// Must this use be written down?
    pub fn is_use_news(&self, now: Instant) -> bool {
        let known_for = self.last_used_at.map(|last| now - last);
        known_for.is_none_or(|known_for| known_for >= Duration::seconds(LAST_USE_SECONDS))
    }
}

/// The keys of these hashes that may be used, where there is one, in their order: a key that was revoked, and one of an account that may not act
/// any more, may not.
pub async fn find(conn: &mut PgConnection, hashes: &[[u8; 32]]) -> Result<Vec<Option<LiveKey>>> {
    let wanted: Vec<Vec<u8>> = hashes.iter().map(|hash| hash.to_vec()).collect();
    let rows = sqlx::query!(
        "select key_hash, api_key_id, account_id, last_used_at from api_key join account using (account_id)
         where key_hash = any($1) and revoked_at is null and disabled_at is null",
        &wanted
    )
    .fetch_all(conn)
    .await?;
    let found: BTreeMap<Vec<u8>, LiveKey> = rows
        .into_iter()
        .map(|row| {
            let key = LiveKey {
                api_key_id: ApiKeyId::from_uuid(row.api_key_id),
                account_id: AccountId::from_uuid(row.account_id),
                last_used_at: row.last_used_at,
            };
            (row.key_hash, key)
        })
        .collect();
    Ok(wanted.iter().map(|hash| found.get(hash).copied()).collect())
}

/// Writes down that a key was used.
pub async fn set_used(conn: &mut PgConnection, api_key_id: ApiKeyId, at: Instant) -> Result<()> {
    sqlx::query!(
        "update api_key set last_used_at = $2 where api_key_id = $1",
        api_key_id.uuid(),
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}
