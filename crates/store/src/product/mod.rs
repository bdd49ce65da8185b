//! Products and the versions that edits leave behind.

mod count;
mod list;
mod version;

use std::collections::{BTreeMap, BTreeSet};

use pasar_domain::Instant;
use pasar_domain::id::{ProductId, ShopId};
use pasar_domain::product::{Product, ProductContent, ProductState};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::listing::Publishable;
use crate::row::{self, Row, join_texts};

pub use count::{ProductCounts, count_by_standing};
pub use list::{ProductFilter, ProductStanding, ProductSummary, list};
pub use version::{PastVersion, keep_versions, versions};

struct ProductRow {
    shop_id: Uuid,
    product_id: Uuid,
    handle: String,
    external_key: Option<String>,
    title: String,
    description_html: String,
    brand: Option<String>,
    category: String,
    attributes: Value,
    tags: Vec<String>,
    option_names: Vec<String>,
    state: String,
    version: i32,
    created_at: Instant,
    updated_at: Instant,
    published_at: Option<Instant>,
    taken_down_at: Option<Instant>,
}

impl TryFrom<ProductRow> for Product {
    type Error = Error;

    fn try_from(row: ProductRow) -> Result<Self> {
        let at = Row {
            table: "product",
            id: &row.product_id,
        };
        let state = match (row.state.as_str(), row.published_at) {
            ("draft", _) => ProductState::Draft,
            ("active", Some(published_at)) => ProductState::Active { published_at },
            ("deleted", _) => ProductState::Deleted,
            _ => return Err(at.inconsistent("state")),
        };
        Ok(Self {
            shop_id: ShopId::from_uuid(row.shop_id),
            product_id: ProductId::from_uuid(row.product_id),
            handle: at.parse("handle", &row.handle)?,
            external_key: row.external_key,
            state,
            taken_down_at: row.taken_down_at,
            version: at.number("version", row.version)?,
            created_at: row.created_at,
            updated_at: row.updated_at,
            content: ProductContent {
                title: row.title,
                description_html: row.description_html,
                brand: row.brand,
                category: row.category,
                attributes: attributes(at, row.attributes)?,
                tags: row.tags,
                option_names: row.option_names,
            },
        })
    }
}

pub(crate) fn attributes(at: Row<'_>, value: Value) -> Result<BTreeMap<String, String>> {
    serde_json::from_value(value).map_err(|_| at.inconsistent("attributes"))
}

macro_rules! select {
    ($tail:tt $(, $argument:expr)*) => {
        sqlx::query_as!(
            ProductRow,
            "select shop_id, product_id, handle, external_key, title, description_html, brand, category, attributes, tags,
                    option_names, state, version, created_at, updated_at, published_at, taken_down_at from product " + $tail
            $(, $argument)*
        )
    };
}

/// A product of a shop. In a transaction that goes on to change it, call [`lock`] instead.
pub async fn by_id(
    conn: &mut PgConnection,
    shop_id: ShopId,
    product_id: ProductId,
) -> Result<Option<Product>> {
    let row = select!(
        "where shop_id = $1 and product_id = $2",
        shop_id.uuid(),
        product_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    row.map(Product::try_from).transpose()
}

/// A product of any shop of the cell, for staff.
pub async fn by_id_alone(conn: &mut PgConnection, product_id: ProductId) -> Result<Option<Product>> {
    let row = select!("where product_id = $1", product_id.uuid())
        .fetch_optional(conn)
        .await?;
    row.map(Product::try_from).transpose()
}

/// A product of a shop, kept from others until the transaction ends.
pub async fn lock(
    conn: &mut PgConnection,
    shop_id: ShopId,
    product_id: ProductId,
) -> Result<Option<Product>> {
    let row = select!(
        "where shop_id = $1 and product_id = $2 for update",
        shop_id.uuid(),
        product_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    row.map(Product::try_from).transpose()
}

/// The products that a file means by these keys, kept from others until the transaction ends: those that were imported under
/// them, and those written here whose handles they are.
pub async fn lock_by_keys(conn: &mut PgConnection, shop_id: ShopId, keys: &[String]) -> Result<Vec<Product>> {
    let rows = select!(
        "where shop_id = $1 and (external_key = any($2) or (external_key is null and handle = any($2)))
         order by product_id for update",
        shop_id.uuid(),
        keys
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Product::try_from).collect()
}

/// The products of a shop that are not deleted, oldest first: those after `after`.
pub async fn all_of_shop(
    conn: &mut PgConnection,
    shop_id: ShopId,
    after: Option<ProductId>,
    limit: i64,
) -> Result<Vec<Product>> {
    let rows = select!(
        "where shop_id = $1 and state <> 'deleted' and product_id > $2 order by product_id limit $3",
        shop_id.uuid(),
        row::after(after.map(ProductId::uuid)),
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Product::try_from).collect()
}

/// How many products of a shop are not deleted.
pub async fn count(conn: &mut PgConnection, shop_id: ShopId) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from product where shop_id = $1 and state <> 'deleted'"#,
        shop_id.uuid()
    )
    .fetch_one(conn)
    .await?;
    Ok(count)
}

/// Those of some handles that products of a shop (deleted ones, too) already have.
pub async fn taken_handles(
    conn: &mut PgConnection,
    shop_id: ShopId,
    handles: &[String],
) -> Result<BTreeSet<String>> {
    let taken = sqlx::query_scalar!(
        "select handle from product where shop_id = $1 and handle = any($2)",
        shop_id.uuid(),
        handles
    )
    .fetch_all(conn)
    .await?;
    Ok(taken.into_iter().collect())
}

/// Writes new products of one shop, with their figures still at nothing. Whatever they say, they begin as drafts: [`publish_many`] makes
/// them public.
pub async fn insert_many(conn: &mut PgConnection, shop_id: ShopId, products: &[Product]) -> Result<()> {
    let ids: Vec<Uuid> = products.iter().map(|p| p.product_id.uuid()).collect();
    let handles: Vec<&str> = products.iter().map(|p| p.handle.as_str()).collect();
    let keys: Vec<Option<&str>> = products.iter().map(|p| p.external_key.as_deref()).collect();
    let created: Vec<Instant> = products.iter().map(|p| p.created_at).collect();
    let columns = Columns::of(products)?;
    sqlx::query!(
        "insert into product (shop_id, product_id, handle, external_key, title, description_html, brand, category, attributes,
                              tags, option_names, state, version, created_at, updated_at, published_at)
         select $1, u.id, u.handle, u.external_key, u.title, u.description, u.brand, u.category, u.attributes,
                string_to_array(u.tags, chr(31)), string_to_array(u.options, chr(31)), case when u.state = 'active' then 'draft' else u.state end, u.version,
                u.created, u.updated, u.published
         from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::jsonb[], $10::text[],
                     $11::text[], $12::text[], $13::int[], $14::timestamptz[], $15::timestamptz[], $16::timestamptz[])
           as u(id, handle, external_key, title, description, brand, category, attributes, tags, options, state, version, created,
                updated, published)",
        shop_id.uuid(),
        &ids,
        &handles as _,
        &keys as _,
        &columns.titles as _,
        &columns.descriptions as _,
        &columns.brands as _,
        &columns.categories as _,
        &columns.attributes,
        &columns.tags,
        &columns.options,
        &columns.states as _,
        &columns.versions,
        &created,
        &columns.updated,
        &columns.published as _,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "insert into product_figures (shop_id, product_id, rating_count, sold_count) select $1, unnest($2::uuid[]), 0, 0",
        shop_id.uuid(),
        &ids
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Makes products public: those that are drafts; a deleted one stays deleted. Nothing else does, and it takes a key for each.
pub async fn publish_many(
    conn: &mut PgConnection,
    shop_id: ShopId,
    products: &[Publishable],
    at: Instant,
) -> Result<()> {
    let ids: Vec<Uuid> = products.iter().map(|key| key.product_id().uuid()).collect();
    sqlx::query!(
        "update product set state = 'active', published_at = $3
         where shop_id = $1 and product_id = any($2) and state = 'draft'",
        shop_id.uuid(),
        &ids,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes products back from buyers: they become drafts again.
pub async fn unpublish_many(
    conn: &mut PgConnection,
    shop_id: ShopId,
    product_ids: &[ProductId],
) -> Result<()> {
    let ids: Vec<Uuid> = product_ids.iter().map(|id| id.uuid()).collect();
    sqlx::query!(
        "update product set state = 'draft' where shop_id = $1 and product_id = any($2) and state = 'active'",
        shop_id.uuid(),
        &ids
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes what products now say over what they said one version before. A draft stays one: [`publish_many`] makes it public.
///
/// # Errors
/// `Stale` when one of them has not the version before the one it is given.
pub async fn update_many(conn: &mut PgConnection, shop_id: ShopId, products: &[Product]) -> Result<()> {
    let ids: Vec<Uuid> = products.iter().map(|p| p.product_id.uuid()).collect();
    let columns = Columns::of(products)?;
    let written = sqlx::query!(
        "update product as p set title = u.title, description_html = u.description, brand = u.brand, category = u.category,
           attributes = u.attributes, tags = string_to_array(u.tags, chr(31)),
           option_names = string_to_array(u.options, chr(31)),
           state = case when u.state = 'active' then p.state else u.state end, version = u.version, updated_at = u.updated,
           published_at = coalesce(u.published, p.published_at)
         from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::text[], $9::text[], $10::text[],
                     $11::int[], $12::timestamptz[], $13::timestamptz[])
           as u(id, title, description, brand, category, attributes, tags, options, state, version, updated, published)
         where p.shop_id = $1 and p.product_id = u.id and p.version = u.version - 1",
        shop_id.uuid(),
        &ids,
        &columns.titles as _,
        &columns.descriptions as _,
        &columns.brands as _,
        &columns.categories as _,
        &columns.attributes,
        &columns.tags,
        &columns.options,
        &columns.states as _,
        &columns.versions,
        &columns.updated,
        &columns.published as _,
    )
    .execute(conn)
    .await?;
    if usize::try_from(written.rows_affected()).ok() == Some(products.len()) {
        Ok(())
    } else {
        Err(Error::Stale)
    }
}

/// The columns of many products, as arrays.
struct Columns<'a> {
    titles: Vec<&'a str>,
    descriptions: Vec<&'a str>,
    brands: Vec<Option<&'a str>>,
    categories: Vec<&'a str>,
    attributes: Vec<Value>,
    tags: Vec<String>,
    options: Vec<String>,
    states: Vec<&'static str>,
    versions: Vec<i32>,
    updated: Vec<Instant>,
    published: Vec<Option<Instant>>,
}

impl<'a> Columns<'a> {
    fn of(products: &'a [Product]) -> Result<Self> {
        let contents = || products.iter().map(|p| &p.content);
        let versions: Result<Vec<i32>> = products
            .iter()
            .map(|p| {
                Row {
                    table: "product",
                    id: &p.product_id,
                }
                .number("version", p.version)
            })
            .collect();
        Ok(Self {
            titles: contents().map(|c| c.title.as_str()).collect(),
            descriptions: contents().map(|c| c.description_html.as_str()).collect(),
            brands: contents().map(|c| c.brand.as_deref()).collect(),
            categories: contents().map(|c| c.category.as_str()).collect(),
            attributes: contents().map(|c| serde_json::json!(c.attributes)).collect(),
            tags: contents().map(|c| join_texts(&c.tags)).collect(),
            options: contents().map(|c| join_texts(&c.option_names)).collect(),
            states: products.iter().map(|p| p.state.as_str()).collect(),
            versions: versions?,
            updated: products.iter().map(|p| p.updated_at).collect(),
            published: products
                .iter()
                .map(|p| match p.state {
                    ProductState::Active { published_at } => Some(published_at),
                    ProductState::Draft | ProductState::Deleted => None,
                })
                .collect(),
        })
    }
}

/// Hides a product from buyers, or shows it again with `None`.
pub async fn set_taken_down(
    conn: &mut PgConnection,
    shop_id: ShopId,
    product_id: ProductId,
    since: Option<Instant>,
) -> Result<()> {
    sqlx::query!(
        "update product set taken_down_at = $3 where shop_id = $1 and product_id = $2",
        shop_id.uuid(),
        product_id.uuid(),
        since
    )
    .execute(conn)
    .await?;
    Ok(())
}
