//! New sellers: since when they are on probation, and how many orders they took on a day.
//!
//! Rows of days are locked before stock and after orders, in the order of their sellers and days.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use pasar_domain::Instant;
use pasar_domain::id::{SellerId, ShopId};
use pasar_domain::probation::{Beginning, ProbationStand};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::order::{OrderKey, columns};
use crate::row::{Row, int};

/// The rule of the schema by which nobody takes more orders on a day than the most.
pub const FULL: &str = "probation_day_full";

/// When a seller began and how far it has come, by the columns of its row; none when it never was on probation.
pub(crate) fn beginning(
    seller_id: Uuid,
    (since, completed): (Option<Instant>, i32),
) -> Result<Option<Beginning>> {
    let at = Row {
        table: "seller",
        id: &seller_id,
    };
    let completed = at.number("probation_orders", completed)?;
    Ok(since.map(|since| Beginning { since, completed }))
}

/// Puts a seller on probation who was never verified before: call it before the first verification is written. The operator itself never
/// begins.
pub async fn begin(conn: &mut PgConnection, seller_id: SellerId, at: Instant) -> Result<()> {
    sqlx::query!(
        "update seller set probation_since = $2
         where seller_id = $1 and probation_since is null and standing <> 'platform'
           and not exists (select from verification where verification.seller_id = $1)",
        seller_id.uuid(),
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Locks what these sellers took on a day until the transaction ends, in the order of their ids, and says how many orders each took.
pub async fn lock_day(
    conn: &mut PgConnection,
    sellers: &[SellerId],
    day: NaiveDate,
    orders_max: u32,
) -> Result<BTreeMap<SellerId, u32>> {
    let ids: Vec<Uuid> = sellers.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        "insert into probation_day (seller_id, day, orders, orders_max)
         select id, $2::date, 0, $3::integer from unnest($1::uuid[]) as new (id) order by id
         on conflict (seller_id, day) do update set orders_max = greatest(probation_day.orders, excluded.orders_max)
         returning seller_id, orders",
        &ids,
        day,
        int(orders_max)
    )
    .fetch_all(conn)
    .await?;
    let taken = rows.into_iter().map(|row| (row.seller_id, row.orders));
    taken.map(counted).collect()
}

/// How many orders these sellers took on a day, without locking: good for showing. Sellers who took none may be left out.
pub async fn taken(
    conn: &mut PgConnection,
    sellers: &[SellerId],
    day: NaiveDate,
) -> Result<BTreeMap<SellerId, u32>> {
    let ids: Vec<Uuid> = sellers.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        "select seller_id, orders from probation_day where seller_id = any($1) and day = $2",
        &ids,
        day
    )
    .fetch_all(conn)
    .await?;
    let taken = rows.into_iter().map(|row| (row.seller_id, row.orders));
    taken.map(counted).collect()
}

fn counted((seller_id, orders): (Uuid, i32)) -> Result<(SellerId, u32)> {
    let at = Row {
        table: "probation_day",
        id: &seller_id,
    };
    Ok((SellerId::from_uuid(seller_id), at.number("orders", orders)?))
}

/// Counts orders that these sellers take on a day. The day is locked by [`lock_day`].
///
/// # Errors
/// `Stale` when it is not; a conflict on [`FULL`] when that would be more than the most.
pub async fn take(conn: &mut PgConnection, taken: &BTreeMap<SellerId, u32>, day: NaiveDate) -> Result<()> {
    let (ids, orders): (Vec<Uuid>, Vec<i32>) =
        taken.iter().map(|(id, orders)| (id.uuid(), int(*orders))).unzip();
    let changed = sqlx::query!(
        "update probation_day set orders = probation_day.orders + new.orders
         from unnest($1::uuid[], $2::integer[]) as new (seller_id, orders)
         where probation_day.seller_id = new.seller_id and probation_day.day = $3",
        &ids,
        &orders,
        day
    )
    .execute(conn)
    .await?;
    if changed.rows_affected() == u64::try_from(taken.len()).unwrap_or(u64::MAX) {
        Ok(())
    } else {
        Err(Error::Stale)
    }
}

/// Gives the places of these orders back, of those that are not cancelled yet: call it before their state is written, so that each gives its
/// place back once. The orders are locked by the caller.
pub(crate) async fn give_back(conn: &mut PgConnection, cancelling: &[OrderKey]) -> Result<()> {
    let (shops, orders) = columns(cancelling);
    sqlx::query!(
        "with freed as (
             select shop.seller_id, o.probation_day as day, count(*)::integer as orders
             from orders o join shop using (shop_id)
             where (o.shop_id, o.order_id) in (select * from unnest($1::uuid[], $2::uuid[]))
               and o.probation_day is not null and o.state <> 'cancelled'
             group by shop.seller_id, o.probation_day),
         held as materialized (
             select d.seller_id, d.day, freed.orders
             from probation_day d join freed on freed.seller_id = d.seller_id and freed.day = d.day
             order by d.seller_id, d.day for update of d)
         update probation_day set orders = probation_day.orders - held.orders
         from held where probation_day.seller_id = held.seller_id and probation_day.day = held.day",
        &shops,
        &orders
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Counts these orders for their sellers on probation, those that are not complete yet: call it before their state is written.
pub(crate) async fn count_completed(conn: &mut PgConnection, completing: &[OrderKey]) -> Result<()> {
    let (shops, orders) = columns(completing);
    sqlx::query!(
        "update seller set probation_orders = probation_orders + done.orders
         from (select shop.seller_id, count(*)::integer as orders
               from orders o join shop using (shop_id)
               where (o.shop_id, o.order_id) in (select * from unnest($1::uuid[], $2::uuid[])) and o.state <> 'completed'
               group by shop.seller_id) done
         where seller.seller_id = done.seller_id and seller.probation_since is not null",
        &shops,
        &orders
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How the seller of a shop stands, if it ever began.
pub async fn of_shop(
    conn: &mut PgConnection,
    shop_id: ShopId,
    day: NaiveDate,
) -> Result<Option<ProbationStand>> {
    let row = sqlx::query!(
        r#"select s.seller_id, s.probation_since, s.probation_orders, coalesce(d.orders, 0) as "orders_today!",
                  (select count(*) from shop other join product p using (shop_id)
                   where other.seller_id = s.seller_id and p.state = 'active') as "products!"
           from shop join seller s using (seller_id)
                left join probation_day d on d.seller_id = s.seller_id and d.day = $2
           where shop.shop_id = $1 and s.probation_since is not null"#,
        shop_id.uuid(),
        day
    )
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let at = Row {
        table: "seller",
        id: &row.seller_id,
    };
    let beginning = beginning(row.seller_id, (row.probation_since, row.probation_orders))?;
    Ok(Some(ProbationStand {
        beginning: at.present("probation_since", beginning)?,
        orders_today: at.number("orders", row.orders_today)?,
        products: at.number("products", row.products)?,
    }))
}

/// How many products of a seller buyers are offered, in all of its shops; until the transaction ends, nobody else who asks makes another one
/// public.
pub async fn lock_products(conn: &mut PgConnection, seller_id: SellerId) -> Result<u32> {
    sqlx::query!(
        "select seller_id from seller where seller_id = $1 for no key update",
        seller_id.uuid()
    )
    .fetch_optional(&mut *conn)
    .await?;
    let products = sqlx::query_scalar!(
        r#"select count(*) as "products!" from shop join product p using (shop_id) where shop.seller_id = $1 and p.state = 'active'"#,
        seller_id.uuid()
    )
    .fetch_one(conn)
    .await?;
    let at = Row {
        table: "product",
        id: &seller_id,
    };
    at.number("count", products)
}
