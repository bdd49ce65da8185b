//! The keys that seal the identity data of sellers, wrapped by a master key.

use pasar_domain::Instant;
use pasar_domain::id::{SellerId, SellerKeyId};
use pasar_vault::{MasterKeyId, Wrapped};
use sqlx::PgConnection;

use crate::error::Result;
use crate::row::Row;

/// A key that is not destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SellerKey {
    /// Whose data it seals.
    pub seller_id: SellerId,
    /// Its id.
    pub seller_key_id: SellerKeyId,
    /// The key, wrapped.
    pub wrapped: Wrapped,
}

fn parsed(
    seller_id: uuid::Uuid,
    seller_key_id: uuid::Uuid,
    bytes: Option<Vec<u8>>,
    master: &str,
) -> Result<SellerKey> {
    let at = Row {
        table: "seller_key",
        id: &seller_key_id,
    };
    Ok(SellerKey {
        seller_id: SellerId::from_uuid(seller_id),
        seller_key_id: SellerKeyId::from_uuid(seller_key_id),
        wrapped: Wrapped {
            master_key: at.parse("master_key", master)?,
            bytes: at.present("wrapped", bytes)?,
        },
    })
}

/// Writes a key, unless its seller has one that is not destroyed. False when it has.
pub async fn insert(conn: &mut PgConnection, key: &SellerKey, at: Instant) -> Result<bool> {
    let done = sqlx::query!(
        "insert into seller_key (seller_id, seller_key_id, wrapped, master_key, made_at) values ($1, $2, $3, $4, $5)
         on conflict (seller_id) where destroyed_at is null do nothing",
        key.seller_id.uuid(),
        key.seller_key_id.uuid(),
        key.wrapped.bytes,
        key.wrapped.master_key.as_str(),
        at
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// The key of a seller that is not destroyed.
pub async fn of_seller(conn: &mut PgConnection, seller_id: SellerId) -> Result<Option<SellerKey>> {
    let row = sqlx::query!(
        "select seller_key_id, wrapped, master_key from seller_key where seller_id = $1 and destroyed_at is null",
        seller_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| parsed(seller_id.uuid(), row.seller_key_id, row.wrapped, &row.master_key))
        .transpose()
}

/// Overwrites the key of a seller with nothing. False when there is none.
pub async fn destroy(conn: &mut PgConnection, seller_id: SellerId, at: Instant) -> Result<bool> {
    let done = sqlx::query!(
        "update seller_key set wrapped = null, destroyed_at = $2 where seller_id = $1 and destroyed_at is null",
        seller_id.uuid(),
        at
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Locks some keys that another master key than this one wraps; what others have locked is left to them.
pub async fn lock_not_under(
    conn: &mut PgConnection,
    master_key: &MasterKeyId,
    limit: i64,
) -> Result<Vec<SellerKey>> {
    let rows = sqlx::query!(
        "select seller_id, seller_key_id, wrapped, master_key from seller_key
         where destroyed_at is null and master_key <> $1 order by seller_id limit $2 for update skip locked",
        master_key.as_str(),
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| parsed(row.seller_id, row.seller_key_id, row.wrapped, &row.master_key))
        .collect()
}

/// Writes a key as another master key wraps it.
pub async fn rewrap(conn: &mut PgConnection, key: &SellerKey) -> Result<()> {
    sqlx::query!(
        "update seller_key set wrapped = $3, master_key = $4
         where seller_id = $1 and seller_key_id = $2 and destroyed_at is null",
        key.seller_id.uuid(),
        key.seller_key_id.uuid(),
        key.wrapped.bytes,
        key.wrapped.master_key.as_str()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Every master key without which something of the cell cannot be opened, or found.
pub async fn master_keys(conn: &mut PgConnection) -> Result<Vec<MasterKeyId>> {
    let rows = sqlx::query_scalar!(
        r#"select master_key as "master_key!" from seller_key where destroyed_at is null
           union select index_key from identity_document where erased_at is null
           union select master_key from second_factor"#
    )
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|id| {
            let at = Row {
                table: "seller_key",
                id,
            };
            at.parse("master_key", id)
        })
        .collect()
}

/// Sellers whose identity data is kept for no reason any more at `now`: what it was kept for ended before `ended_before`. That is the end of
/// the last verification or the closing of the last shop, whichever came first, but never before the last document was recorded.
pub async fn due(
    conn: &mut PgConnection,
    now: Instant,
    ended_before: Instant,
    limit: i64,
) -> Result<Vec<SellerId>> {
    let rows = sqlx::query_scalar!(
        r#"select k.seller_id
           from seller_key k
           cross join lateral (
             select max(closed_at) as closed_at, coalesce(bool_or(closed_at is null), false) as is_open
             from shop where shop.seller_id = k.seller_id
           ) s
           cross join lateral (
             select max(least(revoked_at, valid_until)) as ended_at,
                    coalesce(bool_or(revoked_at is null and valid_until > $1), false) as counts
             from verification v where v.seller_id = k.seller_id
           ) v
           cross join lateral (
             select max(recorded_at) as recorded_at from identity_document d where d.seller_id = k.seller_id
           ) d
           where k.destroyed_at is null and not (s.is_open and v.counts)
             and greatest(k.made_at, d.recorded_at,
                          least(case when not s.is_open then s.closed_at end, case when not v.counts then v.ended_at end)) < $2
           order by k.seller_id limit $3"#,
        now,
        ended_before,
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(SellerId::from_uuid).collect())
}
