//! Appeals of sellers against rules of the charter.

use std::collections::BTreeMap;

use pasar_domain::Instant;
use pasar_domain::appeal::{Appeal, AppealAnswer};
use pasar_domain::id::{AccountId, AppealId, ProductId, ShopId, StaffId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::Row;

struct AppealRow {
    shop_id: Uuid,
    appeal_id: Uuid,
    product_id: Uuid,
    rule: String,
    charter_version: String,
    text: String,
    opened_by: Uuid,
    opened_at: Instant,
    answer: Option<String>,
    answered_by: Option<Uuid>,
    answered_at: Option<Instant>,
}

impl TryFrom<AppealRow> for Appeal {
    type Error = Error;

    fn try_from(row: AppealRow) -> Result<Self> {
        let answer = match (row.answer, row.answered_by, row.answered_at) {
            (Some(text), Some(by), Some(at)) => Some(AppealAnswer {
                text,
                staff_id: StaffId::from_uuid(by),
                at,
            }),
            (None, None, None) => None,
            _ => {
                let at = Row {
                    table: "appeal",
                    id: &row.appeal_id,
                };
                return Err(at.inconsistent("answer"));
            }
        };
        Ok(Self {
            appeal_id: AppealId::from_uuid(row.appeal_id),
            shop_id: ShopId::from_uuid(row.shop_id),
            product_id: ProductId::from_uuid(row.product_id),
            rule: row.rule,
            charter_version: row.charter_version,
            text: row.text,
            opened_by: AccountId::from_uuid(row.opened_by),
            opened_at: row.opened_at,
            answer,
        })
    }
}

/// Writes an appeal that nobody has answered.
///
/// # Errors
/// `Conflict` on `appeal_one_open` when one about this product and rule is open.
pub async fn insert(conn: &mut PgConnection, appeal: &Appeal) -> Result<()> {
    sqlx::query!(
        "insert into appeal (shop_id, appeal_id, product_id, rule, charter_version, text, opened_by, opened_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        appeal.shop_id.uuid(),
        appeal.appeal_id.uuid(),
        appeal.product_id.uuid(),
        appeal.rule,
        appeal.charter_version,
        appeal.text,
        appeal.opened_by.uuid(),
        appeal.opened_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes the answer of an appeal that has none. False when it has one, or there is no such appeal.
pub async fn answer(
    conn: &mut PgConnection,
    (shop_id, appeal_id): (ShopId, AppealId),
    answer: &AppealAnswer,
) -> Result<bool> {
    let done = sqlx::query!(
        "update appeal set answer = $3, answered_by = $4, answered_at = $5
         where shop_id = $1 and appeal_id = $2 and answered_at is null",
        shop_id.uuid(),
        appeal_id.uuid(),
        answer.text,
        answer.staff_id.uuid(),
        answer.at
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Is an appeal about what this member of staff did: took the product down, or revoked what verified the seller?
pub async fn is_own_case(
    conn: &mut PgConnection,
    (shop_id, appeal_id): (ShopId, AppealId),
    staff_id: StaffId,
) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from takedown t where t.shop_id = a.shop_id and t.product_id = a.product_id and t.staff_id = $3
                          and t.lifted_at is null)
               or exists (select from shop s join verification v using (seller_id) where s.shop_id = a.shop_id and v.revoked_by = $3)
               as "is_own!"
           from appeal a where a.shop_id = $1 and a.appeal_id = $2"#,
        shop_id.uuid(),
        appeal_id.uuid(),
        staff_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    Ok(found.unwrap_or_default())
}

/// An appeal of a shop.
pub async fn get(conn: &mut PgConnection, shop_id: ShopId, appeal_id: AppealId) -> Result<Option<Appeal>> {
    let row = sqlx::query_as!(
        AppealRow,
        "select shop_id, appeal_id, product_id, rule, charter_version, text, opened_by, opened_at, answer, answered_by, answered_at
         from appeal where shop_id = $1 and appeal_id = $2",
        shop_id.uuid(),
        appeal_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    row.map(Appeal::try_from).transpose()
}

/// The appeals of a shop, last first.
pub async fn of_shop(conn: &mut PgConnection, shop_id: ShopId, limit: i64) -> Result<Vec<Appeal>> {
    let rows = sqlx::query_as!(
        AppealRow,
        "select shop_id, appeal_id, product_id, rule, charter_version, text, opened_by, opened_at, answer, answered_by, answered_at
         from appeal where shop_id = $1 order by appeal_id desc limit $2",
        shop_id.uuid(),
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Appeal::try_from).collect()
}

/// An appeal with what staff see of its product and shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuedAppeal {
    /// The appeal.
    pub appeal: Appeal,
    /// The product's title.
    pub product_title: String,
    /// The shop's name.
    pub shop_name: String,
}

/// The appeals of the cell that nobody has answered, oldest first.
pub async fn unanswered(conn: &mut PgConnection, limit: i64) -> Result<Vec<QueuedAppeal>> {
    let rows = sqlx::query!(
        r#"select a.shop_id, a.appeal_id, a.product_id, a.rule, a.charter_version, a.text, a.opened_by, a.opened_at,
                  product.title, shop.name
           from appeal a
           join product on product.shop_id = a.shop_id and product.product_id = a.product_id
           join shop on shop.shop_id = a.shop_id
           where a.answered_at is null order by a.opened_at, a.appeal_id limit $1"#,
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| QueuedAppeal {
            appeal: Appeal {
                appeal_id: AppealId::from_uuid(row.appeal_id),
                shop_id: ShopId::from_uuid(row.shop_id),
                product_id: ProductId::from_uuid(row.product_id),
                rule: row.rule,
                charter_version: row.charter_version,
                text: row.text,
                opened_by: AccountId::from_uuid(row.opened_by),
                opened_at: row.opened_at,
                answer: None,
            },
            product_title: row.title,
            shop_name: row.name,
        })
        .collect())
}

/// The titles of these products of a shop.
pub async fn product_titles(
    conn: &mut PgConnection,
    shop_id: ShopId,
    product_ids: &[ProductId],
) -> Result<BTreeMap<ProductId, String>> {
    let ids: Vec<Uuid> = product_ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        "select product_id, title from product where shop_id = $1 and product_id = any($2)",
        shop_id.uuid(),
        &ids
    )
    .fetch_all(conn)
    .await?;
    let titles = rows
        .into_iter()
        .map(|row| (ProductId::from_uuid(row.product_id), row.title));
    Ok(titles.collect())
}

/// The title of the product that an appeal is about.
pub async fn product_title(
    conn: &mut PgConnection,
    shop_id: ShopId,
    product_id: ProductId,
) -> Result<Option<String>> {
    let title = sqlx::query_scalar!(
        "select title from product where shop_id = $1 and product_id = $2",
        shop_id.uuid(),
        product_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    Ok(title)
}
