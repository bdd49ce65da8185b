//! What products said before; rows are only added.

use pasar_domain::Instant;
use pasar_domain::id::{AccountId, ProductId, ShopId};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::row::Row;

/// What a product said before an edit.
#[derive(Debug, Clone, PartialEq)]
pub struct PastVersion {
    /// The product.
    pub product_id: ProductId,
    /// The version that the edit ended.
    pub version: u32,
    /// All it said.
    pub content: Value,
    /// Who edited.
    pub edited_by: AccountId,
    /// When the version ended.
    pub edited_at: Instant,
}

/// Keeps what products said before an edit.
pub async fn keep_versions(conn: &mut PgConnection, shop_id: ShopId, past: &[PastVersion]) -> Result<()> {
    let ids: Vec<Uuid> = past.iter().map(|p| p.product_id.uuid()).collect();
    let versions: Result<Vec<i32>> = past
        .iter()
        .map(|p| {
            Row {
                table: "product_version",
                id: &p.product_id,
            }
            .number("version", p.version)
        })
        .collect();
    let contents: Vec<Value> = past.iter().map(|p| p.content.clone()).collect();
    let editors: Vec<Uuid> = past.iter().map(|p| p.edited_by.uuid()).collect();
    let times: Vec<Instant> = past.iter().map(|p| p.edited_at).collect();
    sqlx::query!(
        "insert into product_version (shop_id, product_id, version, content, edited_by, edited_at)
         select $1, * from unnest($2::uuid[], $3::int[], $4::jsonb[], $5::uuid[], $6::timestamptz[])",
        shop_id.uuid(),
        &ids,
        &versions?,
        &contents,
        &editors,
        &times
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What a product said before, last version first.
pub async fn versions(
    conn: &mut PgConnection,
    shop_id: ShopId,
    product_id: ProductId,
    limit: i64,
) -> Result<Vec<PastVersion>> {
    let rows = sqlx::query!(
        "select version, content, edited_by, edited_at from product_version where shop_id = $1 and product_id = $2
         order by version desc limit $3",
        shop_id.uuid(),
        product_id.uuid(),
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let at = Row {
                table: "product_version",
                id: &product_id,
            };
            Ok(PastVersion {
                product_id,
                version: at.number("version", row.version)?,
                content: row.content,
                edited_by: AccountId::from_uuid(row.edited_by),
                edited_at: row.edited_at,
            })
        })
        .collect()
}
