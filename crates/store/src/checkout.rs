//! What a checkout reads: offers as they stand, and how their shops send.

use pasar_domain::checkout::SaleOffer;
use pasar_domain::id::{AccountId, OfferId, ProductId, ShippingOptionId, ShopId, StockItemId, VariantId};
use pasar_domain::money::{Currency, Money};
use pasar_domain::shipping_option::ShippingOption;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::row::Row;

/// The offers of these keys, in no particular order; keys without an offer are left out. Offers that may not be sold at this instant
/// are there, but not `live`.
pub async fn offers(connection: &mut PgConnection, keys: &[(ShopId, OfferId)]) -> Result<Vec<SaleOffer>> {
    let (shops, ids): (Vec<Uuid>, Vec<Uuid>) = keys
        .iter()
        .map(|(shop, offer)| (shop.uuid(), offer.uuid()))
        .unzip();
    let rows = sqlx::query!(
        r#"select offer.shop_id, offer.offer_id, variant.product_id, offer.variant_id, product.title,
                  variant.option_values, variant.sku, product.category, offer.price_minor, offer.currency,
                  variant.grams, offer.stock_item_id, offer.stock_per_unit, offer.ship_from_country,
                  (not offer.paused and variant.retired_at is null and product.state = 'active'
                   and product.taken_down_at is null and shop.closed_at is null) as "live!"
           from unnest($1::uuid[], $2::uuid[]) as wanted (shop_id, offer_id)
           join offer on offer.shop_id = wanted.shop_id and offer.offer_id = wanted.offer_id
           join variant on variant.shop_id = offer.shop_id and variant.variant_id = offer.variant_id
           join product on product.shop_id = variant.shop_id and product.product_id = variant.product_id
           join shop on shop.shop_id = offer.shop_id"#,
        &shops,
        &ids
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let at = Row {
                table: "offer",
                id: &row.offer_id,
            };
            Ok(SaleOffer {
                shop_id: ShopId::from_uuid(row.shop_id),
                offer_id: OfferId::from_uuid(row.offer_id),
                product_id: ProductId::from_uuid(row.product_id),
                variant_id: VariantId::from_uuid(row.variant_id),
                title: row.title,
                option_values: row.option_values,
                sku: row.sku,
                category: row.category,
                price: at.money(row.price_minor, &row.currency)?,
                grams: at.number("grams", row.grams.unwrap_or_default())?,
                stock_item_id: StockItemId::from_uuid(row.stock_item_id),
                stock_per_unit: at.number("stock_per_unit", row.stock_per_unit)?,
                ship_from: at.parse("ship_from_country", &row.ship_from_country)?,
                live: row.live,
            })
        })
        .collect()
}

/// How these shops send: their active options, cheapest first.
pub async fn shipping_options(
    connection: &mut PgConnection,
    shops: &[ShopId],
    currency: Currency,
) -> Result<Vec<(ShopId, ShippingOption)>> {
    let shops: Vec<Uuid> = shops.iter().map(|shop| shop.uuid()).collect();
    let rows = sqlx::query!(
        "select shop_id, shipping_option_id, service, base_minor, per_kg_minor, days_min, days_max
         from shipping_option where shop_id = any($1) and active order by shop_id, base_minor, service",
        &shops
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let at = Row {
                table: "shipping_option",
                id: &row.shipping_option_id,
            };
            let option = ShippingOption {
                shipping_option_id: ShippingOptionId::from_uuid(row.shipping_option_id),
                service: row.service,
                base: Money::new(row.base_minor, currency),
                per_kg: Money::new(row.per_kg_minor, currency),
                days_min: at.number("days_min", row.days_min)?,
                days_max: at.number("days_max", row.days_max)?,
                active: true,
            };
            Ok((ShopId::from_uuid(row.shop_id), option))
        })
        .collect()
}

/// Takes what was ordered out of the carts of its buyers.
pub async fn empty_carts(connection: &mut PgConnection, ordered: &[(AccountId, OfferId)]) -> Result<()> {
    let (buyers, offers): (Vec<Uuid>, Vec<Uuid>) = ordered
        .iter()
        .map(|(buyer, offer)| (buyer.uuid(), offer.uuid()))
        .unzip();
    sqlx::query!(
        "delete from cart_line using cart, unnest($1::uuid[], $2::uuid[]) as ordered (account_id, offer_id)
         where cart.account_id = ordered.account_id and cart_line.cart_id = cart.cart_id
           and cart_line.offer_id = ordered.offer_id",
        &buyers,
        &offers
    )
    .execute(connection)
    .await?;
    Ok(())
}
