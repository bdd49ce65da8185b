//! Offers, and the stock items that new ones draw on.

use pasar_domain::Instant;
use pasar_domain::id::{ShopId, VariantId};
use pasar_domain::offer::Offer;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::row::Row;

/// Writes new offers for these variants, with new stock items that have so many on hand.
pub async fn insert_many(
    conn: &mut PgConnection,
    shop_id: ShopId,
    offers: &[(VariantId, Offer, u32)],
    at: Instant,
) -> Result<()> {
    let columns = Columns::of(offers.iter().map(|(_, offer, _)| offer))?;
    let variants: Vec<Uuid> = offers.iter().map(|(variant_id, ..)| variant_id.uuid()).collect();
    let on_hand: Result<Vec<i32>> = offers
        .iter()
        .map(|(_, offer, on_hand)| {
            Row {
                table: "stock_item",
                id: &offer.stock_item_id,
            }
            .number("on_hand", *on_hand)
        })
        .collect();
    sqlx::query!(
        "insert into stock_item (shop_id, stock_item_id, on_hand, reserved)
         select $1, u.id, u.on_hand, 0 from unnest($2::uuid[], $3::int[]) as u(id, on_hand)",
        shop_id.uuid(),
        &columns.stock_items,
        &on_hand?
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "insert into offer (shop_id, offer_id, variant_id, price_minor, compare_at_minor, currency, stock_item_id, stock_per_unit,
                            ship_from_country, ship_from_place, paused, updated_at)
         select $1, u.id, u.variant, u.price, u.compare_at, u.currency, u.stock_item, u.per_unit, u.country, u.place, u.paused, $12
         from unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[], $6::text[], $7::uuid[], $8::int[], $9::text[], $10::text[],
                     $11::bool[])
           as u(id, variant, price, compare_at, currency, stock_item, per_unit, country, place, paused)",
        shop_id.uuid(),
        &columns.ids,
        &variants,
        &columns.prices,
        &columns.compare_ats as _,
        &columns.currencies as _,
        &columns.stock_items,
        &columns.per_units,
        &columns.countries as _,
        &columns.places as _,
        &columns.paused,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes what is now asked for offers: price, former price, place, pause.
pub async fn update_many(
    conn: &mut PgConnection,
    shop_id: ShopId,
    offers: &[Offer],
    at: Instant,
) -> Result<()> {
    let columns = Columns::of(offers.iter())?;
    sqlx::query!(
        "update offer o set price_minor = u.price, compare_at_minor = u.compare_at, ship_from_place = u.place, paused = u.paused,
                updated_at = $7
         from unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::text[], $6::bool[]) as u(id, price, compare_at, place, paused)
         where o.shop_id = $1 and o.offer_id = u.id",
        shop_id.uuid(),
        &columns.ids,
        &columns.prices,
        &columns.compare_ats as _,
        &columns.places as _,
        &columns.paused,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

struct Columns<'a> {
    ids: Vec<Uuid>,
    prices: Vec<i64>,
    compare_ats: Vec<Option<i64>>,
    currencies: Vec<&'static str>,
    stock_items: Vec<Uuid>,
    per_units: Vec<i32>,
    countries: Vec<&'a str>,
    places: Vec<&'a str>,
    paused: Vec<bool>,
}

impl<'a> Columns<'a> {
    fn of(offers: impl Iterator<Item = &'a Offer> + Clone) -> Result<Self> {
        let per_units: Result<Vec<i32>> = offers
            .clone()
            .map(|offer| {
                Row {
                    table: "offer",
                    id: &offer.offer_id,
                }
                .number("stock_per_unit", offer.stock_per_unit)
            })
            .collect();
        Ok(Self {
            ids: offers.clone().map(|offer| offer.offer_id.uuid()).collect(),
            prices: offers.clone().map(|offer| offer.price.minor).collect(),
            compare_ats: offers
                .clone()
                .map(|offer| offer.compare_at.map(|money| money.minor))
                .collect(),
            currencies: offers.clone().map(|offer| offer.price.currency.code()).collect(),
            stock_items: offers.clone().map(|offer| offer.stock_item_id.uuid()).collect(),
            per_units: per_units?,
            countries: offers
                .clone()
                .map(|offer| offer.ship_from_country.as_str())
                .collect(),
            places: offers
                .clone()
                .map(|offer| offer.ship_from_place.as_str())
                .collect(),
            paused: offers.map(|offer| offer.paused).collect(),
        })
    }
}
