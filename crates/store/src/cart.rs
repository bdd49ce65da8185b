//! Carts and their lines. They name shops and offers by id only: a shop may live in another cell.

use pasar_domain::Instant;
use pasar_domain::id::{AccountId, CartId, OfferId, ShopId};
use sqlx::PgConnection;

use crate::error::Result;
use crate::row::{Row, int};

/// A line of a cart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CartLine {
    /// Who sells.
    pub shop_id: ShopId,
    /// What is offered.
    pub offer_id: OfferId,
    /// Pieces.
    pub quantity: u32,
    /// The price that the buyer saw when adding, in minor units.
    pub seen_price_minor: i64,
    /// When it was put there.
    pub added_at: Instant,
}

/// The cart of an account, if it has one.
pub async fn of_account(conn: &mut PgConnection, account_id: AccountId) -> Result<Option<CartId>> {
    let found = sqlx::query_scalar!(
        "select cart_id from cart where account_id = $1",
        account_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    Ok(found.map(CartId::from_uuid))
}

/// The cart of an account; written now if it had none. `fresh` is the id it then gets.
pub async fn of_account_or_new(
    conn: &mut PgConnection,
    account_id: AccountId,
    fresh: CartId,
    at: Instant,
) -> Result<CartId> {
    sqlx::query!(
        "insert into cart (cart_id, account_id, created_at, updated_at) values ($1, $2, $3, $3)
         on conflict (account_id) where account_id is not null do nothing",
        fresh.uuid(),
        account_id.uuid(),
        at
    )
    .execute(&mut *conn)
    .await?;
    Ok(of_account(conn, account_id).await?.unwrap_or(fresh))
}

/// Writes a cart for somebody who has not signed in.
pub async fn insert_guest(conn: &mut PgConnection, cart_id: CartId, at: Instant) -> Result<()> {
    sqlx::query!(
        "insert into cart (cart_id, created_at, updated_at) values ($1, $2, $2)",
        cart_id.uuid(),
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps a cart from others until the transaction ends. False when there is no such cart of a guest, or of this account.
pub async fn lock(conn: &mut PgConnection, cart_id: CartId, account_id: Option<AccountId>) -> Result<bool> {
    let found = sqlx::query_scalar!(
        "select cart_id from cart where cart_id = $1 and account_id is not distinct from $2 for update",
        cart_id.uuid(),
        account_id.map(AccountId::uuid)
    )
    .fetch_optional(conn)
    .await?;
    Ok(found.is_some())
}

/// The lines of a guest's cart, or of this account's, in the order in which they were added.
pub async fn lines(
    conn: &mut PgConnection,
    cart_id: CartId,
    account_id: Option<AccountId>,
) -> Result<Vec<CartLine>> {
    let rows = sqlx::query!(
        "select shop_id, offer_id, quantity, seen_price_minor, added_at from cart_line join cart using (cart_id)
         where cart_id = $1 and account_id is not distinct from $2 order by added_at, offer_id",
        cart_id.uuid(),
        account_id.map(AccountId::uuid)
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let at = Row {
                table: "cart_line",
                id: &row.offer_id,
            };
            Ok(CartLine {
                shop_id: ShopId::from_uuid(row.shop_id),
                offer_id: OfferId::from_uuid(row.offer_id),
                quantity: at.number("quantity", row.quantity)?,
                seen_price_minor: row.seen_price_minor,
                added_at: row.added_at,
            })
        })
        .collect()
}

/// Writes a line, or what is now true of it.
pub async fn put_line(conn: &mut PgConnection, cart_id: CartId, line: &CartLine) -> Result<()> {
    sqlx::query!(
        "with touched as (update cart set updated_at = $6 where cart_id = $1)
         insert into cart_line (cart_id, offer_id, shop_id, quantity, seen_price_minor, added_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (cart_id, offer_id) do update set quantity = excluded.quantity, seen_price_minor = excluded.seen_price_minor",
        cart_id.uuid(),
        line.offer_id.uuid(),
        line.shop_id.uuid(),
        int(line.quantity),
        line.seen_price_minor,
        line.added_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Removes a line.
pub async fn remove_line(conn: &mut PgConnection, cart_id: CartId, offer_id: OfferId) -> Result<()> {
    sqlx::query!(
        "delete from cart_line where cart_id = $1 and offer_id = $2",
        cart_id.uuid(),
        offer_id.uuid()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Removes a cart with its lines.
pub async fn delete(conn: &mut PgConnection, cart_id: CartId) -> Result<()> {
    sqlx::query!("delete from cart where cart_id = $1", cart_id.uuid())
        .execute(conn)
        .await?;
    Ok(())
}

/// Pieces in a cart, for the badge on every page.
pub async fn count(conn: &mut PgConnection, cart_id: CartId) -> Result<u32> {
    let count = sqlx::query_scalar!(
        r#"select coalesce(sum(quantity), 0) as "count!" from cart_line where cart_id = $1"#,
        cart_id.uuid()
    )
    .fetch_one(conn)
    .await?;
    Row {
        table: "cart",
        id: &cart_id,
    }
    .number("quantity", count)
}

/// Forgets carts of guests whose session has ended, if nobody touched them since an instant. Returns how many.
pub async fn forget_of_guests(conn: &mut PgConnection, before: Instant) -> Result<u64> {
    let done = sqlx::query!(
        "delete from cart where account_id is null and updated_at < $1
         and not exists (select from session where session.cart_id = cart.cart_id)",
        before
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}
