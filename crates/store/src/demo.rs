//! People who exist for the demo only: they own shops and cannot sign in, for no password has their hash.

use pasar_domain::Instant;
use pasar_domain::id::AccountId;
use sqlx::PgConnection;

use crate::error::Result;

/// The account of this address; written now, without a password, if there was none. `fresh` is the id it then gets.
pub async fn owner(
    conn: &mut PgConnection,
    fresh: AccountId,
    (email, name, language): (&str, &str, &str),
    at: Instant,
) -> Result<AccountId> {
    let key = email.to_lowercase();
    let found = sqlx::query_scalar!("select account_id from account_email where email_key = $1", key)
        .fetch_optional(&mut *conn)
        .await?;
    if let Some(found) = found {
        return Ok(AccountId::from_uuid(found));
    }
    sqlx::query!(
        "insert into account (account_id, email, password_hash, name, language, created_at) values ($1, $2, '!', $3, $4, $5)",
        fresh.uuid(),
        email,
        name,
        language,
        at
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "insert into account_email (email_key, account_id) values ($1, $2)",
        key,
        fresh.uuid()
    )
    .execute(conn)
    .await?;
    Ok(fresh)
}
