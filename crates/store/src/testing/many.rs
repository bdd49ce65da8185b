//! Many rows at once, for measurements.

use pasar_domain::Instant;
use pasar_domain::id::ShopId;
use sqlx::PgConnection;

use super::execute;
use crate::error::Result;

/// Many offers that differ in nothing but their number.
#[derive(Debug, Clone, Copy)]
pub struct SeedOffers<'a> {
    /// Whose.
    pub shop_id: ShopId,
    /// How many.
    pub count: u32,
    /// The beginning of every product's title; a number follows.
    pub title: &'a str,
    /// The products' category.
    pub category: &'a str,
    /// The price of a piece.
    pub price_minor: i64,
    /// Its currency.
    pub currency: &'a str,
}

/// Writes many offers with everything that they need, in one statement, and lets the database look at its tables.
pub async fn offers(connection: &mut PgConnection, seed: SeedOffers<'_>, now: Instant) -> Result<()> {
    sqlx::query(
        "with made as materialized (
            select n, gen_random_uuid() as product, gen_random_uuid() as variant, gen_random_uuid() as offer, gen_random_uuid() as item
            from generate_series(1, $2::bigint) n
         ), products as (
            insert into product (shop_id, product_id, handle, title, description_html, category, attributes, tags, option_names,
                                 state, version, created_at, updated_at, published_at)
            select $1, product, 'p-' || replace(product::text, '-', ''), $3 || ' ' || n, '', $4, '{}', '{}', '{}', 'active', 1, $7, $7, $7
            from made
         ), figures as (
            insert into product_figures (shop_id, product_id, rating_count, sold_count) select $1, product, 0, 0 from made
         ), variants as (
            insert into variant (shop_id, variant_id, product_id, position, option_values, grams)
            select $1, variant, product, 0, '{}', 300 from made
         ), items as (
            insert into stock_item (shop_id, stock_item_id, on_hand, reserved) select $1, item, 9, 0 from made
         )
         insert into offer (shop_id, offer_id, variant_id, price_minor, currency, stock_item_id, stock_per_unit, ship_from_country,
                            ship_from_place, paused, updated_at)
         select $1, offer, variant, $5, $6, item, 1, shop.country, shop.place, false, $7
         from made, shop where shop.shop_id = $1",
    )
    .bind(seed.shop_id.uuid())
    .bind(i64::from(seed.count))
    .bind(seed.title)
    .bind(seed.category)
    .bind(seed.price_minor)
    .bind(seed.currency)
    .bind(now)
    .execute(&mut *connection)
    .await?;
    execute(connection, "analyze product, variant, offer, stock_item").await?;
    Ok(())
}
