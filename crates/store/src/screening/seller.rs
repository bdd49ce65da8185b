//! How the sellers of a cell stand.

use std::collections::BTreeMap;

use pasar_domain::Instant;
use pasar_domain::id::{AccountId, SellerId, ShopId};
use pasar_domain::screening::{Screening, ScreeningReason, ScreeningState};
use sqlx::PgConnection;
use uuid::Uuid;

use super::row::ScreeningRow;
use crate::error::Result;

/// Sellers whose names were not compared with this list yet. Until the transaction ends they are nobody else's.
pub async fn take_due(conn: &mut PgConnection, list_no: i64, limit: i64) -> Result<Vec<SellerId>> {
    let ids = sqlx::query_scalar!(
        "select s.seller_id from seller s
         where not exists (select from screening x where x.seller_id = s.seller_id and x.list_no >= $1)
           and exists (select from shop where shop.seller_id = s.seller_id)
         order by s.seller_id limit $2 for no key update of s skip locked",
        list_no,
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(ids.into_iter().map(SellerId::from_uuid).collect())
}

/// The names of sellers, as far as the database has them: those of their shops' owners, and of the shops.
pub async fn names(
    conn: &mut PgConnection,
    seller_ids: &[SellerId],
) -> Result<BTreeMap<SellerId, Vec<String>>> {
    let ids = uuids(seller_ids);
    let rows = sqlx::query!(
        r#"select shop.seller_id as "seller_id!", account.name as "name!"
           from shop join shop_member m on m.shop_id = shop.shop_id and m.role = 'owner'
           join account on account.account_id = m.account_id
           where shop.seller_id = any($1)
           union
           select seller_id, name from shop where seller_id = any($1)
           order by 1, 2"#,
        &ids
    )
    .fetch_all(conn)
    .await?;
    let mut names: BTreeMap<SellerId, Vec<String>> = BTreeMap::new();
    for row in rows {
        let seller_id = SellerId::from_uuid(row.seller_id);
        names.entry(seller_id).or_default().push(row.name);
    }
    Ok(names)
}

/// How these sellers stand. Until the transaction ends nobody else changes that.
pub async fn locked(conn: &mut PgConnection, seller_ids: &[SellerId]) -> Result<Vec<Screening>> {
    let ids = uuids(seller_ids);
    let rows = sqlx::query_as!(
        ScreeningRow,
        "select seller_id, list_no, score, matches, state, near_since, decided_by, decided_at, reason, screened_at
         from screening where seller_id = any($1) order by seller_id for update",
        &ids
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Screening::try_from).collect()
}

/// Was it decided that this seller is meant? Until the transaction ends that stays so.
pub async fn is_hit(conn: &mut PgConnection, seller_id: SellerId) -> Result<bool> {
    let state = sqlx::query_scalar!(
        "select state from screening where seller_id = $1 for share",
        seller_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    Ok(state.is_some_and(|state| state == "hit"))
}

/// Writes how sellers stand.
pub async fn put(conn: &mut PgConnection, screenings: &[Screening]) -> Result<()> {
    let ids: Vec<Uuid> = screenings.iter().map(|one| one.seller_id.uuid()).collect();
    let lists: Vec<i64> = screenings.iter().map(|one| one.list_no).collect();
    let scores: Vec<i32> = screenings.iter().map(|one| i32::from(one.score)).collect();
    let matches: Vec<serde_json::Value> = screenings
        .iter()
        .map(|one| serde_json::json!(one.matches))
        .collect();
    let states: Vec<String> = screenings
        .iter()
        .map(|one| one.state.as_str().to_owned())
        .collect();
    let since: Vec<Option<Instant>> = screenings
        .iter()
        .map(|one| match one.state {
            ScreeningState::Near { since } => Some(since),
            _ => None,
        })
        .collect();
    let reasons: Vec<Option<&ScreeningReason>> = screenings.iter().map(|one| one.state.reason()).collect();
    let by: Vec<Option<Uuid>> = reasons.iter().map(|one| one.map(|one| one.by.uuid())).collect();
    let decided: Vec<Option<Instant>> = reasons.iter().map(|one| one.map(|one| one.at)).collect();
    let texts: Vec<Option<String>> = reasons
        .iter()
        .map(|one| one.map(|one| one.reason.clone()))
        .collect();
    let screened: Vec<Instant> = screenings.iter().map(|one| one.screened_at).collect();
    sqlx::query!(
        "insert into screening (seller_id, list_no, score, matches, state, near_since, decided_by, decided_at, reason, screened_at)
         select * from unnest($1::uuid[], $2::bigint[], $3::integer[], $4::jsonb[], $5::text[], $6::timestamptz[], $7::uuid[],
            $8::timestamptz[], $9::text[], $10::timestamptz[])
         on conflict (seller_id) do update set list_no = excluded.list_no, score = excluded.score, matches = excluded.matches,
            state = excluded.state, near_since = excluded.near_since, decided_by = excluded.decided_by,
            decided_at = excluded.decided_at, reason = excluded.reason, screened_at = excluded.screened_at",
        &ids,
        &lists,
        &scores,
        &matches,
        &states,
        &since as &[Option<Instant>],
        &by as &[Option<Uuid>],
        &decided as &[Option<Instant>],
        &texts as &[Option<String>],
        &screened
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Sellers whose names wait for a person, those that wait longest first.
pub async fn waiting(conn: &mut PgConnection, limit: i64) -> Result<Vec<Screening>> {
    let rows = sqlx::query_as!(
        ScreeningRow,
        "select seller_id, list_no, score, matches, state, near_since, decided_by, decided_at, reason, screened_at
         from screening where state = 'near' order by near_since, seller_id limit $1",
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Screening::try_from).collect()
}

/// How many sellers of the cell stand in each state, and how many were not compared with this list yet.
pub async fn count(conn: &mut PgConnection, list_no: i64) -> Result<(BTreeMap<String, i64>, i64)> {
    let rows = sqlx::query!(r#"select state, count(*) as "sellers!" from screening group by state"#)
        .fetch_all(&mut *conn)
        .await?;
    let due = sqlx::query_scalar!(
        r#"select count(*) as "count!" from seller s
           where not exists (select from screening x where x.seller_id = s.seller_id and x.list_no >= $1)
             and exists (select from shop where shop.seller_id = s.seller_id)"#,
        list_no
    )
    .fetch_one(conn)
    .await?;
    let states = rows.into_iter().map(|row| (row.state, row.sellers));
    Ok((states.collect(), due))
}

/// The name of a shop has changed: its seller is due again.
pub async fn shop_renamed(conn: &mut PgConnection, shop_id: ShopId) -> Result<()> {
    sqlx::query!(
        "update screening set list_no = 0 where seller_id = (select seller_id from shop where shop_id = $1)",
        shop_id.uuid()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The name of a person has changed: the sellers whose shops the person owns are due again.
pub async fn owner_renamed(conn: &mut PgConnection, account_id: AccountId) -> Result<()> {
    sqlx::query!(
        "update screening set list_no = 0
         where seller_id in (select shop.seller_id from shop join shop_member m using (shop_id)
                             where m.account_id = $1 and m.role = 'owner')",
        account_id.uuid()
    )
    .execute(conn)
    .await?;
    Ok(())
}

fn uuids(seller_ids: &[SellerId]) -> Vec<Uuid> {
    seller_ids.iter().map(|seller_id| seller_id.uuid()).collect()
}
