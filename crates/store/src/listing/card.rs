//! Cards: listings in lists.

use pasar_domain::handle::Handle;
use pasar_domain::id::{ProductId, ShopId};
use pasar_domain::money::Money;
use pasar_domain::picture::{Picture, PictureKind};
use pasar_domain::review::Rating;
use sqlx::PgConnection;
use uuid::Uuid;

use super::facts::Visible;
use crate::error::{Error, Result};
use crate::picture::PictureRow;
use crate::row::{self, Row};

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
pub async fn cards(conn: &mut PgConnection, visible: &[Visible]) -> Result<Vec<ListingCard>> {
    let ids: Vec<Uuid> = visible.iter().map(|key| key.product_id().uuid()).collect();
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
           and p.product_id < $2
           and exists (select 1 from variant v join offer o on o.shop_id = v.shop_id and o.variant_id = v.variant_id
                       where v.shop_id = p.shop_id and v.product_id = p.product_id and v.retired_at is null and not o.paused)
         order by p.product_id desc limit $3",
        shop_id.uuid(),
        row::before(before.map(ProductId::uuid)),
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
           and p.product_id < $1
           and exists (select 1 from variant v join offer o on o.shop_id = v.shop_id and o.variant_id = v.variant_id
                       where v.shop_id = p.shop_id and v.product_id = p.product_id and v.retired_at is null and not o.paused)
         order by p.product_id desc limit $2",
        row::before(before.map(ProductId::uuid)),
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(ids.into_iter().map(ProductId::from_uuid).collect())
}
