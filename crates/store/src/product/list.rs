//! Lists of products for their sellers and for staff.

use pasar_domain::Instant;
use pasar_domain::handle::Handle;
use pasar_domain::id::{ProductId, ShopId};
use pasar_domain::money::Money;
use pasar_domain::picture::PictureKind;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::{self, Row};

/// Which products to list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProductFilter {
    /// Only this shop's.
    pub shop_id: Option<ShopId>,
    /// Only those that stand so; deleted ones are never listed.
    pub standing: Option<ProductStanding>,
    /// Only those that buyers see and of which nothing is left.
    pub sold_out: bool,
    /// Only those with this in the title, in the handle or in a stock-keeping unit.
    pub text: Option<String>,
    /// Only those made before this one.
    pub before: Option<ProductId>,
    /// At most so many.
    pub limit: u32,
}

/// How a product stands, by the words of seller and operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProductStanding {
    /// Seen by its seller only.
    Draft,
    /// Offered to buyers.
    Active,
    /// Hidden by the operator.
    TakenDown,
}

/// A product in a list of its seller's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductSummary {
    /// Whose it is.
    pub shop_id: ShopId,
    /// The shop's name in addresses.
    pub shop_handle: Handle,
    /// The shop's name.
    pub shop_name: String,
    /// The product.
    pub product_id: ProductId,
    /// Its name in addresses.
    pub handle: Handle,
    /// Its title.
    pub title: String,
    /// Its category's slug; empty when it has none.
    pub category: String,
    /// How it stands.
    pub standing: ProductStanding,
    /// When it was changed last.
    pub updated_at: Instant,
    /// Variants that are not retired.
    pub variants: u32,
    /// Lowest and highest price; none for a product without variants.
    pub prices: Option<(Money, Money)>,
    /// Units on hand in all.
    pub on_hand: u64,
    /// Units promised to orders in all.
    pub reserved: u64,
    /// Pieces sold.
    pub sold: u32,
    /// The first picture that can be shown.
    pub picture: Option<PictureKind>,
}

struct SummaryRow {
    shop_id: Uuid,
    shop_handle: String,
    shop_name: String,
    product_id: Uuid,
    handle: String,
    title: String,
    category: String,
    state: String,
    taken_down_at: Option<Instant>,
    updated_at: Instant,
    variants: i64,
    price_min: Option<i64>,
    price_max: Option<i64>,
    currency: Option<String>,
    on_hand: i64,
    reserved: i64,
    sold_count: i32,
    picture_kind: Option<String>,
    seed: Option<i64>,
    object_key: Option<String>,
    width: Option<i32>,
    height: Option<i32>,
}

impl TryFrom<SummaryRow> for ProductSummary {
    type Error = Error;

    fn try_from(row: SummaryRow) -> Result<Self> {
        let at = Row {
            table: "product",
            id: &row.product_id,
        };
        let standing = match (row.state.as_str(), row.taken_down_at) {
            (_, Some(_)) => ProductStanding::TakenDown,
            ("active", None) => ProductStanding::Active,
            ("draft", None) => ProductStanding::Draft,
            _ => return Err(at.inconsistent("state")),
        };
        let prices = match (row.price_min, row.price_max, row.currency) {
            (Some(min), Some(max), Some(currency)) => {
                Some((at.money(min, &currency)?, at.money(max, &currency)?))
            }
            _ => None,
        };
        let picture = match (
            row.picture_kind.as_deref(),
            row.seed,
            row.object_key,
            row.width,
            row.height,
        ) {
            (Some("drawn"), Some(seed), ..) => Some(PictureKind::Drawn {
                seed: seed.cast_unsigned(),
            }),
            (Some("uploaded"), _, Some(object_key), Some(width), Some(height)) => {
                Some(PictureKind::Uploaded {
                    object_key,
                    width: at.number("width", width)?,
                    height: at.number("height", height)?,
                })
            }
            _ => None,
        };
        Ok(Self {
            shop_id: ShopId::from_uuid(row.shop_id),
            shop_handle: at.parse("shop_handle", &row.shop_handle)?,
            shop_name: row.shop_name,
            product_id: ProductId::from_uuid(row.product_id),
            handle: at.parse("handle", &row.handle)?,
            title: row.title,
            category: row.category,
            standing,
            updated_at: row.updated_at,
            variants: at.number("variants", row.variants)?,
            prices,
            on_hand: at.number("on_hand", row.on_hand)?,
            reserved: at.number("reserved", row.reserved)?,
            sold: at.number("sold_count", row.sold_count)?,
            picture,
        })
    }
}

/// Lists products that are not deleted, newest first.
pub async fn list(conn: &mut PgConnection, filter: &ProductFilter) -> Result<Vec<ProductSummary>> {
    let standing = filter.standing.map(|standing| match standing {
        ProductStanding::Draft => "draft",
        ProductStanding::Active => "active",
        ProductStanding::TakenDown => "taken_down",
    });
    let pattern = filter
        .text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(|text| {
            let literal = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            format!("%{literal}%")
        });
    let rows = sqlx::query_as!(
        SummaryRow,
        r#"select s.shop_id, s.handle as shop_handle, s.name as shop_name, p.product_id, p.handle, p.title, p.category, p.state,
                  p.taken_down_at, p.updated_at, o.variants as "variants!", o.price_min, o.price_max, o.currency,
                  o.on_hand as "on_hand!", o.reserved as "reserved!", f.sold_count,
                  i.kind as "picture_kind?", i.seed, i.object_key, i.width, i.height
           from product p
           join shop s on s.shop_id = p.shop_id
           join product_figures f on f.shop_id = p.shop_id and f.product_id = p.product_id
           join lateral (
             select count(*) as variants, min(o.price_minor) as price_min, max(o.price_minor) as price_max,
                    min(o.currency) as currency, coalesce(sum(k.on_hand), 0) as on_hand, coalesce(sum(k.reserved), 0) as reserved
             from variant v
             join offer o on o.shop_id = v.shop_id and o.variant_id = v.variant_id
             join stock_item k on k.shop_id = o.shop_id and k.stock_item_id = o.stock_item_id
             where v.shop_id = p.shop_id and v.product_id = p.product_id and v.retired_at is null
           ) o on true
           left join lateral (
             select kind, seed, object_key, width, height from picture i
             where i.shop_id = p.shop_id and i.product_id = p.product_id and i.kind <> 'linked'
             order by position, picture_id limit 1
           ) i on true
           where p.state <> 'deleted'
             and ($1::uuid is null or p.shop_id = $1)
             and ($2::text is null or ($2 = 'taken_down') = (p.taken_down_at is not null))
             and ($2::text is null or $2 = 'taken_down' or p.state = $2)
             and ($3::text is null or p.title ilike $3 or p.handle ilike $3
                  or exists (select 1 from variant v where v.shop_id = p.shop_id and v.product_id = p.product_id
                             and v.retired_at is null and v.sku ilike $3))
             and p.product_id < $4
             and (not $6 or (p.state = 'active' and p.taken_down_at is null and o.on_hand <= o.reserved))
           order by p.product_id desc limit $5"#,
        filter.shop_id.map(ShopId::uuid),
        standing,
        pattern,
        row::before(filter.before.map(ProductId::uuid)),
        i64::from(filter.limit),
        filter.sold_out
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(ProductSummary::try_from).collect()
}
