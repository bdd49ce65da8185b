//! Single offers, as carts show them.

use pasar_domain::handle::Handle;
use pasar_domain::id::{OfferId, ProductId, ShopId, VariantId};
use pasar_domain::money::Money;
use pasar_domain::offer::Stock;
use pasar_domain::picture::{Picture, PictureKind};
use sqlx::PgConnection;
use uuid::Uuid;

use super::facts::Visible;
use crate::error::{Error, Result};
use crate::picture::PictureRow;
use crate::row::Row;

/// An offer with what a line of a cart shows of its product. Unlike other listings it may not be live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedOffer {
    /// Who sells.
    pub shop_id: ShopId,
    /// The shop's name in addresses.
    pub shop_handle: Handle,
    /// The shop's name.
    pub shop_name: String,
    /// The offer.
    pub offer_id: OfferId,
    /// The variant.
    pub variant_id: VariantId,
    /// The product.
    pub product_id: ProductId,
    /// Its name in addresses.
    pub handle: Handle,
    /// Its title.
    pub title: String,
    /// Its category's slug.
    pub category: String,
    /// What tells its variants apart.
    pub option_names: Vec<String>,
    /// The variant's values.
    pub option_values: Vec<String>,
    /// The price of one piece.
    pub price: Money,
    /// Pieces that can be sold.
    pub pieces: u32,
    /// What one piece weighs.
    pub grams: Option<u32>,
    /// Where it is sent from.
    pub place: String,
    /// The first picture that can be shown, and its description.
    pub picture: Option<(PictureKind, String)>,
    /// May it be sold at this instant?
    pub live: bool,
}

struct OfferRow {
    shop_id: Uuid,
    shop_handle: String,
    shop_name: String,
    offer_id: Uuid,
    variant_id: Uuid,
    product_id: Uuid,
    handle: String,
    title: String,
    category: String,
    option_names: Vec<String>,
    option_values: Vec<String>,
    price_minor: i64,
    currency: String,
    stock_per_unit: i32,
    on_hand: i32,
    reserved: i32,
    grams: Option<i32>,
    ship_from_place: String,
    live: bool,
    picture_id: Option<Uuid>,
    alt: Option<String>,
    kind: Option<String>,
    seed: Option<i64>,
    object_key: Option<String>,
    width: Option<i32>,
    height: Option<i32>,
}

impl TryFrom<OfferRow> for ListedOffer {
    type Error = Error;

    fn try_from(row: OfferRow) -> Result<Self> {
        let at = Row {
            table: "offer",
            id: &row.offer_id,
        };
        let stock = Stock {
            on_hand: at.number("on_hand", row.on_hand)?,
            reserved: at.number("reserved", row.reserved)?,
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
            shop_id: ShopId::from_uuid(row.shop_id),
            shop_handle: at.parse("shop_handle", &row.shop_handle)?,
            shop_name: row.shop_name,
            offer_id: OfferId::from_uuid(row.offer_id),
            variant_id: VariantId::from_uuid(row.variant_id),
            product_id: ProductId::from_uuid(row.product_id),
            handle: at.parse("handle", &row.handle)?,
            title: row.title,
            category: row.category,
            option_names: row.option_names,
            option_values: row.option_values,
            price: at.money(row.price_minor, &row.currency)?,
            pieces: stock.pieces(at.number("stock_per_unit", row.stock_per_unit)?),
            grams: row.grams.map(|grams| at.number("grams", grams)).transpose()?,
            place: row.ship_from_place,
            picture,
            live: row.live,
        })
    }
}

/// The offers of these keys, in no order; keys without an offer are left out. Those whose product is not among `visible` are not live.
pub async fn offers(
    conn: &mut PgConnection,
    keys: &[(ShopId, OfferId)],
    visible: &[Visible],
) -> Result<Vec<ListedOffer>> {
    let visible: Vec<Uuid> = visible.iter().map(|key| key.product_id().uuid()).collect();
    let (shops, ids): (Vec<Uuid>, Vec<Uuid>) = keys
        .iter()
        .map(|(shop, offer)| (shop.uuid(), offer.uuid()))
        .unzip();
    let rows = sqlx::query_as!(
        OfferRow,
        r#"select s.shop_id, s.handle as shop_handle, s.name as shop_name, o.offer_id, v.variant_id, p.product_id, p.handle,
                  p.title, p.category, p.option_names, v.option_values, o.price_minor, o.currency, o.stock_per_unit, k.on_hand,
                  k.reserved, v.grams, o.ship_from_place,
                  (not o.paused and v.retired_at is null and p.state = 'active' and p.taken_down_at is null
                   and s.closed_at is null and p.product_id = any($3)) as "live!",
                  i.picture_id as "picture_id?", i.alt as "alt?", i.kind as "kind?", i.seed, i.object_key, i.width, i.height
           from unnest($1::uuid[], $2::uuid[]) as wanted (shop_id, offer_id)
           join offer o on o.shop_id = wanted.shop_id and o.offer_id = wanted.offer_id
           join variant v on v.shop_id = o.shop_id and v.variant_id = o.variant_id
           join product p on p.shop_id = v.shop_id and p.product_id = v.product_id
           join shop s on s.shop_id = o.shop_id
           join stock_item k on k.shop_id = o.shop_id and k.stock_item_id = o.stock_item_id
           left join lateral (
             select picture_id, alt, kind, seed, object_key, width, height from picture i
             where i.shop_id = p.shop_id and i.product_id = p.product_id and i.kind <> 'linked'
             order by position, picture_id limit 1
           ) i on true"#,
        &shops,
        &ids,
        &visible
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(ListedOffer::try_from).collect()
}
