//! Many rows at once, for measurements.

use pasar_domain::Instant;
use pasar_domain::id::ShopId;
use sqlx::PgConnection;

use super::execute;
use crate::error::Result;

/// Titles of goods begin with one of these words, or with that of the seed: one in twenty listings has it.
const OTHERS: [&str; 19] = [
    "basket", "bracelet", "chair", "cup", "curtain", "drum", "fan", "hat", "jar", "kettle", "kite", "mat",
    "pan", "pillow", "plate", "rack", "shelf", "tray", "vase",
];

/// Many offers that differ in nothing but their number and the first word of their title.
#[derive(Debug, Clone, Copy)]
pub struct SeedOffers<'a> {
    /// Whose; nothing for every shop there is.
    pub shop_id: Option<ShopId>,
    /// How many in each shop.
    pub count: u32,
    /// The first word of the title of every twentieth product; a number follows. Others begin with other words, as in a real market nobody
    /// finds everything with one word.
    pub title: &'a str,
    /// The products' category.
    pub category: &'a str,
    /// The price of a piece.
    pub price_minor: i64,
    /// Its currency.
    pub currency: &'a str,
}

/// Writes many offers with everything that they need, in one statement, and lets the database look at its tables. Their ids begin with their
/// number, as those of the program begin with the time: what is made together lies together.
pub async fn offers(connection: &mut PgConnection, seed: SeedOffers<'_>, now: Instant) -> Result<()> {
    sqlx::query(
        "with made as materialized (
            select shop_id, country, place, n, ($8::text[])[1 + seq % 20] as word,
                   overlay(gen_random_uuid()::text placing lpad(to_hex(seq), 8, '0') from 1 for 8)::uuid as id
            from (select shop.*, n, row_number() over (order by shop_id, n) as seq
                  from shop, generate_series(1, $2::bigint) n where $1::uuid is null or shop_id = $1) wanted
         ), products as (
            insert into product (shop_id, product_id, handle, title, description_html, category, attributes, tags, option_names,
                                 state, version, created_at, updated_at, published_at)
            select shop_id, id, 'p-' || replace(id::text, '-', ''), coalesce(word, $3) || ' ' || n, '', $4, '{}', '{}', '{}', 'active', 1, $7, $7, $7
            from made
         ), figures as (
            insert into product_figures (shop_id, product_id, rating_count, sold_count) select shop_id, id, 0, 0 from made
         ), variants as (
            insert into variant (shop_id, variant_id, product_id, position, option_values, grams)
            select shop_id, id, id, 0, '{}', 300 from made
         ), items as (
            insert into stock_item (shop_id, stock_item_id, on_hand, reserved) select shop_id, id, 9, 0 from made
         )
         insert into offer (shop_id, offer_id, variant_id, price_minor, currency, stock_item_id, stock_per_unit, ship_from_country,
                            ship_from_place, paused, updated_at)
         select shop_id, id, id, $5, $6, id, 1, country, place, false, $7 from made",
    )
    .bind(seed.shop_id.map(ShopId::uuid))
    .bind(i64::from(seed.count))
    .bind(seed.title)
    .bind(seed.category)
    .bind(seed.price_minor)
    .bind(seed.currency)
    .bind(now)
    .bind(OTHERS)
    .execute(&mut *connection)
    .await?;
    execute(
        connection,
        "analyze product, product_figures, variant, offer, stock_item",
    )
    .await?;
    Ok(())
}

/// Many verified sellers, each with an account, a shop and a way to send.
#[derive(Debug, Clone, Copy)]
pub struct SeedSellers<'a> {
    /// How many. Their shops are `many-1`, `many-2` and so on.
    pub count: u32,
    /// The country where they live and from which they send.
    pub country: &'a str,
    /// The service of the market with which they send.
    pub service: &'a str,
    /// The first so many of them have a verification that ends then.
    pub ending: (u32, Instant),
}

/// Writes many sellers, in one statement, and lets the database look at its tables. Names are those of people, so that comparing them with a
/// list costs what it costs.
pub async fn sellers(connection: &mut PgConnection, seed: SeedSellers<'_>, now: Instant) -> Result<()> {
    sqlx::query(
        "with made as materialized (
            select n, overlay(gen_random_uuid()::text placing lpad(to_hex(n), 8, '0') from 1 for 8)::uuid as shop,
                   gen_random_uuid() as account, case when n <= $5 then $6 else $4 + interval '5 years' end as until,
                   (array['Siti','Budi','Dewi','Agus','Sri','Eko','Rina','Hadi','Wati','Joko','Ali','Maria','Yusuf','Ahmad'])[1 + n % 14]
                   || ' ' || (array['Nur','Tri','Dwi','Abdul','Putri','Adi','Indah','Bayu','Lestari'])[1 + n / 14 % 9]
                   || ' ' || (array['Santoso','Wijaya','Hidayat','Saputra','Rahman','Siregar','Hasan','Nasution','Gunawan','Salim','Halim'])[1 + n / 126 % 11]
                   as name
            from generate_series(1, $1::bigint) n
         ), accounts as (
            insert into account (account_id, email, password_hash, name, language, created_at)
            select account, 'many-' || n || '@example.com', 'none', name, 'id', $4 from made
         ), sellers as (
            insert into seller (seller_id, origin, standing, return_country, created_at) select shop, $2, 'micro', $2, $4 from made
         ), verifications as (
            insert into verification (seller_id, verification_id, evidence, issued_by, valid_from, valid_until, checked_until, recorded_at)
            select shop, shop, 'national_id', $2, $4, until, until, $4 from made
         ), shops as (
            insert into shop (shop_id, seller_id, handle, name, description, place, country, opened_at)
            select shop, shop, 'many-' || n, 'Toko ' || name, '', 'Bandung', $2, $4 from made
         ), members as (
            insert into shop_member (shop_id, account_id, role, joined_at) select shop, account, 'owner', $4 from made
         )
         insert into shipping_option (shop_id, shipping_option_id, service, base_minor, per_kg_minor, days_min, days_max, active)
         select shop, gen_random_uuid(), $3, 1000000, 500000, 1, 3, true from made",
    )
    .bind(i64::from(seed.count))
    .bind(seed.country)
    .bind(seed.service)
    .bind(now)
    .bind(i64::from(seed.ending.0))
    .bind(seed.ending.1)
    .execute(&mut *connection)
    .await?;
    execute(
        connection,
        "analyze account, seller, verification, shop, shop_member",
    )
    .await?;
    Ok(())
}
