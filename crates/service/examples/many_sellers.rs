//! What it takes in a market of many sellers to revoke one, to let a tenth of them expire at midnight and to compare everybody with a new list
//! of names, and how long the slowest page takes meanwhile.
//!
//! It runs the use-cases in this process, on the database and with the clock of the tests:
//! `cargo run --release -p pasar-service --example many_sellers -- 100000` makes so many sellers with ten offers each.

// A tool for the terminal that measures: it prints and reads the stopwatch.
#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use pasar_domain::id::{SellerId, VerificationId};
use pasar_domain::staff::StaffRole;
use pasar_search::Query;
use pasar_service::rulebook::review_due;
use pasar_service::screening::due::screen_due;
use pasar_service::screening::load::{LoadList, load};
use pasar_service::search::{find::find, rebuild::rebuild, relay::relay};
use pasar_service::{gap, listing, seller};
use pasar_testkit::TestMarket;

/// Offers of each seller.
const EACH: u32 = 10;
/// Of so many sellers, one expires.
const ONE_IN: u32 = 10;
const PRICE_MINOR: i64 = 2_500_000;
/// Of so many listings, one is found by the word that is searched for; so every other seller has one, the last among them.
const FOUND: u32 = 20;
const LIST: &[u8] = include_bytes!("../../../data/ofac-sdn/ofac-sdn.csv");

fn main() -> anyhow::Result<()> {
    let sellers = std::env::args()
        .nth(1)
        .map_or(Ok(10_000), |count| count.parse())?;
    tokio::runtime::Runtime::new()?.block_on(measure(sellers))
}

async fn measure(sellers: u32) -> anyhow::Result<()> {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let midnight = ctx.now() + chrono::Duration::hours(6);
    let expiring = sellers / ONE_IN;
    let (_, made) = timed(market.sellers(sellers, (expiring, midnight), "lamp", PRICE_MINOR, EACH)).await;
    let (indexed, built) = timed(rebuild(ctx, |_| {})).await;
    let indexed = indexed.context("the index was not built")?;
    println!(
        "{sellers} sellers, {indexed} listings: made in {:.0} s, indexed in {:.0} s",
        made.as_secs_f64(),
        built.as_secs_f64()
    );
    println!(
        "what                                   until shown right   until all is in step   slowest page   pages"
    );

    let (staff, _) = market.on_duty("ika", StaffRole::Administrator).await;
    // Somebody reloads this page all the time; its seller does not expire. The last one is revoked.
    let seen = handle(&market, sellers / 2).await?;
    let of_one = handle(&market, sellers).await?;
    let (result, slow, pages) = watched(&market, &seen, async {
        let start = Instant::now();
        let about = one_verification(&market, sellers).await?;
        seller::revoke::revoke(ctx, staff, about, "the card belongs to somebody else").await?;
        let shown = start.elapsed();
        let page = listing::show::show(ctx, &of_one.0, &of_one.1).await?;
        ensure!(page.is_none(), "what a revoked seller offers is still shown");
        while relay(ctx).await? > 0 {}
        Ok((shown, start.elapsed()))
    })
    .await;
    row("one seller is revoked", result?, slow, pages);
    let left = usize::try_from(sellers * EACH / FOUND - 1)?;
    ensure!(total(&market).await? == left, "search counts what nobody may see");

    market.clock().set(midnight - chrono::Duration::minutes(100));
    let (result, slow, pages) = watched(&market, &seen, async {
        let start = Instant::now();
        review_due(ctx).await?;
        while relay(ctx).await? > 0 {}
        Ok((Duration::ZERO, start.elapsed()))
    })
    .await;
    row("before midnight: the index is told", result?, slow, pages);

    market.clock().set(midnight);
    let left = usize::try_from((sellers - expiring) * EACH / FOUND - 1)?;
    let (result, slow, pages) = watched(&market, &seen, async {
        let start = Instant::now();
        ensure!(total(&market).await? == left, "search counts what has expired");
        let shown = start.elapsed();
        review_due(ctx).await?;
        while relay(ctx).await? > 0 {}
        Ok((shown, start.elapsed()))
    })
    .await;
    row(
        &format!("midnight: {expiring} sellers expire"),
        result?,
        slow,
        pages,
    );

    let (result, slow, pages) = watched(&market, &seen, async {
        let start = Instant::now();
        let list = LoadList {
            source: "ofac-sdn.csv",
            file: LIST,
            despite_problems: true,
        };
        load(ctx, staff, list).await?;
        let loaded = start.elapsed();
        while screen_due(ctx).await? > 0 {}
        Ok((loaded, start.elapsed()))
    })
    .await;
    row("a new list: everybody is compared", result?, slow, pages);

    let (result, slow, pages) = watched(&market, &seen, async {
        let start = Instant::now();
        let found = gap::check(ctx).await?;
        ensure!(found.gaps == 0, "{} gaps", found.gaps);
        Ok((start.elapsed(), start.elapsed()))
    })
    .await;
    row("one run of the detector", result?, slow, pages);
    Ok(())
}

fn row(what: &str, (shown, in_step): (Duration, Duration), slowest: Duration, pages: usize) {
    println!(
        "{what:<38} {:>14.3} s {:>20.1} s {:>11.1} ms {pages:>7}",
        shown.as_secs_f64(),
        in_step.as_secs_f64(),
        slowest.as_secs_f64() * 1_000.0
    );
}

/// How many listings a search counts now.
async fn total(market: &TestMarket) -> anyhow::Result<usize> {
    Ok(find(market.ctx(), Query::text("lamp")).await?.total)
}

/// The shop of this number, and a product in it.
async fn handle(market: &TestMarket, number: u32) -> anyhow::Result<(String, String)> {
    let shop = format!("many-{number}");
    let product = market
        .text(&format!(
            "select min(product.handle) from product join shop using (shop_id) where shop.handle = '{shop}'"
        ))
        .await
        .context("the shop has no product")?;
    Ok((shop, product))
}

/// What verifies the seller of this number.
async fn one_verification(market: &TestMarket, number: u32) -> anyhow::Result<(SellerId, VerificationId)> {
    let id = market
        .text(&format!(
            "select shop_id::text from shop where handle = 'many-{number}'"
        ))
        .await
        .context("there is no such shop")?
        .parse()?;
    Ok((SellerId::from_uuid(id), VerificationId::from_uuid(id)))
}

async fn timed<T>(work: impl Future<Output = T>) -> (T, Duration) {
    let start = Instant::now();
    let done = work.await;
    (done, start.elapsed())
}

/// Does the work while a buyer reloads a page of search and a product; what the slowest of them took, and how many there were.
async fn watched<T>(
    market: &TestMarket,
    product: &(String, String),
    work: impl Future<Output = anyhow::Result<T>>,
) -> (anyhow::Result<T>, Duration, usize) {
    let (ctx, stop) = (market.ctx().clone(), Arc::new(AtomicBool::new(false)));
    let stopped = Arc::clone(&stop);
    let product = product.clone();
    // Files that nobody has opened yet are not what is measured.
    for _ in 0..20 {
        let _ = find(&ctx, Query::text("lamp")).await;
        let _ = listing::show::show(&ctx, &product.0, &product.1).await;
    }
    let buyer = tokio::spawn(async move {
        let (mut slowest, mut pages) = (Duration::ZERO, 0);
        while !stopped.load(Ordering::Relaxed) {
            let (_, searched) = timed(find(&ctx, Query::text("lamp"))).await;
            let (_, shown) = timed(listing::show::show(&ctx, &product.0, &product.1)).await;
            slowest = slowest.max(searched).max(shown);
            pages += 2;
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        (slowest, pages)
    });
    let done = Box::pin(work).await;
    stop.store(true, Ordering::Relaxed);
    let (slowest, pages) = buyer.await.unwrap_or_default();
    (done, slowest, pages)
}
