//! Sessions of accounts and of guests. A row is found by the SHA-256 of the token in a visitor's cookie: the table alone
//! opens no session.

use pasar_domain::Instant;
use pasar_domain::email::EmailAddress;
use pasar_domain::id::{AccountId, CartId};
use pasar_domain::market::Language;
use pasar_domain::surface::Surface;
use sqlx::PgConnection;

use crate::error::Result;
use crate::row::Row;

/// SHA-256 of a session's token.
pub type TokenHash = [u8; 32];

/// A session that lasts, with what every page shows of its person.
#[derive(Debug)]
pub struct FoundSession {
    /// Who has signed in; nobody, for a guest.
    pub person: Option<Person>,
    /// The person's cart, or the guest's.
    pub cart_id: Option<CartId>,
    /// Pieces in it.
    pub cart_pieces: u32,
    /// When the session ends unless it is used.
    pub expires_at: Instant,
}

/// Who has signed in.
pub struct Person {
    /// The account.
    pub account_id: AccountId,
    /// The e-mail address.
    pub email: EmailAddress,
    /// What the person is called.
    pub name: String,
    /// The language in which the person reads Pasar.
    pub language: Language,
    /// Is the person a member of a shop, even a closed one?
    pub has_shop: bool,
}

impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Person")
            .field("account_id", &self.account_id)
            .finish_non_exhaustive()
    }
}

/// The session of a token on a surface, in one query. Nothing for one that has ended, that was opened on another surface, or whose
/// account may not act any more.
pub async fn find(
    conn: &mut PgConnection,
    token_hash: &TokenHash,
    surface: Surface,
    now: Instant,
) -> Result<Option<FoundSession>> {
    let row = sqlx::query!(
        r#"select session.expires_at, session.account_id, account.email as "email?", account.name as "name?",
                  account.language as "language?", coalesce(own.cart_id, guest.cart_id) as cart_id,
                  exists (select from shop_member where shop_member.account_id = session.account_id) as "has_shop!",
                  (select coalesce(sum(quantity), 0) from cart_line
                   where cart_line.cart_id = coalesce(own.cart_id, guest.cart_id)) as "pieces!"
           from session
           left join account on account.account_id = session.account_id
           left join cart as own on own.account_id = session.account_id
           left join cart as guest
               on guest.cart_id = session.cart_id and session.account_id is null and guest.account_id is null
           where token_hash = $1 and expires_at > $2 and surface = $3
               and (session.account_id is null or account.disabled_at is null)"#,
        token_hash.as_slice(),
        now,
        surface.as_str()
    )
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let at = Row {
        table: "session",
        id: &row.account_id,
    };
    let person = match (row.account_id, row.email, row.name, row.language) {
        (Some(account_id), Some(email), Some(name), Some(language)) => Some(Person {
            account_id: AccountId::from_uuid(account_id),
            email: at.parse("email", &email)?,
            language: at.parse("language", &language)?,
            name,
            has_shop: row.has_shop,
        }),
        (None, None, None, None) => None,
        _ => return Err(at.inconsistent("account_id")),
    };
    Ok(Some(FoundSession {
        person,
        cart_id: row.cart_id.map(CartId::from_uuid),
        cart_pieces: at.number("pieces", row.pieces)?,
        expires_at: row.expires_at,
    }))
}

/// A session to be written.
#[derive(Debug, Clone, Copy)]
pub struct NewSession {
    /// The hash of its token.
    pub token_hash: TokenHash,
    /// Where it is good.
    pub surface: Surface,
    /// Who has signed in, if anybody.
    pub account_id: Option<AccountId>,
    /// The guest's cart; an account's is found by the account.
    pub cart_id: Option<CartId>,
    /// When it begins.
    pub created_at: Instant,
    /// When it ends unless it is used.
    pub expires_at: Instant,
}

/// Writes a session.
pub async fn insert(conn: &mut PgConnection, session: &NewSession) -> Result<()> {
    sqlx::query!(
        "insert into session (token_hash, account_id, cart_id, created_at, expires_at, surface) values ($1, $2, $3, $4, $5, $6)",
        session.token_hash.as_slice(),
        session.account_id.map(AccountId::uuid),
        session.cart_id.map(CartId::uuid),
        session.created_at,
        session.expires_at,
        session.surface.as_str()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Lets a guest's session remember a cart; writes the session when there is none. One that somebody signed in to stays as it is.
pub async fn put_guest(conn: &mut PgConnection, session: &NewSession) -> Result<()> {
    sqlx::query!(
        "insert into session (token_hash, cart_id, created_at, expires_at, surface) values ($1, $2, $3, $4, $5)
         on conflict (token_hash) do update set cart_id = excluded.cart_id, expires_at = excluded.expires_at
         where session.account_id is null and session.surface = excluded.surface",
        session.token_hash.as_slice(),
        session.cart_id.map(CartId::uuid),
        session.created_at,
        session.expires_at,
        session.surface.as_str()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Lets a session last longer.
pub async fn extend(conn: &mut PgConnection, token_hash: &TokenHash, until: Instant) -> Result<()> {
    sqlx::query!(
        "update session set expires_at = $2 where token_hash = $1",
        token_hash.as_slice(),
        until
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends a session.
pub async fn delete(conn: &mut PgConnection, token_hash: &TokenHash) -> Result<()> {
    sqlx::query!("delete from session where token_hash = $1", token_hash.as_slice())
        .execute(conn)
        .await?;
    Ok(())
}

/// Ends the sessions of guests who have this cart.
pub async fn delete_of_guest(conn: &mut PgConnection, cart_id: CartId) -> Result<()> {
    sqlx::query!(
        "delete from session where cart_id = $1 and account_id is null",
        cart_id.uuid()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends all sessions of an account but one. Returns how many.
pub async fn delete_others(conn: &mut PgConnection, account_id: AccountId, kept: &TokenHash) -> Result<u64> {
    let done = sqlx::query!(
        "delete from session where account_id = $1 and token_hash <> $2",
        account_id.uuid(),
        kept.as_slice()
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// Ends all sessions of an account.
pub async fn delete_all(conn: &mut PgConnection, account_id: AccountId) -> Result<()> {
    sqlx::query!("delete from session where account_id = $1", account_id.uuid())
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets sessions of accounts and guests that ended before an instant. Returns how many.
pub async fn forget(connection: &mut PgConnection, before: Instant) -> Result<u64> {
    let done = sqlx::query!("delete from session where expires_at < $1", before)
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}
