//! Shops and their members.

use pasar_domain::Instant;
use pasar_domain::id::{AccountId, SellerId, ShopId};
use pasar_domain::shop::{CheckedShop, Shop};
use pasar_policy::{Admit, Allowed};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::{self, Row};

struct ShopRow {
    shop_id: Uuid,
    seller_id: Uuid,
    handle: String,
    name: String,
    description: String,
    place: String,
    country: String,
    opened_at: Instant,
    closed_at: Option<Instant>,
}

impl TryFrom<ShopRow> for Shop {
    type Error = Error;

    fn try_from(row: ShopRow) -> Result<Self> {
        let at = Row {
            table: "shop",
            id: &row.shop_id,
        };
        Ok(Self {
            shop_id: ShopId::from_uuid(row.shop_id),
            seller_id: SellerId::from_uuid(row.seller_id),
            handle: at.parse("handle", &row.handle)?,
            name: row.name,
            description: row.description,
            place: row.place,
            country: row.country,
            opened_at: row.opened_at,
            closed_at: row.closed_at,
        })
    }
}

macro_rules! select {
    ($tail:tt $(, $argument:expr)*) => {
        sqlx::query_as!(
            ShopRow,
            "select shop_id, seller_id, handle, name, description, place, country, opened_at, closed_at from shop " + $tail
            $(, $argument)*
        )
    };
}

/// Writes a new shop. The key is the charter's yes to its seller.
///
/// # Errors
/// `Inconsistent` when the key is another seller's.
pub async fn insert(conn: &mut PgConnection, shop: &Shop, key: &Allowed<Admit>) -> Result<()> {
    if key.subject() != shop.seller_id {
        let at = Row {
            table: "shop",
            id: &shop.shop_id,
        };
        return Err(at.inconsistent("seller_id"));
    }
    sqlx::query!(
        "insert into shop (shop_id, seller_id, handle, name, description, place, country, opened_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        shop.shop_id.uuid(),
        shop.seller_id.uuid(),
        shop.handle.as_str(),
        shop.name,
        shop.description,
        shop.place,
        shop.country,
        shop.opened_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Changes name, description and place of a shop.
pub async fn update(conn: &mut PgConnection, shop_id: ShopId, shop: &CheckedShop) -> Result<()> {
    sqlx::query!(
        "update shop set name = $2, description = $3, place = $4 where shop_id = $1",
        shop_id.uuid(),
        shop.name,
        shop.description,
        shop.place
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Moves what a shop sends from its former place to its new one.
pub async fn move_offers(
    conn: &mut PgConnection,
    shop_id: ShopId,
    from: &str,
    to: &str,
    at: Instant,
) -> Result<()> {
    sqlx::query!(
        "update offer set ship_from_place = $3, updated_at = $4 where shop_id = $1 and ship_from_place = $2",
        shop_id.uuid(),
        from,
        to,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The shop of this id.
pub async fn by_id(conn: &mut PgConnection, shop_id: ShopId) -> Result<Option<Shop>> {
    let row = select!("where shop_id = $1", shop_id.uuid())
        .fetch_optional(conn)
        .await?;
    row.map(Shop::try_from).transpose()
}

/// The shop of this handle, in this cell.
pub async fn by_handle(conn: &mut PgConnection, handle: &str) -> Result<Option<Shop>> {
    let row = select!("where handle = $1", handle).fetch_optional(conn).await?;
    row.map(Shop::try_from).transpose()
}

/// Shops of these ids, in no order.
pub async fn by_ids(conn: &mut PgConnection, shop_ids: &[ShopId]) -> Result<Vec<Shop>> {
    let ids: Vec<Uuid> = shop_ids.iter().map(|id| id.uuid()).collect();
    let rows = select!("where shop_id = any($1)", &ids).fetch_all(conn).await?;
    rows.into_iter().map(Shop::try_from).collect()
}

/// The shops of these sellers, closed ones too, oldest first.
pub async fn of_sellers(conn: &mut PgConnection, seller_ids: &[SellerId]) -> Result<Vec<Shop>> {
    let ids: Vec<Uuid> = seller_ids.iter().map(|id| id.uuid()).collect();
    let rows = select!("where seller_id = any($1) order by shop_id", &ids)
        .fetch_all(conn)
        .await?;
    rows.into_iter().map(Shop::try_from).collect()
}

/// Every shop of the cell, newest first: those before `before`.
pub async fn list(conn: &mut PgConnection, before: Option<ShopId>, limit: i64) -> Result<Vec<Shop>> {
    let rows = select!(
        "where shop_id < $1 order by shop_id desc limit $2",
        row::before(before.map(ShopId::uuid)),
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Shop::try_from).collect()
}

/// The shops of a member, oldest first; is the member the owner?
pub async fn of_member(conn: &mut PgConnection, account_id: AccountId) -> Result<Vec<(Shop, bool)>> {
    let rows = sqlx::query!(
        "select shop_id, seller_id, handle, name, description, place, country, opened_at, closed_at, role
         from shop_member join shop using (shop_id) where account_id = $1 order by joined_at, shop_id",
        account_id.uuid()
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let shop = ShopRow {
                shop_id: row.shop_id,
                seller_id: row.seller_id,
                handle: row.handle,
                name: row.name,
                description: row.description,
                place: row.place,
                country: row.country,
                opened_at: row.opened_at,
                closed_at: row.closed_at,
            };
            Ok((Shop::try_from(shop)?, row.role == "owner"))
        })
        .collect()
}

/// Makes an account a member of a shop: its owner, or staff.
pub async fn add_member(
    conn: &mut PgConnection,
    shop_id: ShopId,
    account_id: AccountId,
    is_owner: bool,
    at: Instant,
) -> Result<()> {
    sqlx::query!(
        "insert into shop_member (shop_id, account_id, role, joined_at) values ($1, $2, $3, $4)
         on conflict (shop_id, account_id) do update set role = excluded.role",
        shop_id.uuid(),
        account_id.uuid(),
        if is_owner { "owner" } else { "staff" },
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Is an account a member of a shop, and is it the owner? Nothing for strangers.
pub async fn role_of(
    conn: &mut PgConnection,
    shop_id: ShopId,
    account_id: AccountId,
) -> Result<Option<bool>> {
    let role = sqlx::query_scalar!(
        "select role from shop_member where shop_id = $1 and account_id = $2",
        shop_id.uuid(),
        account_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    Ok(role.map(|role| role == "owner"))
}

/// The owner of a shop; the first of several.
pub async fn owner_of(conn: &mut PgConnection, shop_id: ShopId) -> Result<Option<AccountId>> {
    let owner = sqlx::query_scalar!(
        "select account_id from shop_member where shop_id = $1 and role = 'owner' order by joined_at, account_id limit 1",
        shop_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    Ok(owner.map(AccountId::from_uuid))
}

/// How many open shops an account owns.
pub async fn count_owned(conn: &mut PgConnection, account_id: AccountId) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from shop_member join shop using (shop_id)
           where account_id = $1 and role = 'owner' and closed_at is null"#,
        account_id.uuid()
    )
    .fetch_one(conn)
    .await?;
    Ok(count)
}

/// Takes an account out of the shops it works in. Those it owns keep their owner: their books name one.
pub async fn leave_all(conn: &mut PgConnection, account_id: AccountId) -> Result<()> {
    sqlx::query!(
        "delete from shop_member where account_id = $1 and role <> 'owner'",
        account_id.uuid()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How many shops of the cell sell.
pub async fn count_open(conn: &mut PgConnection) -> Result<i64> {
    let count = sqlx::query_scalar!(r#"select count(*) as "count!" from shop where closed_at is null"#)
        .fetch_one(conn)
        .await?;
    Ok(count)
}
