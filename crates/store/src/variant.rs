//! Variants, with the offer and the stock of each.

use pasar_domain::Instant;
use pasar_domain::id::{OfferId, ProductId, ShopId, StockItemId, VariantId};
use pasar_domain::offer::{Offer, OfferedVariant, Stock};
use pasar_domain::variant::Variant;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::{Row, join_texts};

pub(crate) struct OfferedVariantRow {
    pub(crate) variant_id: Uuid,
    pub(crate) product_id: Uuid,
    pub(crate) position: i32,
    pub(crate) sku: Option<String>,
    pub(crate) option_values: Vec<String>,
    pub(crate) gtin: Option<String>,
    pub(crate) grams: Option<i32>,
    pub(crate) external_key: Option<String>,
    pub(crate) offer_id: Uuid,
    pub(crate) price_minor: i64,
    pub(crate) compare_at_minor: Option<i64>,
    pub(crate) currency: String,
    pub(crate) stock_item_id: Uuid,
    pub(crate) stock_per_unit: i32,
    pub(crate) ship_from_country: String,
    pub(crate) ship_from_place: String,
    pub(crate) paused: bool,
    pub(crate) on_hand: i32,
    pub(crate) reserved: i32,
}

impl TryFrom<OfferedVariantRow> for OfferedVariant {
    type Error = Error;

    fn try_from(row: OfferedVariantRow) -> Result<Self> {
        let at = Row {
            table: "variant",
            id: &row.variant_id,
        };
        let variant = Variant {
            variant_id: VariantId::from_uuid(row.variant_id),
            product_id: ProductId::from_uuid(row.product_id),
            position: at.number("position", row.position)?,
            sku: row.sku,
            option_values: row.option_values,
            gtin: row.gtin,
            grams: row.grams.map(|grams| at.number("grams", grams)).transpose()?,
            external_key: row.external_key,
        };
        let at = Row {
            table: "offer",
            id: &row.offer_id,
        };
        let offer = Offer {
            offer_id: OfferId::from_uuid(row.offer_id),
            price: at.money(row.price_minor, &row.currency)?,
            compare_at: row
                .compare_at_minor
                .map(|minor| at.money(minor, &row.currency))
                .transpose()?,
            stock_item_id: StockItemId::from_uuid(row.stock_item_id),
            stock_per_unit: at.number("stock_per_unit", row.stock_per_unit)?,
            ship_from_country: row.ship_from_country,
            ship_from_place: row.ship_from_place,
            paused: row.paused,
        };
        let at = Row {
            table: "stock_item",
            id: &row.stock_item_id,
        };
        let stock = Stock {
            on_hand: at.number("on_hand", row.on_hand)?,
            reserved: at.number("reserved", row.reserved)?,
        };
        Ok(Self {
            variant,
            offer,
            stock,
        })
    }
}

/// The variants of some products that are not retired, by product and position.
pub async fn of_products(
    conn: &mut PgConnection,
    shop_id: ShopId,
    product_ids: &[ProductId],
) -> Result<Vec<OfferedVariant>> {
    let ids: Vec<Uuid> = product_ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query_as!(
        OfferedVariantRow,
        "select v.variant_id, v.product_id, v.position, v.sku, v.option_values, v.gtin, v.grams, v.external_key, o.offer_id,
                o.price_minor, o.compare_at_minor, o.currency, o.stock_item_id, o.stock_per_unit, o.ship_from_country,
                o.ship_from_place, o.paused, s.on_hand, s.reserved
         from variant v
         join offer o on o.shop_id = v.shop_id and o.variant_id = v.variant_id
         join stock_item s on s.shop_id = o.shop_id and s.stock_item_id = o.stock_item_id
         where v.shop_id = $1 and v.product_id = any($2) and v.retired_at is null
         order by v.product_id, v.position, v.variant_id",
        shop_id.uuid(),
        &ids
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(OfferedVariant::try_from).collect()
}

/// A stock-keeping unit that a shop uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedSku {
    /// The unit.
    pub sku: String,
    /// The variant that has it.
    pub variant_id: VariantId,
    /// The product of the variant.
    pub product_id: ProductId,
}

/// Those of some stock-keeping units that variants of the shop have.
pub async fn used_skus(conn: &mut PgConnection, shop_id: ShopId, skus: &[String]) -> Result<Vec<UsedSku>> {
    let rows = sqlx::query!(
        r#"select sku as "sku!", variant_id, product_id from variant
           where shop_id = $1 and sku = any($2) and retired_at is null"#,
        shop_id.uuid(),
        skus
    )
    .fetch_all(conn)
    .await?;
    let used = rows.into_iter().map(|row| UsedSku {
        sku: row.sku,
        variant_id: VariantId::from_uuid(row.variant_id),
        product_id: ProductId::from_uuid(row.product_id),
    });
    Ok(used.collect())
}

/// Writes new variants.
///
/// # Errors
/// `Conflict` on `variant_by_sku` or `variant_by_options` when another variant has the same.
pub async fn insert_many(conn: &mut PgConnection, shop_id: ShopId, variants: &[Variant]) -> Result<()> {
    let columns = Columns::of(variants)?;
    let products: Vec<Uuid> = variants.iter().map(|v| v.product_id.uuid()).collect();
    sqlx::query!(
        "insert into variant (shop_id, variant_id, product_id, position, sku, option_values, gtin, grams, external_key)
         select $1, u.id, u.product, u.position, u.sku, string_to_array(u.options, chr(31)), u.gtin, u.grams, u.key
         from unnest($2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::text[], $7::text[], $8::int[], $9::text[])
           as u(id, product, position, sku, options, gtin, grams, key)",
        shop_id.uuid(),
        &columns.ids,
        &products,
        &columns.positions,
        &columns.skus as _,
        &columns.options,
        &columns.gtins as _,
        &columns.grams as _,
        &columns.keys as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes what variants now are. They may exchange units and option values among them: they are retired for a moment.
///
/// # Errors
/// `Conflict` on `variant_by_sku` or `variant_by_options` when another variant has the same.
pub async fn update_many(
    conn: &mut PgConnection,
    shop_id: ShopId,
    variants: &[Variant],
    at: Instant,
) -> Result<()> {
    let columns = Columns::of(variants)?;
    retire_many(
        &mut *conn,
        shop_id,
        &variants.iter().map(|v| v.variant_id).collect::<Vec<_>>(),
        at,
    )
    .await?;
    sqlx::query!(
        "update variant v set position = u.position, sku = u.sku, option_values = string_to_array(u.options, chr(31)),
           gtin = u.gtin, grams = u.grams, external_key = u.key, retired_at = null
         from unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[])
           as u(id, position, sku, options, gtin, grams, key)
         where v.shop_id = $1 and v.variant_id = u.id",
        shop_id.uuid(),
        &columns.ids,
        &columns.positions,
        &columns.skus as _,
        &columns.options,
        &columns.gtins as _,
        &columns.grams as _,
        &columns.keys as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes variants from sale for good; orders go on naming them.
pub async fn retire_many(
    conn: &mut PgConnection,
    shop_id: ShopId,
    variant_ids: &[VariantId],
    at: Instant,
) -> Result<()> {
    let ids: Vec<Uuid> = variant_ids.iter().map(|id| id.uuid()).collect();
    sqlx::query!(
        "update variant set retired_at = $3 where shop_id = $1 and variant_id = any($2)",
        shop_id.uuid(),
        &ids,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

struct Columns<'a> {
    ids: Vec<Uuid>,
    positions: Vec<i32>,
    skus: Vec<Option<&'a str>>,
    options: Vec<String>,
    gtins: Vec<Option<&'a str>>,
    grams: Vec<Option<i32>>,
    keys: Vec<Option<&'a str>>,
}

impl<'a> Columns<'a> {
    fn of(variants: &'a [Variant]) -> Result<Self> {
        let mut positions = Vec::with_capacity(variants.len());
        let mut grams = Vec::with_capacity(variants.len());
        for variant in variants {
            let at = Row {
                table: "variant",
                id: &variant.variant_id,
            };
            positions.push(at.number("position", variant.position)?);
            grams.push(variant.grams.map(|grams| at.number("grams", grams)).transpose()?);
        }
        Ok(Self {
            ids: variants.iter().map(|v| v.variant_id.uuid()).collect(),
            positions,
            skus: variants.iter().map(|v| v.sku.as_deref()).collect(),
            options: variants.iter().map(|v| join_texts(&v.option_values)).collect(),
            gtins: variants.iter().map(|v| v.gtin.as_deref()).collect(),
            grams,
            keys: variants.iter().map(|v| v.external_key.as_deref()).collect(),
        })
    }
}
