//! Reviews of all offers under a charter version and a stage of Programme S.

use std::collections::BTreeSet;

use pasar_domain::Instant;
use pasar_domain::id::{ProductId, ShopId};
use pasar_domain::programme::Programme;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::row::{Row, int};

/// A review that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CharterReview {
    /// Under which version.
    pub charter_version: String,
    /// How far Programme S was.
    pub programme: Programme,
    /// Active listings that were looked at.
    pub listings: i64,
    /// Listings that may not be shown any more.
    pub hidden: i64,
    /// Listings that may be shown again.
    pub returned: i64,
    /// When it was done.
    pub reviewed_at: Instant,
}

/// The last review.
pub async fn last(conn: &mut PgConnection) -> Result<Option<CharterReview>> {
    let row = sqlx::query!(
        "select review_no, charter_version, stage, cohort_basis_points, listings, hidden, returned, reviewed_at
         from charter_review order by review_no desc limit 1"
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| {
        let at = Row {
            table: "charter_review",
            id: &row.review_no,
        };
        Ok(CharterReview {
            charter_version: row.charter_version,
            programme: Programme {
                stage: at.parse("stage", &row.stage)?,
                cohort_basis_points: at.number("cohort_basis_points", row.cohort_basis_points)?,
            },
            listings: row.listings,
            hidden: row.hidden,
            returned: row.returned,
            reviewed_at: row.reviewed_at,
        })
    })
    .transpose()
}

/// Writes down that a review was done.
pub async fn record(conn: &mut PgConnection, review: &CharterReview) -> Result<()> {
    sqlx::query!(
        "insert into charter_review (charter_version, stage, cohort_basis_points, listings, hidden, returned, reviewed_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        review.charter_version,
        review.programme.stage.as_str(),
        i32::from(review.programme.cohort_basis_points),
        review.listings,
        review.hidden,
        review.returned,
        review.reviewed_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Those of these products that the last review found hidden.
pub async fn hidden(
    conn: &mut PgConnection,
    product_ids: &[(ShopId, ProductId)],
) -> Result<BTreeSet<ProductId>> {
    let (shops, ids) = columns(product_ids);
    let found = sqlx::query_scalar!(
        "select product_id from hidden_listing
         where (shop_id, product_id) in (select * from unnest($1::uuid[], $2::uuid[]))",
        &shops,
        &ids
    )
    .fetch_all(conn)
    .await?;
    Ok(found.into_iter().map(ProductId::from_uuid).collect())
}

/// Writes down that these are hidden.
pub async fn hide(conn: &mut PgConnection, product_ids: &[(ShopId, ProductId)]) -> Result<()> {
    let (shops, ids) = columns(product_ids);
    sqlx::query!(
        "insert into hidden_listing (shop_id, product_id) select * from unnest($1::uuid[], $2::uuid[]) on conflict do nothing",
        &shops,
        &ids
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes down that these may be shown again.
pub async fn unhide(conn: &mut PgConnection, product_ids: &[(ShopId, ProductId)]) -> Result<()> {
    let (shops, ids) = columns(product_ids);
    sqlx::query!(
        "delete from hidden_listing where (shop_id, product_id) in (select * from unnest($1::uuid[], $2::uuid[]))",
        &shops,
        &ids
    )
    .execute(conn)
    .await?;
    Ok(())
}

fn columns(keys: &[(ShopId, ProductId)]) -> (Vec<Uuid>, Vec<Uuid>) {
    keys.iter()
        .map(|(shop, product)| (shop.uuid(), product.uuid()))
        .unzip()
}

/// What a review found for one shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CharterNotice {
    /// The shop.
    pub shop_id: ShopId,
    /// Under which version.
    pub charter_version: String,
    /// Its listings that may not be shown any more.
    pub hidden: u32,
    /// Its listings that may be shown again.
    pub returned: u32,
    /// By which rules.
    pub rules: Vec<String>,
}

/// Writes a notice down. False when the shop has one for this version: its seller was told.
pub async fn notice(conn: &mut PgConnection, notice: &CharterNotice, at: Instant) -> Result<bool> {
    let written = sqlx::query!(
        "insert into charter_notice (shop_id, charter_version, hidden, returned, rules, noticed_at) values ($1, $2, $3, $4, $5, $6)
         on conflict do nothing",
        notice.shop_id.uuid(),
        notice.charter_version,
        int(notice.hidden),
        int(notice.returned),
        &notice.rules,
        at
    )
    .execute(conn)
    .await?;
    Ok(written.rows_affected() > 0)
}

/// The last notice of a shop.
pub async fn last_notice(conn: &mut PgConnection, shop_id: ShopId) -> Result<Option<CharterNotice>> {
    let row = sqlx::query!(
        "select charter_version, hidden, returned, rules from charter_notice where shop_id = $1 order by noticed_at desc limit 1",
        shop_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| {
        let at = Row {
            table: "charter_notice",
            id: &shop_id,
        };
        Ok(CharterNotice {
            shop_id,
            charter_version: row.charter_version,
            hidden: at.number("hidden", row.hidden)?,
            returned: at.number("returned", row.returned)?,
            rules: row.rules,
        })
    })
    .transpose()
}
