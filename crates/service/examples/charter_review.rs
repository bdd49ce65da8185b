//! What it takes until a new charter version has reached a market of many offers: how long a buyer still sees what is forbidden now, how
//! long the review takes that tells the sellers and the search index, and how long until the index is in step; there and back again.
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
use pasar_service::rulebook::{Version, review_due};
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
        "change            a buyer sees it   review    looked at   hidden   back      index in step   slowest page meanwhile"
    );

    let begin = market.ctx().now().date_naive();
    for (day, rule, name) in [(2, RULE, "half forbidden"), (4, "", "permitted again")] {
        let on = begin + chrono::Days::new(day);
        adopt(&market, on, rule)?;
        market.passes(chrono::Duration::days(2));
        let (found, seen) = timed(find(market.ctx(), dear())).await;
        let is_shown = !found?.cards.is_empty();
        let (reviewing, slowest) = watched(
            &market,
            Box::pin(async {
                let (changed, reviewed) = timed(review_due(market.ctx())).await;
                let (stepped, relayed) = timed(async {
                    while relay(market.ctx()).await? > 0 {}
                    anyhow::Ok(())
                })
                .await;
                stepped?;
                anyhow::Ok((changed?, reviewed, relayed))
            }),
        )
        .await;
        let (changed, reviewed, relayed) = reviewing?;
        let total = find(market.ctx(), dear()).await?.total;
        let expected = if rule.is_empty() {
            usize::try_from(half)?
        } else {
            0
        };
        ensure!(
            rule.is_empty() || !is_shown,
            "what is forbidden was shown at the next request"
        );
        ensure!(
            total == expected,
            "the index has {total} of what should be {expected}"
        );
        let (hidden, back) = if rule.is_empty() {
            (0, changed)
        } else {
            (changed, 0)
        };
        println!(
            "{name:<17} {:>12.1} ms {:>7.1} s {indexed:>11} {hidden:>8} {back:>6} {:>15.1} s {:>18.1} ms",
            seen.as_secs_f64() * 1_000.0,
            reviewed.as_secs_f64(),
            (reviewed + relayed).as_secs_f64(),
            slowest.as_secs_f64() * 1_000.0
        );
    }
    Ok(())
}

/// A search for what only the first version permits, dearest first.
fn dear() -> Query {
    Query {
        price_min: Some(DEAR_MINOR),
        ..Query::default()
    }
}

/// Adds the market's newest charter under another name, with one more rule.
fn adopt(market: &TestMarket, on: NaiveDate, rule: &str) -> anyhow::Result<()> {
    let ctx = market.ctx();
    let mut files = draft_charter(ctx.market(), on);
    files
        .get_mut(FILE)
        .context("the charter has no such file")?
        .push_str(rule);
    let folder = CharterFolder::read(files, ctx.market()).map_err(|problem| anyhow::anyhow!("{problem}"))?;
    let version = Version::new(ctx.market(), folder, beginning_of(on, ctx.market()));
    ensure!(ctx.rulebook().add(version), "the version is known already");
    Ok(())
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
