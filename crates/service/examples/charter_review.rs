//! What it takes until a new charter version has reached a market of many offers: how long the index is prepared ahead of it, whether a
//! search is right at the instant when it takes effect, and how long the review takes that tells the sellers; there and back again.
//!
//! It runs the use-cases in this process, on the database and with the clock of the tests, so that a day passes at once:
//! `cargo run --release -p pasar-service --example charter_review -- 1000000`.

// A tool for the terminal that measures: it prints and reads the stopwatch.
#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use chrono::NaiveDate;
use pasar_policy::CharterFolder;
use pasar_search::Query;
use pasar_service::charter::beginning_of;
use pasar_service::rulebook::{Version, prepare_due, review_due};
use pasar_service::search::{find::find, rebuild::rebuild, relay::relay};
use pasar_testkit::{TestMarket, draft_charter};

/// What an offer costs that the first version permits and the second forbids, and one that both permit; in minor units.
const DEAR_MINOR: i64 = 900_000;
const CHEAP_MINOR: i64 = 2_400;
/// The rule that the second version has besides.
const RULE: &str = "\n@id(\"measured\")\nforbid (principal is Seller, action in [Action::\"publish\", Action::\"show\", Action::\"sell\"], resource is Offer)\nwhen { resource.price_minor > 500000 };\n";
/// The file that gets it.
const FILE: &str = "policies/cross-border.cedar";
const MARKET: &str = "gb";

fn main() -> anyhow::Result<()> {
    let offers = std::env::args()
        .nth(1)
        .map_or(Ok(100_000), |count| count.parse())?;
    tokio::runtime::Runtime::new()?.block_on(measure(offers))
}

/// Measures with so many offers, half of which the second version forbids, and prints a table.
async fn measure(offers: u32) -> anyhow::Result<()> {
    let market = TestMarket::of(MARKET).await;
    let half = offers / 2;
    for (handle, price) in [("cheap", CHEAP_MINOR), ("dear", DEAR_MINOR)] {
        let shop = market.shop(handle).await;
        market.offers(&shop, "lamp", price, half).await;
    }
    let (indexed, built) = timed(rebuild(market.ctx(), |_| {})).await;
    let indexed = indexed.context("the index was not built")?;
    println!(
        "{indexed} listings; the index is built in {:.1} s",
        built.as_secs_f64()
    );
    println!(
        "change            prepared ahead   index right   first search   review   looked at   changed   slowest page meanwhile"
    );
    let begin = market.ctx().now().date_naive();
    for (day, rule, name) in [(2, RULE, "half forbidden"), (4, "", "permitted again")] {
        let effective_at = adopt(&market, begin + chrono::Days::new(day), rule)?;
        let expected = if rule.is_empty() {
            usize::try_from(half)?
        } else {
            0
        };
        market.clock().set(effective_at - chrono::Duration::minutes(20));
        let (preparing, slow_before) = watched(&market, Box::pin(timed(prepare(&market)))).await;
        let (prepared, preparing) = preparing;
        prepared?;

        market.clock().set(effective_at);
        let (found, seen) = timed(find(market.ctx(), dear())).await;
        let total = found?.total;
        ensure!(total == expected, "{total} are found at once, and not {expected}");
        let (reviewing, slow_after) = watched(&market, Box::pin(timed(review(&market)))).await;
        let (changed, reviewing) = reviewing;
        let changed = changed?;
        println!(
            "{name:<17} {:>12.1} s   at once       {:>8.1} ms {:>6.1} s {indexed:>11} {changed:>9} {:>17.1} ms",
            preparing.as_secs_f64(),
            seen.as_secs_f64() * 1_000.0,
            reviewing.as_secs_f64(),
            slow_before.max(slow_after).as_secs_f64() * 1_000.0
        );
    }
    Ok(())
}

/// What happens in the half hour before a version takes effect.
async fn prepare(market: &TestMarket) -> anyhow::Result<()> {
    prepare_due(market.ctx()).await?;
    while relay(market.ctx()).await? > 0 {}
    Ok(())
}

/// What happens after it took effect: sellers are told, and the index forgets what nobody sees. Returns how many listings changed.
async fn review(market: &TestMarket) -> anyhow::Result<usize> {
    let changed = review_due(market.ctx()).await?;
    while relay(market.ctx()).await? > 0 {}
    Ok(changed)
}

/// A search for what only the first version permits, dearest first.
fn dear() -> Query {
    Query {
        price_min: Some(DEAR_MINOR),
        ..Query::default()
    }
}

/// Adds the market's newest charter under another name, with one more rule. Returns when it takes effect.
fn adopt(market: &TestMarket, on: NaiveDate, rule: &str) -> anyhow::Result<pasar_domain::Instant> {
    let ctx = market.ctx();
    let mut files = draft_charter(ctx.market(), on);
    files
        .get_mut(FILE)
        .context("the charter has no such file")?
        .push_str(rule);
    let folder = CharterFolder::read(files, ctx.market()).map_err(|problem| anyhow::anyhow!("{problem}"))?;
    let effective_at = beginning_of(on, ctx.market());
    let version = Version::new(ctx.market(), folder, effective_at);
    ensure!(ctx.rulebook().add(version), "the version is known already");
    Ok(effective_at)
}

async fn timed<T>(work: impl Future<Output = T>) -> (T, Duration) {
    let start = Instant::now();
    let done = work.await;
    (done, start.elapsed())
}

/// Does the work while a buyer reloads a page of search; what the slowest reload took.
async fn watched<T>(market: &TestMarket, work: impl Future<Output = T>) -> (T, Duration) {
    let (ctx, stop) = (market.ctx().clone(), Arc::new(AtomicBool::new(false)));
    let stopped = Arc::clone(&stop);
    let buyer = tokio::spawn(async move {
        let mut slowest = Duration::ZERO;
        while !stopped.load(Ordering::Relaxed) {
            let (_, took) = timed(find(&ctx, Query::text("lamp"))).await;
            slowest = slowest.max(took);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        slowest
    });
    let done = work.await;
    stop.store(true, Ordering::Relaxed);
    (done, buyer.await.unwrap_or_default())
}
