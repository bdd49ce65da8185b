use std::time::Duration;

use pasar_search::Query;
use pasar_testkit::{Fault, TestMarket, Verb, When};
use tokio_util::sync::CancellationToken;

use crate::{letters, worker};

async fn eventually(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    for _ in 0..200 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("{what} did not happen");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_running_worker_does_what_is_promised_and_stops_when_told() {
    let market = TestMarket::new().await;
    let folder = tempfile::tempdir().unwrap();
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos polos", 5_000_000, 1).await;
    let stop = CancellationToken::new();
    let running = tokio::spawn(worker(&market, folder.path()).run(stop.clone()));

    let buyer = market.buyer("bo").await;
    market
        .bank()
        .plan(Fault::Unreachable(Verb::Capture, When::Before));
    market
        .place(market.order(buyer, "k1", &[(&shirt, 1)]))
        .await
        .unwrap();
    market.passes(chrono::Duration::seconds(6));
    eventually("the capture", async || market.bank().captured_minor() > 0).await;
    eventually("the letters", async || letters(folder.path()).len() == 2).await;
    // The last piece is sold: the index has heard of it.
    let ctx = market.ctx();
    eventually("the index", async || {
        market.count("select count(*) from outbox").await == 0
    })
    .await;
    ctx.index().search(&Query::default()).unwrap();
    market.assert_sound().await;

    stop.cancel();
    tokio::time::timeout(Duration::from_secs(5), running)
        .await
        .unwrap()
        .unwrap();
}

#[tokio::test]
async fn two_workers_share_the_work_and_a_dead_ones_jobs_come_back() {
    let market = TestMarket::new().await;
    let folder = tempfile::tempdir().unwrap();
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos polos", 5_000_000, 9).await;
    let buyer = market.buyer("bo").await;
    market
        .place(market.order(buyer, "k1", &[(&shirt, 1)]))
        .await
        .unwrap();
    // Somebody claimed the jobs and died.
    let claimed = pasar_service::job::run::claim_letters(market.ctx(), 10).await;
    assert_eq!(claimed.unwrap().len(), 2);
    let (one, two) = (worker(&market, folder.path()), worker(&market, folder.path()));
    one.run_due().await.unwrap();
    assert_eq!(letters(folder.path()).len(), 0, "they are still claimed");
    market.passes(chrono::Duration::minutes(16));
    let (first, second) = tokio::join!(one.run_due(), two.run_due());
    first.unwrap();
    second.unwrap();
    assert_eq!(letters(folder.path()).len(), 2);
}

#[tokio::test]
async fn what_nobody_needs_any_more_is_forgotten() {
    let market = TestMarket::new().await;
    let folder = tempfile::tempdir().unwrap();
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos polos", 5_000_000, 9).await;
    let buyer = market.buyer("bo").await;
    market
        .place(market.order(buyer, "k1", &[(&shirt, 1)]))
        .await
        .unwrap();
    market
        .sql("insert into session values (sha256('a'), null, null, '2026-12-01', '2026-12-02')")
        .await;
    worker(&market, folder.path()).run_due().await.unwrap();
    assert_eq!(pasar_service::job::clean::clean(market.ctx()).await.unwrap(), 0);
    market.passes(chrono::Duration::days(8));
    assert_eq!(
        pasar_service::job::clean::clean(market.ctx()).await.unwrap(),
        1 + 1,
        "an answer, a session"
    );
}
