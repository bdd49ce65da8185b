//! The page of a listing.

use std::collections::BTreeMap;

use pasar_domain::Instant;
use pasar_domain::handle::Handle;
use pasar_domain::id::{ProductId, ShopId};
use pasar_domain::offer::OfferedVariant;
use pasar_domain::picture::Picture;
use pasar_domain::review::Rating;
use sqlx::PgConnection;
use uuid::Uuid;

use super::facts::Visible;
use crate::error::Result;
use crate::picture::PictureRow;
use crate::row::Row;
use crate::variant::OfferedVariantRow;

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
pub async fn page(conn: &mut PgConnection, visible: Visible) -> Result<Option<ListingPage>> {
    let row = sqlx::query!(
        "select p.product_id, p.handle, p.title, p.description_html, p.brand, p.category, p.attributes, p.tags, p.option_names,
                p.published_at, p.updated_at, p.version, s.shop_id, s.handle as shop_handle, s.name, s.place, s.opened_at,
                f.rating_hundredths, f.rating_count, f.sold_count
         from product p
         join shop s on s.shop_id = p.shop_id and s.closed_at is null
         join product_figures f on f.shop_id = p.shop_id and f.product_id = p.product_id
         where p.product_id = $1 and p.state = 'active' and p.taken_down_at is null",
        visible.product_id().uuid()
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

/// What stands for all that [`page`] reads of each of these listings, by the handles of shop and product: as long as it is the same,
/// nothing of it has been written. Nothing for a listing that is not live. One query, whatever the number of listings.
///
/// Every committed write of a row gives it the number of its transaction (`xmin`), so the numbers of all rows name one state.
pub async fn stamps(
    conn: &mut PgConnection,
    shop_handles: &[String],
    product_handles: &[String],
) -> Result<Vec<Option<Stamp>>> {
    let stamps = sqlx::query!(
        r#"select p.product_id as "product_id?", case when v.rows is not null
                    then hashtextextended(concat_ws('|', p.product_id, s.xmin, p.xmin, f.xmin, v.rows, i.rows), 0)
                  end as stamp
           from unnest($1::text[], $2::text[]) with ordinality as wanted (shop, product, place)
           left join shop s on s.handle = wanted.shop and s.closed_at is null
           left join product p on p.shop_id = s.shop_id and p.handle = wanted.product and p.state = 'active'
             and p.taken_down_at is null
           left join product_figures f on f.shop_id = p.shop_id and f.product_id = p.product_id
           left join lateral (
             select string_agg(concat_ws('.', v.xmin, o.xmin, k.xmin), ',' order by v.position, v.variant_id) as rows
             from variant v
             join offer o on o.shop_id = v.shop_id and o.variant_id = v.variant_id and not o.paused
             join stock_item k on k.shop_id = o.shop_id and k.stock_item_id = o.stock_item_id
             where v.shop_id = p.shop_id and v.product_id = p.product_id and v.retired_at is null
           ) v on true
           left join lateral (
             select string_agg(i.xmin::text, ',' order by i.position, i.picture_id) as rows
             from picture i where i.shop_id = p.shop_id and i.product_id = p.product_id
           ) i on true
           order by wanted.place"#,
        shop_handles,
        product_handles
    )
    .fetch_all(conn)
    .await?;
    let stamp = |id: Option<Uuid>, number: Option<i64>| {
        Some(Stamp {
            product_id: ProductId::from_uuid(id?),
            number: number?,
        })
    };
    Ok(stamps
        .into_iter()
        .map(|row| stamp(row.product_id, row.stamp))
        .collect())
}

/// What stands for the state of a listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The product.
    pub product_id: ProductId,
    /// The same as long as nothing of the listing was written.
    pub number: i64,
}
