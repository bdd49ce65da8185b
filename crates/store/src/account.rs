//! Accounts of people in a market.

use pasar_domain::Instant;
use pasar_domain::account::{Account, CheckedAccount};
use pasar_domain::id::AccountId;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::row::Row;

/// What signing in needs to know of an account. It has no `Debug`, so that no log gets the hash.
pub struct Credentials {
    /// Whose.
    pub account_id: AccountId,
    /// The hash of the password, in PHC form; something that is no hash when nobody can sign in.
    pub password_hash: String,
    /// May the person sign in?
    pub enabled: bool,
}

struct AccountRow {
    account_id: Uuid,
    email: String,
    name: String,
    language: String,
    created_at: Instant,
}

impl AccountRow {
    fn parse(self) -> Result<Account> {
        let at = Row {
            table: "account",
            id: &self.account_id,
        };
        Ok(Account {
            account_id: AccountId::from_uuid(self.account_id),
            email: at.parse("email", &self.email)?,
            language: at.parse("language", &self.language)?,
            name: self.name,
            created_at: self.created_at,
        })
    }
}

/// Writes a new account and claims its e-mail address.
///
/// # Errors
/// `Conflict` on `account_email_pkey` when the address has an account already.
pub async fn insert(conn: &mut PgConnection, account: &Account, password_hash: &str) -> Result<()> {
    sqlx::query!(
        "with claimed as (insert into account_email (email_key, account_id) values ($2, $1))
         insert into account (account_id, email, password_hash, name, language, created_at) values ($1, $3, $4, $5, $6, $7)",
        account.account_id.uuid(),
        account.email.key(),
        account.email.as_str(),
        password_hash,
        account.name,
        account.language.as_str(),
        account.created_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What signing in with an e-mail address, in lower case, needs to know.
pub async fn credentials(conn: &mut PgConnection, email_key: &str) -> Result<Option<Credentials>> {
    let row = sqlx::query!(
        r#"select account_id, password_hash, disabled_at is null as "enabled!"
           from account_email join account using (account_id) where email_key = $1"#,
        email_key
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Credentials {
        account_id: AccountId::from_uuid(row.account_id),
        password_hash: row.password_hash,
        enabled: row.enabled,
    }))
}

/// An account that may act, with the hash of its password.
pub async fn get(conn: &mut PgConnection, account_id: AccountId) -> Result<Option<(Account, String)>> {
    let row = sqlx::query!(
        "select account_id, email, name, language, created_at, password_hash
         from account where account_id = $1 and disabled_at is null",
        account_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| {
        let account = AccountRow {
            account_id: row.account_id,
            email: row.email,
            name: row.name,
            language: row.language,
            created_at: row.created_at,
        };
        Ok((account.parse()?, row.password_hash))
    })
    .transpose()
}

/// Keeps an account from changing until the transaction ends. False when it may not act any more.
pub async fn lock(conn: &mut PgConnection, account_id: AccountId) -> Result<bool> {
    let found = sqlx::query_scalar!(
        "select account_id from account where account_id = $1 and disabled_at is null for update",
        account_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    Ok(found.is_some())
}

/// Changes name and language. False when the account may not act any more.
pub async fn update(
    conn: &mut PgConnection,
    account_id: AccountId,
    account: &CheckedAccount,
) -> Result<bool> {
    let done = sqlx::query!(
        "update account set name = $2, language = $3 where account_id = $1 and disabled_at is null",
        account_id.uuid(),
        account.name,
        account.language.as_str()
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Changes the password, unless it has changed since `former_hash` was read or the account may not act any more; false then.
pub async fn set_password(
    conn: &mut PgConnection,
    account_id: AccountId,
    former_hash: &str,
    password_hash: &str,
) -> Result<bool> {
    let done = sqlx::query!(
        "update account set password_hash = $3 where account_id = $1 and password_hash = $2 and disabled_at is null",
        account_id.uuid(),
        former_hash,
        password_hash
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Erases the person from an account: name, e-mail address, password, second factor, passkeys, addresses, cart, keys and sessions. The row stays, for
/// orders of the past name it. The address may be used for a new account.
pub async fn close(conn: &mut PgConnection, account_id: AccountId, at: Instant) -> Result<()> {
    let id = account_id.uuid();
    crate::session::delete_all(&mut *conn, account_id).await?;
    sqlx::query!("delete from half_sign_in where holder_id = $1", id)
        .execute(&mut *conn)
        .await?;
    sqlx::query!("delete from passkey_challenge where holder_id = $1", id)
        .execute(&mut *conn)
        .await?;
    sqlx::query!("delete from passkey where holder_id = $1", id)
        .execute(&mut *conn)
        .await?;
    sqlx::query!("delete from second_factor where holder_id = $1", id)
        .execute(&mut *conn)
        .await?;
    sqlx::query!("delete from api_key where account_id = $1", id)
        .execute(&mut *conn)
        .await?;
    sqlx::query!("delete from address where account_id = $1", id)
        .execute(&mut *conn)
        .await?;
    sqlx::query!("delete from cart where account_id = $1", id)
        .execute(&mut *conn)
        .await?;
    sqlx::query!("delete from account_email where account_id = $1", id)
        .execute(&mut *conn)
        .await?;
    sqlx::query!(
        "update account set email = '', name = '-', password_hash = '!', disabled_at = $2, closed_at = $2 where account_id = $1",
        id,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}
