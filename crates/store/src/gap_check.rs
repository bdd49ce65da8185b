//! The detector's own look at listings and verifications, and what it found.
//!
//! Its queries share nothing with [`crate::listing`]: whatever is wrong there must not be wrong here.

use std::collections::BTreeSet;

use pasar_domain::Instant;
use pasar_domain::id::ProductId;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::row::{self, Row};

/// A run, or the runs of a day that is long ago.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapCheck {
    /// When it began.
    pub checked_at: Instant,
    /// Listings that were looked at.
    pub listings: u64,
    /// Those that were shown and must not have been.
    pub gaps: u64,
    /// The first few of them.
    pub product_ids: Vec<ProductId>,
    /// Was an alarm raised?
    pub is_alarmed: bool,
}

/// What runs since an instant came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GapHistory {
    /// How many there were.
    pub runs: u64,
    /// When the last began.
    pub last_at: Option<Instant>,
    /// What they found in all.
    pub gaps: u64,
}

/// Products in the order of their ids, whatever their state: those after `after`.
pub async fn products_after(
    conn: &mut PgConnection,
    after: Option<ProductId>,
    limit: i64,
) -> Result<Vec<ProductId>> {
    let ids = sqlx::query_scalar!(
        "select product_id from product where product_id > $1 order by product_id limit $2",
        row::after(after.map(ProductId::uuid)),
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(ids.into_iter().map(ProductId::from_uuid).collect())
}

/// Those of these products whose seller nothing that counts at `at` speaks for. Products that are not there have no seller.
pub async fn unverified(
    conn: &mut PgConnection,
    product_ids: &[ProductId],
    at: Instant,
) -> Result<BTreeSet<ProductId>> {
    let ids: Vec<Uuid> = product_ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query_scalar!(
        r#"select asked.product_id as "product_id!" from unnest($1::uuid[]) as asked (product_id)
           where not exists (
             select from product, shop, verification
             where product.product_id = asked.product_id and shop.shop_id = product.shop_id
               and verification.seller_id = shop.seller_id and verification.revoked_at is null
               and verification.valid_from <= $2 and verification.valid_until > $2)"#,
        &ids,
        at
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(ProductId::from_uuid).collect())
}

/// Those of these products whose seller nothing spoke for at any time from `since` to `at`.
pub async fn unverified_since(
    conn: &mut PgConnection,
    product_ids: &[ProductId],
    (since, at): (Instant, Instant),
) -> Result<BTreeSet<ProductId>> {
    let ids: Vec<Uuid> = product_ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query_scalar!(
        r#"select asked.product_id as "product_id!" from unnest($1::uuid[]) as asked (product_id)
           where not exists (
             select from product, shop, verification
             where product.product_id = asked.product_id and shop.shop_id = product.shop_id
               and verification.seller_id = shop.seller_id and verification.valid_from <= $3 and verification.valid_until > $2
               and (verification.revoked_at is null or verification.revoked_at > $2))"#,
        &ids,
        since,
        at
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(ProductId::from_uuid).collect())
}

/// Writes a run down.
pub async fn insert(conn: &mut PgConnection, check: &GapCheck) -> Result<()> {
    let ids: Vec<Uuid> = check.product_ids.iter().map(|id| id.uuid()).collect();
    sqlx::query!(
        "insert into gap_check (checked_at, runs, listings, gaps, product_ids, alarmed) values ($1, 1, $2, $3, $4, $5)",
        check.checked_at,
        i64::try_from(check.listings).unwrap_or(i64::MAX),
        i64::try_from(check.gaps).unwrap_or(i64::MAX),
        &ids,
        check.is_alarmed
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Lets one run at a time decide whether an alarm is due, until its transaction ends. Was there one since `since`?
pub async fn alarmed_since(conn: &mut PgConnection, since: Instant) -> Result<bool> {
    sqlx::query!("lock table gap_check in share row exclusive mode")
        .execute(&mut *conn)
        .await?;
    let alarmed = sqlx::query_scalar!(
        r#"select exists (select from gap_check where alarmed and checked_at > $1) as "alarmed!""#,
        since
    )
    .fetch_one(conn)
    .await?;
    Ok(alarmed)
}

/// When the last run began.
pub async fn last_at(conn: &mut PgConnection) -> Result<Option<Instant>> {
    let at = sqlx::query_scalar!("select max(checked_at) from gap_check")
        .fetch_one(conn)
        .await?;
    Ok(at)
}

/// The last run that raised an alarm.
pub async fn last_alarm(conn: &mut PgConnection) -> Result<Option<GapCheck>> {
    let row = sqlx::query!(
        "select check_no, checked_at, listings, gaps, product_ids from gap_check where alarmed order by checked_at desc limit 1"
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| {
        let at = Row {
            table: "gap_check",
            id: &row.check_no,
        };
        Ok(GapCheck {
            checked_at: row.checked_at,
            listings: at.number("listings", row.listings)?,
            gaps: at.number("gaps", row.gaps)?,
            product_ids: row.product_ids.into_iter().map(ProductId::from_uuid).collect(),
            is_alarmed: true,
        })
    })
    .transpose()
}

/// What the runs since `since` came to.
pub async fn history(conn: &mut PgConnection, since: Instant) -> Result<GapHistory> {
    let row = sqlx::query!(
        r#"select coalesce(sum(runs), 0)::bigint as "runs!", max(checked_at) as last_at, coalesce(sum(gaps), 0)::bigint as "gaps!"
           from gap_check where checked_at > $1"#,
        since
    )
    .fetch_one(conn)
    .await?;
    let at = Row {
        table: "gap_check",
        id: &"history",
    };
    Ok(GapHistory {
        runs: at.number("runs", row.runs)?,
        last_at: row.last_at,
        gaps: at.number("gaps", row.gaps)?,
    })
}

/// Makes one row of the runs of each day that ended before `before`, without the ids. Days are those of `time_zone`. Returns how many days
/// that were.
pub async fn summarise(conn: &mut PgConnection, before: Instant, time_zone: &str) -> Result<u64> {
    let done = sqlx::query!(
        "with days as (
           select (checked_at at time zone $2)::date as day from gap_check
           where checked_at < (date_trunc('day', $1::timestamptz at time zone $2) at time zone $2)
           group by 1 having count(*) > 1
         ), gone as (
           delete from gap_check g using days
           where (g.checked_at at time zone $2)::date = days.day
             and g.checked_at < (date_trunc('day', $1::timestamptz at time zone $2) at time zone $2)
           returning days.day, g.checked_at, g.runs, g.listings, g.gaps, g.alarmed
         )
         insert into gap_check (checked_at, runs, listings, gaps, product_ids, alarmed)
         select max(checked_at), sum(runs)::integer, sum(listings)::bigint, sum(gaps)::bigint,
                array[]::uuid[], bool_or(alarmed)
         from gone group by day",
        before,
        time_zone
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}
