//! What a search index is told.

use std::collections::BTreeMap;

use pasar_domain::Instant;
use pasar_domain::id::{ProductId, ShopId};
use pasar_domain::money::Money;
use pasar_domain::review::Rating;
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::{self, Row};

/// What a search index is told about a live listing.
#[derive(Debug, Clone, PartialEq)]
pub struct ListingDocument {
    /// The product.
    pub product_id: ProductId,
    /// The shop.
    pub shop_id: ShopId,
    /// Its title.
    pub title: String,
    /// Its description, safe HTML.
    pub description_html: String,
    /// Who made it.
    pub brand: Option<String>,
    /// Its category's slug.
    pub category: String,
    /// Facts by the attribute's slug.
    pub attributes: BTreeMap<String, String>,
    /// The seller's words.
    pub tags: Vec<String>,
    /// The values of its variants' options, each once.
    pub option_values: Vec<String>,
    /// Where the cheapest offer is sent from.
    pub place: String,
    /// The lowest price.
    pub price_min: Money,
    /// The mean rating.
    pub rating: Option<Rating>,
    /// Pieces sold.
    pub sold: u32,
    /// Is there any to buy?
    pub in_stock: bool,
    /// When buyers could first see it.
    pub published_at: Instant,
}

struct DocumentRow {
    product_id: Uuid,
    shop_id: Uuid,
    title: String,
    description_html: String,
    brand: Option<String>,
    category: String,
    attributes: Value,
    tags: Vec<String>,
    option_values: Option<Vec<String>>,
    place: String,
    price_min: i64,
    currency: String,
    in_stock: bool,
    rating_hundredths: Option<i32>,
    rating_count: i32,
    sold_count: i32,
    published_at: Option<Instant>,
}

impl TryFrom<DocumentRow> for ListingDocument {
    type Error = Error;

    fn try_from(row: DocumentRow) -> Result<Self> {
        let at = Row {
            table: "product",
            id: &row.product_id,
        };
        Ok(Self {
            product_id: ProductId::from_uuid(row.product_id),
            shop_id: ShopId::from_uuid(row.shop_id),
            title: row.title,
            description_html: row.description_html,
            brand: row.brand,
            category: row.category,
            attributes: crate::product::attributes(at, row.attributes)?,
            tags: row.tags,
            option_values: row.option_values.unwrap_or_default(),
            place: row.place,
            price_min: at.money(row.price_min, &row.currency)?,
            rating: crate::review::rating(at, row.rating_hundredths, row.rating_count)?,
            sold: at.number("sold_count", row.sold_count)?,
            in_stock: row.in_stock,
            published_at: at.present("published_at", row.published_at)?,
        })
    }
}

macro_rules! documents {
    ($tail:tt $(, $argument:expr)*) => {
        sqlx::query_as!(
            DocumentRow,
            r#"select p.product_id, p.shop_id, p.title, p.description_html, p.brand, p.category, p.attributes, p.tags,
                      v.option_values, o.place as "place!", o.price_min as "price_min!", o.currency as "currency!",
                      o.in_stock as "in_stock!", f.rating_hundredths, f.rating_count, f.sold_count, p.published_at
               from product p
               join shop s on s.shop_id = p.shop_id and s.closed_at is null
               join product_figures f on f.shop_id = p.shop_id and f.product_id = p.product_id
               join lateral (
                 select min(o.price_minor) as price_min,
                        (array_agg(o.ship_from_place order by o.price_minor, v.position))[1] as place,
                        min(o.currency) as currency, bool_or(k.on_hand - k.reserved >= o.stock_per_unit) as in_stock
                 from variant v
                 join offer o on o.shop_id = v.shop_id and o.variant_id = v.variant_id and not o.paused
                 join stock_item k on k.shop_id = o.shop_id and k.stock_item_id = o.stock_item_id
                 where v.shop_id = p.shop_id and v.product_id = p.product_id and v.retired_at is null
               ) o on o.price_min is not null
               left join lateral (
                 select array_agg(distinct value) as option_values
                 from variant v, unnest(v.option_values) as value
                 where v.shop_id = p.shop_id and v.product_id = p.product_id and v.retired_at is null
               ) v on true
               where p.state = 'active' and p.taken_down_at is null "# + $tail
            $(, $argument)*
        )
    };
}

/// What the index is told about these products; those that are missing in the answer are not live and leave the index.
pub async fn documents(conn: &mut PgConnection, product_ids: &[ProductId]) -> Result<Vec<ListingDocument>> {
    let ids: Vec<Uuid> = product_ids.iter().map(|id| id.uuid()).collect();
    let rows = documents!("and p.product_id = any($1)", &ids)
        .fetch_all(conn)
        .await?;
    rows.into_iter().map(ListingDocument::try_from).collect()
}

/// What the index is told about all products, in the order of their ids: those after `after`.
pub async fn documents_after(
    conn: &mut PgConnection,
    after: Option<ProductId>,
    limit: i64,
) -> Result<Vec<ListingDocument>> {
    let rows = documents!(
        "and p.product_id > $1 order by p.product_id limit $2",
        row::after(after.map(ProductId::uuid)),
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(ListingDocument::try_from).collect()
}

/// How many products are active, live or not: how long reading all documents will take.
pub async fn count(conn: &mut PgConnection) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from product where state = 'active' and taken_down_at is null"#
    )
    .fetch_one(conn)
    .await?;
    Ok(count)
}
