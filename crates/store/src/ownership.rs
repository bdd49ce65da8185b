//! Who owns or controls whom, in the control schema; and what a cell keeps of it.

use std::collections::{BTreeMap, BTreeSet};

use pasar_domain::Instant;
use pasar_domain::id::{OwnershipId, PartyId, ProductId, SellerId, ShopId, StaffId};
use pasar_domain::market::MarketCode;
use pasar_domain::ownership::{Ownership, OwnershipGraph, Party, brand_key};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::row::Row;

/// Everything that is known of who owns whom, oldest first: three queries.
pub async fn graph(conn: &mut PgConnection) -> Result<OwnershipGraph> {
    let mut sellers = sellers(conn).await?;
    let rows =
        sqlx::query!("select party_id, kind, name, country, operator, brands from party order by party_id")
            .fetch_all(&mut *conn)
            .await?;
    let parties = rows
        .into_iter()
        .map(|row| {
            let at = Row {
                table: "party",
                id: &row.party_id,
            };
            Ok(Party {
                party_id: PartyId::from_uuid(row.party_id),
                kind: at.parse("kind", &row.kind)?,
                name: row.name,
                country: at.parse("country", &row.country)?,
                is_operator: row.operator,
                brands: row.brands,
                sellers: sellers.remove(&row.party_id).unwrap_or_default(),
            })
        })
        .collect::<Result<_>>()?;
    Ok(OwnershipGraph {
        parties,
        stretches: stretches(conn).await?,
    })
}

async fn sellers(conn: &mut PgConnection) -> Result<BTreeMap<Uuid, Vec<(MarketCode, SellerId)>>> {
    let rows =
        sqlx::query!("select party_id, market, seller_id from party_seller order by market, seller_id")
            .fetch_all(conn)
            .await?;
    let mut sellers: BTreeMap<Uuid, Vec<(MarketCode, SellerId)>> = BTreeMap::new();
    for row in rows {
        let at = Row {
            table: "party_seller",
            id: &row.seller_id,
        };
        let market = at.parse("market", &row.market)?;
        sellers
            .entry(row.party_id)
            .or_default()
            .push((market, SellerId::from_uuid(row.seller_id)));
    }
    Ok(sellers)
}

async fn stretches(conn: &mut PgConnection) -> Result<Vec<Ownership>> {
    let rows = sqlx::query!(
        "select ownership_id, owner_id, owned_id, share, controls, valid_from, valid_until, evidence, recorded_by, recorded_at
         from ownership order by ownership_id"
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let at = Row {
                table: "ownership",
                id: &row.ownership_id,
            };
            Ok(Ownership {
                ownership_id: OwnershipId::from_uuid(row.ownership_id),
                owner: PartyId::from_uuid(row.owner_id),
                owned: PartyId::from_uuid(row.owned_id),
                share: at.number("share", row.share)?,
                controls: row.controls,
                valid_from: row.valid_from,
                valid_until: row.valid_until,
                evidence: row.evidence,
                recorded_by: row.recorded_by.map(StaffId::from_uuid),
                recorded_at: row.recorded_at,
            })
        })
        .collect()
}

/// Writes a new party; its sellers are linked by [`link`].
///
/// # Errors
/// `Conflict` on `party_one_operator` when there is an operator already.
pub async fn insert_party(
    conn: &mut PgConnection,
    party: &Party,
    recorded_by: Option<StaffId>,
    at: Instant,
) -> Result<()> {
    sqlx::query!(
        "insert into party (party_id, kind, name, country, operator, brands, recorded_by, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        party.party_id.uuid(),
        party.kind.as_str(),
        party.name,
        party.country.as_str(),
        party.is_operator,
        &party.brands,
        recorded_by.map(StaffId::uuid),
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Changes the brands that a party owns. False when there is no such party.
pub async fn set_brands(conn: &mut PgConnection, party_id: PartyId, brands: &[String]) -> Result<bool> {
    let done = sqlx::query!(
        "update party set brands = $2 where party_id = $1",
        party_id.uuid(),
        brands
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Says that a seller of a market is a party.
///
/// # Errors
/// `Conflict` on `party_seller_pkey` when the seller is a party's already.
pub async fn link(
    conn: &mut PgConnection,
    party_id: PartyId,
    (market, seller_id): (MarketCode, SellerId),
    recorded_by: Option<StaffId>,
    at: Instant,
) -> Result<()> {
    sqlx::query!(
        "insert into party_seller (market, seller_id, party_id, recorded_by, recorded_at) values ($1, $2, $3, $4, $5)",
        market.as_str(),
        seller_id.uuid(),
        party_id.uuid(),
        recorded_by.map(StaffId::uuid),
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes a new stretch of ownership.
pub async fn insert(conn: &mut PgConnection, stretch: &Ownership) -> Result<()> {
    sqlx::query!(
        "insert into ownership (ownership_id, owner_id, owned_id, share, controls, valid_from, valid_until, evidence, recorded_by,
            recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        stretch.ownership_id.uuid(),
        stretch.owner.uuid(),
        stretch.owned.uuid(),
        i32::from(stretch.share),
        stretch.controls,
        stretch.valid_from,
        stretch.valid_until,
        stretch.evidence,
        stretch.recorded_by.map(StaffId::uuid),
        stretch.recorded_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends a stretch at an instant after its beginning. False when there is none that lasts longer.
pub async fn end(
    conn: &mut PgConnection,
    ownership_id: OwnershipId,
    until: Instant,
    ended_by: Option<StaffId>,
    at: Instant,
) -> Result<bool> {
    let done = sqlx::query!(
        "update ownership set valid_until = $2, ended_by = $3, ended_at = $4
         where ownership_id = $1 and valid_from < $2 and (valid_until is null or valid_until > $2)",
        ownership_id.uuid(),
        until,
        ended_by.map(StaffId::uuid),
        at
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Makes the operator's control of a cell's sellers be exactly these. Returns the sellers whose row changed.
pub async fn set_controlled_sellers(
    conn: &mut PgConnection,
    controlled: &BTreeSet<SellerId>,
) -> Result<Vec<SellerId>> {
    let controlled: Vec<Uuid> = controlled.iter().map(|seller| seller.uuid()).collect();
    let rows = sqlx::query_scalar!(
        "update seller set controlled_by_operator = not controlled_by_operator
         where (not controlled_by_operator and seller_id = any($1)) or (controlled_by_operator and seller_id <> all($1))
         returning seller_id",
        &controlled
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(SellerId::from_uuid).collect())
}

/// Makes the controlled brands of a cell be exactly these, each as [`brand_key`] writes it. Returns those that came or went.
pub async fn set_controlled_brands(
    conn: &mut PgConnection,
    brands: &BTreeSet<String>,
    at: Instant,
) -> Result<Vec<String>> {
    let brands: Vec<String> = brands.iter().cloned().collect();
    let changed = sqlx::query_scalar!(
        r#"with gone as (delete from controlled_brand where brand <> all($1) returning brand),
                come as (insert into controlled_brand (brand, carried_at) select brand, $2 from unnest($1::text[]) as b (brand)
                         on conflict (brand) do nothing returning brand)
           select brand as "brand!" from gone union all select brand from come"#,
        &brands,
        at
    )
    .fetch_all(conn)
    .await?;
    Ok(changed)
}

/// The brands that belong to the operator or somebody whom it controls, as far as this cell was told: each as
/// [`brand_key`] writes it.
pub async fn controlled_brands(conn: &mut PgConnection) -> Result<BTreeSet<String>> {
    let brands = sqlx::query_scalar!("select brand from controlled_brand")
        .fetch_all(conn)
        .await?;
    Ok(brands.into_iter().collect())
}

/// Does the brand of goods belong to the operator or somebody whom it controls, as far as this cell was told?
pub async fn brand_is_controlled(conn: &mut PgConnection, brand: &str) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from controlled_brand where brand = $1) as "found!""#,
        brand_key(brand)
    )
    .fetch_one(conn)
    .await?;
    Ok(found)
}

/// The active products of these brands, each as [`brand_key`] writes it. Reads every brand of the cell: brands change hands seldom.
pub async fn products_of_brands(
    conn: &mut PgConnection,
    brands: &[String],
) -> Result<Vec<(ShopId, ProductId)>> {
    let spelled = sqlx::query_scalar!(
        r#"select distinct brand as "brand!" from product where brand is not null and state = 'active'"#
    )
    .fetch_all(&mut *conn)
    .await?;
    let spelled: Vec<String> = spelled
        .into_iter()
        .filter(|brand| brands.contains(&brand_key(brand)))
        .collect();
    let rows = sqlx::query!(
        "select shop_id, product_id from product where brand = any($1) and state = 'active'",
        &spelled
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            (
                ShopId::from_uuid(row.shop_id),
                ProductId::from_uuid(row.product_id),
            )
        })
        .collect())
}
