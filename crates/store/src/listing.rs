//! Listings: what buyers see. Only live ones are read here: the product is active and not taken down, its shop is open, and at
//! least one of its offers is not paused. Nothing here says whether there is any in stock; a sold-out listing stays visible.

use std::collections::BTreeMap;

use pasar_domain::Instant;
use pasar_domain::handle::Handle;
use pasar_domain::id::{ProductId, ShopId};
use pasar_domain::money::Money;
use pasar_domain::offer::OfferedVariant;
use pasar_domain::picture::{Picture, PictureKind};
use pasar_domain::review::Rating;
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::picture::PictureRow;
use crate::row::Row;
use crate::variant::OfferedVariantRow;

/// A listing in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingCard {
    /// The product.
    pub product_id: ProductId,
    /// Its name in addresses.
    pub handle: Handle,
    /// Its title.
    pub title: String,
    /// Its category's slug; empty when it has none.
    pub category: String,
    /// The shop.
    pub shop_id: ShopId,
    /// The shop's name in addresses.
    pub shop_handle: Handle,
    /// The shop's name.
    pub shop_name: String,
    /// Where the cheapest offer is sent from.
    pub place: String,
    /// The lowest price.
    pub price_min: Money,
    /// The highest price; equal to the lowest when there is one price.
    pub price_max: Money,
    /// The former price of the cheapest offer.
    pub compare_at: Option<Money>,
    /// The first picture that can be shown, and its description.
    pub picture: Option<(PictureKind, String)>,
    /// The mean rating.
    pub rating: Option<Rating>,
    /// Pieces sold.
    pub sold: u32,
    /// Is there any to buy?
    pub in_stock: bool,
}

struct CardRow {
    product_id: Uuid,
    handle: String,
    title: String,
    category: String,
    shop_id: Uuid,
    shop_handle: String,
    shop_name: String,
    place: String,
    price_min: i64,
    price_max: i64,
    compare_at: Option<i64>,
    currency: String,
    in_stock: bool,
    rating_hundredths: Option<i32>,
    rating_count: i32,
    sold_count: i32,
    picture_id: Option<Uuid>,
    alt: Option<String>,
    kind: Option<String>,
    seed: Option<i64>,
    object_key: Option<String>,
    width: Option<i32>,
    height: Option<i32>,
}

impl TryFrom<CardRow> for ListingCard {
    type Error = Error;

    fn try_from(row: CardRow) -> Result<Self> {
        let at = Row {
            table: "product",
            id: &row.product_id,
        };
        let picture = match (row.picture_id, row.kind) {
            (Some(picture_id), Some(kind)) => {
                let picture = Picture::try_from(PictureRow {
                    picture_id,
                    position: 0,
                    alt: row.alt.unwrap_or_default(),
                    kind,
                    seed: row.seed,
                    object_key: row.object_key,
                    source_url: None,
                    width: row.width,
                    height: row.height,
                })?;
                Some((picture.kind, picture.alt))
            }
            _ => None,
        };
        Ok(Self {
            product_id: ProductId::from_uuid(row.product_id),
            handle: at.parse("handle", &row.handle)?,
            title: row.title,
            category: row.category,
            shop_id: ShopId::from_uuid(row.shop_id),
            shop_handle: at.parse("shop_handle", &row.shop_handle)?,
            shop_name: row.shop_name,
            place: row.place,
            price_min: at.money(row.price_min, &row.currency)?,
            price_max: at.money(row.price_max, &row.currency)?,
            compare_at: row
                .compare_at
                .map(|minor| at.money(minor, &row.currency))
                .transpose()?,
            picture,
            rating: crate::review::rating(at, row.rating_hundredths, row.rating_count)?,
            sold: at.number("sold_count", row.sold_count)?,
            in_stock: row.in_stock,
        })
    }
}

/// The cards of these products, in this order; those that are not live are left out. One query.
pub async fn cards(conn: &mut PgConnection, product_ids: &[ProductId]) -> Result<Vec<ListingCard>> {
    let ids: Vec<Uuid> = product_ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query_as!(
        CardRow,
        r#"select p.product_id, p.handle, p.title, p.category, s.shop_id, s.handle as shop_handle, s.name as shop_name,
                  o.place as "place!", o.price_min as "price_min!", o.price_max as "price_max!", o.compare_at,
                  o.currency as "currency!", o.in_stock as "in_stock!", f.rating_hundredths, f.rating_count, f.sold_count,
                  i.picture_id as "picture_id?", i.alt as "alt?", i.kind as "kind?", i.seed, i.object_key, i.width, i.height
           from unnest($1::uuid[]) with ordinality as wanted (product_id, place)
           join product p on p.product_id = wanted.product_id and p.state = 'active' and p.taken_down_at is null
           join shop s on s.shop_id = p.shop_id and s.closed_at is null
           join product_figures f on f.shop_id = p.shop_id and f.product_id = p.product_id
           join lateral (
             select min(o.price_minor) as price_min, max(o.price_minor) as price_max,
                    (array_agg(o.compare_at_minor order by o.price_minor, v.position))[1] as compare_at,
                    (array_agg(o.ship_from_place order by o.price_minor, v.position))[1] as place, min(o.currency) as currency,
                    bool_or(k.on_hand - k.reserved >= o.stock_per_unit) as in_stock
             from variant v
             join offer o on o.shop_id = v.shop_id and o.variant_id = v.variant_id and not o.paused
             join stock_item k on k.shop_id = o.shop_id and k.stock_item_id = o.stock_item_id
             where v.shop_id = p.shop_id and v.product_id = p.product_id and v.retired_at is null
           ) o on o.price_min is not null
           left join lateral (
             select picture_id, alt, kind, seed, object_key, width, height from picture i
             where i.shop_id = p.shop_id and i.product_id = p.product_id and i.kind <> 'linked'
             order by position, picture_id limit 1
           ) i on true
           order by wanted.place"#,
        &ids
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(ListingCard::try_from).collect()
}

/// A product's page, as buyers see it.
#[derive(Debug, Clone, PartialEq)]
pub struct ListingPage {
    /// The product.
    pub product_id: ProductId,
    /// Its name in addresses.
    pub handle: Handle,
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
    /// What tells the variants apart.
    pub option_names: Vec<String>,
    /// When buyers could first see it.
    pub published_at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
    /// Grows with every edit.
    pub version: u32,
    /// The shop.
    pub shop: ListingShop,
    /// The mean rating.
    pub rating: Option<Rating>,
    /// Pieces sold.
    pub sold: u32,
    /// The variants that are offered, in order; at least one.
    pub variants: Vec<OfferedVariant>,
    /// The pictures that can be shown, in order.
    pub pictures: Vec<Picture>,
}

/// The shop of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingShop {
    /// The shop.
    pub shop_id: ShopId,
    /// Its name in addresses.
    pub handle: Handle,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub place: String,
    /// When it was opened.
    pub opened_at: Instant,
}

/// The page of a product, when it is live. Three queries, whatever the number of variants.
pub async fn page(
    conn: &mut PgConnection,
    shop_handle: &str,
    product_handle: &str,
) -> Result<Option<ListingPage>> {
    let row = sqlx::query!(
        "select p.product_id, p.handle, p.title, p.description_html, p.brand, p.category, p.attributes, p.tags, p.option_names,
                p.published_at, p.updated_at, p.version, s.shop_id, s.handle as shop_handle, s.name, s.place, s.opened_at,
                f.rating_hundredths, f.rating_count, f.sold_count
         from shop s
         join product p on p.shop_id = s.shop_id and p.handle = $2 and p.state = 'active' and p.taken_down_at is null
         join product_figures f on f.shop_id = p.shop_id and f.product_id = p.product_id
         where s.handle = $1 and s.closed_at is null",
        shop_handle,
        product_handle
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let at = Row {
        table: "product",
        id: &row.product_id,
    };
    let shop_id = ShopId::from_uuid(row.shop_id);
    let product_id = ProductId::from_uuid(row.product_id);
    let variants = live_variants(&mut *conn, shop_id, product_id).await?;
    if variants.is_empty() {
        return Ok(None);
    }
    let pictures = shown_pictures(conn, shop_id, product_id).await?;
    Ok(Some(ListingPage {
        product_id,
        handle: at.parse("handle", &row.handle)?,
        title: row.title,
        description_html: row.description_html,
        brand: row.brand,
        category: row.category,
        attributes: crate::product::attributes(at, row.attributes)?,
        tags: row.tags,
        option_names: row.option_names,
        published_at: at.present("published_at", row.published_at)?,
        updated_at: row.updated_at,
        version: at.number("version", row.version)?,
        shop: ListingShop {
            shop_id,
            handle: at.parse("shop_handle", &row.shop_handle)?,
            name: row.name,
            place: row.place,
            opened_at: row.opened_at,
        },
        rating: crate::review::rating(at, row.rating_hundredths, row.rating_count)?,
        sold: at.number("sold_count", row.sold_count)?,
        variants,
        pictures,
    }))
}

async fn live_variants(
    conn: &mut PgConnection,
    shop_id: ShopId,
    product_id: ProductId,
) -> Result<Vec<OfferedVariant>> {
    let rows = sqlx::query_as!(
        OfferedVariantRow,
        "select v.variant_id, v.product_id, v.position, v.sku, v.option_values, v.gtin, v.grams, v.external_key, o.offer_id,
                o.price_minor, o.compare_at_minor, o.currency, o.stock_item_id, o.stock_per_unit, o.ship_from_country,
                o.ship_from_place, o.paused, s.on_hand, s.reserved
         from variant v
         join offer o on o.shop_id = v.shop_id and o.variant_id = v.variant_id and not o.paused
         join stock_item s on s.shop_id = o.shop_id and s.stock_item_id = o.stock_item_id
         where v.shop_id = $1 and v.product_id = $2 and v.retired_at is null
         order by v.position, v.variant_id",
        shop_id.uuid(),
        product_id.uuid()
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(OfferedVariant::try_from).collect()
}

async fn shown_pictures(
    conn: &mut PgConnection,
    shop_id: ShopId,
    product_id: ProductId,
) -> Result<Vec<Picture>> {
    let rows = sqlx::query_as!(
        PictureRow,
        "select picture_id, position, alt, kind, seed, object_key, source_url, width, height from picture
         where shop_id = $1 and product_id = $2 and kind <> 'linked' order by position, picture_id",
        shop_id.uuid(),
        product_id.uuid()
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Picture::try_from).collect()
}

/// The live products of a shop, newest first: those published before `before`.
pub async fn by_shop(
    conn: &mut PgConnection,
    shop_id: ShopId,
    before: Option<ProductId>,
    limit: i64,
) -> Result<Vec<ProductId>> {
    let ids = sqlx::query_scalar!(
        "select p.product_id from product p join shop s using (shop_id)
         where p.shop_id = $1 and p.state = 'active' and p.taken_down_at is null and s.closed_at is null
           and ($2::uuid is null or p.product_id < $2)
           and exists (select 1 from variant v join offer o on o.shop_id = v.shop_id and o.variant_id = v.variant_id
                       where v.shop_id = p.shop_id and v.product_id = p.product_id and v.retired_at is null and not o.paused)
         order by p.product_id desc limit $3",
        shop_id.uuid(),
        before.map(ProductId::uuid),
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(ids.into_iter().map(ProductId::from_uuid).collect())
}

/// The live products of the cell, newest first: those made before `before`.
pub async fn newest(
    conn: &mut PgConnection,
    before: Option<ProductId>,
    limit: i64,
) -> Result<Vec<ProductId>> {
    let ids = sqlx::query_scalar!(
        "select p.product_id from product p join shop s using (shop_id)
         where p.state = 'active' and p.taken_down_at is null and s.closed_at is null
           and ($1::uuid is null or p.product_id < $1)
           and exists (select 1 from variant v join offer o on o.shop_id = v.shop_id and o.variant_id = v.variant_id
                       where v.shop_id = p.shop_id and v.product_id = p.product_id and v.retired_at is null and not o.paused)
         order by p.product_id desc limit $2",
        before.map(ProductId::uuid),
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(ids.into_iter().map(ProductId::from_uuid).collect())
}

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
        "and ($1::uuid is null or p.product_id > $1) order by p.product_id limit $2",
        after.map(ProductId::uuid),
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
