//! Databases and rows for tests; the product is built without this feature.

mod many;

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use pasar_domain::Instant;
use pasar_domain::id::{
    AccountId, OfferId, ProductId, SellerId, ShippingOptionId, ShopId, StockItemId, VariantId,
};
use pasar_domain::seller::{Evidence, Standing};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _, PgConnection};

use crate::cell::{Store, StoreConfig};
use crate::error::Result;
use crate::migrate;

pub use many::{SeedOffers, SeedSellers, offers, sellers};

/// Test programs that start at once take turns at making the template.
const TEMPLATE_LOCK: i64 = 0x7061_7361_725f_7470;

/// Makes a database with the schemas of `markets`, unless there is one for the present migrations. Returns its name.
pub async fn template(server_url: &str, markets: &[&str], now: Instant) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    migrate::checksums().hash(&mut hasher);
    markets.hash(&mut hasher);
    let name = format!("pasar_template_{:016x}", hasher.finish());
    let options: PgConnectOptions = server_url.parse()?;
    let mut server = connect(&options).await?;
    sqlx::query("select pg_advisory_lock($1)")
        .bind(TEMPLATE_LOCK)
        .execute(&mut server)
        .await?;
    let known = sqlx::query("select from pg_database where datname = $1")
        .bind(&name)
        .fetch_optional(&mut server);
    if known.await?.is_none() {
        let unfinished = format!("{name}_unfinished");
        run(
            &mut server,
            format!("drop database if exists {unfinished} with (force)"),
        )
        .await?;
        run(&mut server, format!("create database {unfinished}")).await?;
        let url = options.clone().database(&unfinished).to_url_lossy().to_string();
        let config = StoreConfig {
            url,
            connections_max: 2,
            cell_urls: Default::default(),
        };
        Store::open(&config, markets, now).await?.close().await;
        run(
            &mut server,
            format!("alter database {unfinished} rename to {name}"),
        )
        .await?;
    }
    server.close().await?;
    Ok(name)
}

/// Copies a database. Returns the copy's address.
pub async fn copy(server_url: &str, template: &str, name: &str) -> Result<String> {
    let options: PgConnectOptions = server_url.parse()?;
    let mut server = connect(&options).await?;
    run(&mut server, format!("create database {name} template {template}")).await?;
    server.close().await?;
    Ok(options.database(name).to_url_lossy().to_string())
}

/// Removes a database, and whoever is connected to it.
pub async fn remove(server_url: &str, name: &str) -> Result<()> {
    let mut server = connect(&server_url.parse()?).await?;
    run(
        &mut server,
        format!("drop database if exists {name} with (force)"),
    )
    .await?;
    server.close().await?;
    Ok(())
}

async fn connect(options: &PgConnectOptions) -> Result<PgConnection> {
    Ok(options.clone().disable_statement_logging().connect().await?)
}

async fn run(connection: &mut PgConnection, sql: String) -> Result<()> {
    connection.execute(AssertSqlSafe(sql)).await?;
    Ok(())
}

/// An account that nobody can sign in to.
pub async fn account(connection: &mut PgConnection, id: AccountId, name: &str, now: Instant) -> Result<()> {
    sqlx::query(
        "insert into account (account_id, email, password_hash, name, language, created_at)
         values ($1, $2, 'none', $3, 'id', $4)",
    )
    .bind(id.uuid())
    .bind(format!("{name}@example.com"))
    .bind(name)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}

/// A shop with one owner that sends in one way.
#[derive(Debug, Clone, Copy)]
pub struct SeedShop<'a> {
    /// Its id.
    pub shop_id: ShopId,
    /// Its owner.
    pub owner: AccountId,
    /// Who sells in it.
    pub seller: SeedSeller<'a>,
    /// Its handle and name.
    pub handle: &'a str,
    /// The way in which it sends.
    pub option_id: ShippingOptionId,
    /// That way's service of the market.
    pub service: &'a str,
    /// What the first kilogram costs; each further one costs half.
    pub base_minor: i64,
}

/// Who sells in a shop of a test.
#[derive(Debug, Clone, Copy)]
pub struct SeedSeller<'a> {
    /// Where the seller is established; its shop sends from there.
    pub origin: &'a str,
    /// What it is.
    pub standing: Standing,
    /// What it showed, issued where it is established and good for five years. Nothing for a seller whom nobody verified.
    pub evidence: Option<Evidence>,
    /// Where buyers send goods back.
    pub return_country: &'a str,
}

impl<'a> SeedSeller<'a> {
    /// A person of this country who showed an identity card.
    pub const fn person(country: &'a str) -> Self {
        Self {
            origin: country,
            standing: Standing::Micro,
            evidence: Some(Evidence::NationalId),
            return_country: country,
        }
    }
}

async fn seller(
    connection: &mut PgConnection,
    id: SellerId,
    seed: SeedSeller<'_>,
    now: Instant,
) -> Result<()> {
    sqlx::query(
        "insert into seller (seller_id, origin, standing, return_country, created_at) values ($1, $2, $3, $4, $5)",
    )
    .bind(id.uuid())
    .bind(seed.origin)
    .bind(seed.standing.as_str())
    .bind(seed.return_country)
    .bind(now)
    .execute(&mut *connection)
    .await?;
    if let Some(evidence) = seed.evidence {
        sqlx::query(
            "insert into verification (seller_id, verification_id, evidence, issued_by, valid_from, valid_until, checked_until,
                recorded_at)
             values ($1, $1, $2, $3, $4, $4 + interval '5 years', $4 + interval '5 years', $4)",
        )
        .bind(id.uuid())
        .bind(evidence.as_str())
        .bind(seed.origin)
        .bind(now)
        .execute(connection)
        .await?;
    }
    Ok(())
}

/// Writes a shop and its seller, whose id is the shop's.
pub async fn shop(connection: &mut PgConnection, seed: SeedShop<'_>, now: Instant) -> Result<()> {
    seller(
        connection,
        SellerId::from_uuid(seed.shop_id.uuid()),
        seed.seller,
        now,
    )
    .await?;
    sqlx::query(
        "insert into shop (shop_id, seller_id, handle, name, description, place, country, opened_at)
         values ($1, $1, $2, $2, '', 'Bandung', $4, $3)",
    )
    .bind(seed.shop_id.uuid())
    .bind(seed.handle)
    .bind(now)
    .bind(seed.seller.origin)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "insert into shop_member (shop_id, account_id, role, joined_at) values ($1, $2, 'owner', $3)",
    )
    .bind(seed.shop_id.uuid())
    .bind(seed.owner.uuid())
    .bind(now)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "insert into shipping_option
             (shop_id, shipping_option_id, service, base_minor, per_kg_minor, days_min, days_max, active)
         values ($1, $2, $3, $4, $4 / 2, 1, 3, true)",
    )
    .bind(seed.shop_id.uuid())
    .bind(seed.option_id.uuid())
    .bind(seed.service)
    .bind(seed.base_minor)
    .execute(connection)
    .await?;
    Ok(())
}

/// A product with one variant, one offer and (unless it shares one) a stock item of its own.
#[derive(Debug, Clone, Copy)]
pub struct SeedOffer<'a> {
    /// Whose.
    pub shop_id: ShopId,
    /// The ids to use.
    pub ids: (ProductId, VariantId, OfferId),
    /// What it draws on.
    pub stock_item_id: StockItemId,
    /// Units in the store room; none when the stock item is there already.
    pub on_hand: Option<i32>,
    /// Units in one piece.
    pub stock_per_unit: i32,
    /// The product's title.
    pub title: &'a str,
    /// The product's category.
    pub category: &'a str,
    /// The price of a piece.
    pub price_minor: i64,
    /// Its currency.
    pub currency: &'a str,
    /// The weight of a piece.
    pub grams: i32,
}

/// Writes an offer with everything that it needs.
pub async fn offer(connection: &mut PgConnection, seed: SeedOffer<'_>, now: Instant) -> Result<()> {
    let (product, variant, offer) = seed.ids;
    let handle = format!("p-{}", product.uuid().simple());
    sqlx::query(
        "insert into product (shop_id, product_id, handle, title, description_html, category, attributes, tags, option_names,
                              state, version, created_at, updated_at, published_at)
         values ($1, $2, $3, $4, '', $5, '{}', '{}', '{}', 'active', 1, $6, $6, $6)",
    )
    .bind(seed.shop_id.uuid())
    .bind(product.uuid())
    .bind(handle)
    .bind(seed.title)
    .bind(seed.category)
    .bind(now)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "insert into product_figures (shop_id, product_id, rating_count, sold_count) values ($1, $2, 0, 0)",
    )
    .bind(seed.shop_id.uuid())
    .bind(product.uuid())
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "insert into variant (shop_id, variant_id, product_id, position, option_values, grams) values ($1, $2, $3, 0, '{}', $4)",
    )
    .bind(seed.shop_id.uuid())
    .bind(variant.uuid())
    .bind(product.uuid())
    .bind(seed.grams)
    .execute(&mut *connection)
    .await?;
    if let Some(on_hand) = seed.on_hand {
        sqlx::query(
            "insert into stock_item (shop_id, stock_item_id, on_hand, reserved) values ($1, $2, $3, 0)",
        )
        .bind(seed.shop_id.uuid())
        .bind(seed.stock_item_id.uuid())
        .bind(on_hand)
        .execute(&mut *connection)
        .await?;
    }
    sqlx::query(
        "insert into offer (shop_id, offer_id, variant_id, price_minor, currency, stock_item_id, stock_per_unit,
                            ship_from_country, ship_from_place, paused, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, (select country from shop where shop_id = $1), 'Bandung', false, $8)",
    )
    .bind(seed.shop_id.uuid())
    .bind(offer.uuid())
    .bind(variant.uuid())
    .bind(seed.price_minor)
    .bind(seed.currency)
    .bind(seed.stock_item_id.uuid())
    .bind(seed.stock_per_unit)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}

/// Runs any statement: for what no use-case can do, such as a price that changes behind everybody's back.
pub async fn execute(connection: &mut PgConnection, sql: &str) -> Result<u64> {
    let done = connection.execute(AssertSqlSafe(sql.to_owned())).await?;
    Ok(done.rows_affected())
}

/// The text that a query finds, if it finds a row.
pub async fn text(connection: &mut PgConnection, sql: &str) -> Result<Option<String>> {
    Ok(sqlx::query_scalar(AssertSqlSafe(sql.to_owned()))
        .fetch_optional(connection)
        .await?)
}

/// A number that a query counts.
pub async fn count(connection: &mut PgConnection, sql: &str) -> Result<i64> {
    Ok(sqlx::query_scalar(AssertSqlSafe(sql.to_owned()))
        .fetch_one(connection)
        .await?)
}

/// The tables of these schemas that hold one of these texts in any column, as text or as bytes.
pub async fn tables_with(
    connection: &mut PgConnection,
    schemas: &[&str],
    needles: &[&str],
) -> Result<Vec<String>> {
    let tables: Vec<(String, String)> = sqlx::query_as(
        "select table_schema::text, table_name::text from information_schema.tables where table_schema = any($1) order by 1, 2",
    )
    .bind(schemas)
    .fetch_all(&mut *connection)
    .await?;
    // Bytes are written in hexadecimal digits when a row is written as text.
    let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    let texts: Vec<String> = needles
        .iter()
        .flat_map(|needle| [needle.to_lowercase(), hex(needle)])
        .collect();
    let mut found = Vec::new();
    for (schema, table) in tables {
        let sql = format!(
            "select count(*) from {schema}.{table} t, unnest($1::text[]) needle where position(needle in lower(t::text)) > 0"
        );
        let rows: i64 = sqlx::query_scalar(AssertSqlSafe(sql))
            .bind(&texts)
            .fetch_one(&mut *connection)
            .await?;
        if rows > 0 {
            found.push(format!("{schema}.{table}"));
        }
    }
    Ok(found)
}

/// Stock items whose promised units are not exactly those of unpaid orders with a payment on its way, as readable lines.
pub async fn misreserved(connection: &mut PgConnection) -> Result<Vec<String>> {
    let rows: Vec<(uuid::Uuid, i32, i64)> = sqlx::query_as(
        "select stock_item.stock_item_id, stock_item.reserved, coalesce(kept.units, 0)
         from stock_item left join (
             select order_line.shop_id, order_line.stock_item_id, sum(order_line.stock_units) as units
             from order_line
             join orders using (shop_id, order_id)
             join payment on payment.order_group_id = orders.order_group_id and payment.state in ('requested', 'pending')
             where orders.state = 'awaiting_payment'
             group by order_line.shop_id, order_line.stock_item_id) as kept using (shop_id, stock_item_id)
         where stock_item.reserved <> coalesce(kept.units, 0)",
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(item, reserved, kept)| format!("{item}: {reserved} promised, {kept} kept"))
        .collect())
}
