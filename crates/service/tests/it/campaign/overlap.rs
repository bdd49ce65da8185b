//! Campaigns that are stopped, overlap, or have many sellers.

use std::time::Instant as Timer;

use chrono::Duration;
use pasar_service::actor::StaffRole;
use pasar_service::campaign::ask::ask_due;
use pasar_service::campaign::asked::asked;
use pasar_service::campaign::stop::stop;
use pasar_service::campaign::tend_due;
use pasar_service::search;
use pasar_service::search::relay::relay;
use pasar_testkit::TestMarket;

use super::{ends, is_sold, letters, progress, started, typed};

/// Verifications that a campaign which stands has not made end: there must be none.
const MISSED: &str =
    "select count(*) from campaign_verification meant join verification v using (seller_id, verification_id)
    where meant.stopped_at is null and v.revoked_at is null and v.valid_until > meant.due_at";

/// So many sellers with an identity card of Indonesia, beside those that have shops.
async fn crowd(market: &TestMarket, sellers: u32) {
    let now = market.ctx().now().to_rfc3339();
    market
        .sql(&format!(
            "insert into seller (seller_id, origin, standing, created_at)
             select gen_random_uuid(), 'ID', 'micro', '{now}' from generate_series(1, {sellers})"
        ))
        .await;
    market
        .sql(&format!(
            "insert into verification (seller_id, verification_id, evidence, issued_by, valid_from, valid_until, checked_until, recorded_at)
             select seller_id, seller_id, 'national_id', 'ID', '{now}', '{now}'::timestamptz + interval '5 years',
                '{now}'::timestamptz + interval '5 years', '{now}' from seller"
        ))
        .await;
}

#[tokio::test]
async fn stopping_gives_back_what_evidence_and_other_campaigns_allow() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let ana = market.shop("ana").await;
    let shirt = market.offer(&ana, "kaos", 5_000_000, 9).await;
    let boss = market.staff(StaffRole::Administrator);
    let allowed = ends(&market, ana).await[0];
    let (long, short) = (
        started(&market, &typed(&market, 60)).await,
        started(&market, &typed(&market, 20)).await,
    );
    assert_eq!(tend_due(ctx).await.unwrap(), 2, "asked in both");
    assert_eq!(ends(&market, ana).await, [short.due_at]);
    let due: Vec<_> = asked(ctx, ana)
        .await
        .unwrap()
        .iter()
        .map(|one| one.due_at)
        .collect();
    assert_eq!(due, [short.due_at, long.due_at], "what is due first");

    stop(ctx, boss, short.campaign_id).await.unwrap();
    assert_eq!(tend_due(ctx).await.unwrap(), 1);
    assert_eq!(tend_due(ctx).await.unwrap(), 0);
    assert_eq!(ends(&market, ana).await, [long.due_at]);
    market.clock().set(short.due_at);
    assert!(is_sold(&market, &shirt, "k1").await);
    assert_eq!(progress(&market, &short).await.waiting, 1, "nothing lapsed by it");
    stop(ctx, boss, long.campaign_id).await.unwrap();
    tend_due(ctx).await.unwrap();
    assert_eq!(ends(&market, ana).await, [allowed]);
    assert!(asked(ctx, ana).await.unwrap().is_empty());
    market.clock().set(long.due_at);
    assert!(is_sold(&market, &shirt, "k2").await);
    assert_eq!(letters(&market, "campaign_lapsed").await, 0);
}

/// The index knows some hours before when goods are to go; when a campaign is stopped in these hours, it learns that they stay.
#[tokio::test]
async fn a_campaign_that_is_stopped_at_the_last_minute_leaves_goods_in_the_index() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let ana = market.shop("ana").await;
    market.offer(&ana, "kaos", 5_000_000, 9).await;
    let campaign = started(&market, &typed(&market, 30)).await;
    tend_due(ctx).await.unwrap();
    market.clock().set(campaign.due_at - Duration::minutes(30));
    search::rebuild::rebuild(ctx, |_| ()).await.unwrap();
    let boss = market.staff(StaffRole::Administrator);
    stop(ctx, boss, campaign.campaign_id).await.unwrap();
    tend_due(ctx).await.unwrap();
    while relay(ctx).await.unwrap() > 0 {}
    market.clock().set(campaign.due_at);
    let query = pasar_search::Query::text("kaos");
    assert_eq!(search::find::find(ctx, query).await.unwrap().total, 1);
}

/// Another one, which is about what both are about, keeps it short though its sellers are not gathered yet.
#[tokio::test]
async fn what_a_campaign_gives_back_another_one_that_begins_does_not_lose() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let ana = market.shop("ana").await;
    let boss = market.staff(StaffRole::Administrator);
    let first = started(&market, &typed(&market, 30)).await;
    tend_due(ctx).await.unwrap();
    let second = started(&market, &typed(&market, 90)).await;
    stop(ctx, boss, first.campaign_id).await.unwrap();
    let (restored, gathered) = tokio::join!(pasar_service::campaign::restore::restore_due(ctx), ask_due(ctx));
    assert_eq!((restored.unwrap(), gathered.unwrap()), (1, 1));
    assert_eq!(ends(&market, ana).await, [second.due_at]);
    assert_eq!(market.count(MISSED).await, 0);
}

#[tokio::test]
async fn many_sellers_are_asked_batch_by_batch_by_any_number_of_workers() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    crowd(&market, 2_300).await;
    let campaign = started(&market, &typed(&market, 30)).await;
    let (one, two, three) = tokio::join!(ask_due(ctx), ask_due(ctx), ask_due(ctx));
    assert_eq!(one.unwrap() + two.unwrap() + three.unwrap(), 2_300);
    assert_eq!(market.count(MISSED).await, 0);
    assert_eq!(letters(&market, "campaign_asked").await, 2_300);
    assert_eq!(progress(&market, &campaign).await.waiting, 2_300);
    market.clock().set(campaign.due_at);
    assert_eq!(tend_due(ctx).await.unwrap(), 2_300, "everybody is told");
    assert_eq!(letters(&market, "campaign_lapsed").await, 2_300);
}

/// A worker that stops after a batch goes on there.
#[tokio::test]
async fn gathering_goes_on_where_it_stopped() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    crowd(&market, 700).await;
    let campaign = started(&market, &typed(&market, 30)).await;
    let middle = "(select seller_id from seller order by seller_id offset 499 limit 1)";
    market
        .sql(&format!("update campaign set gathered_to = {middle}"))
        .await;
    assert_eq!(ask_due(ctx).await.unwrap(), 200);
    assert_eq!(ask_due(ctx).await.unwrap(), 0);
    assert_eq!(progress(&market, &campaign).await.waiting, 200);
}

/// How long a large market takes: `PASAR_SELLERS=100000 cargo nextest run --workspace -E 'test(a_large_market_is_asked_in_seconds)'`.
#[tokio::test]
async fn a_large_market_is_asked_in_seconds() {
    #[allow(clippy::disallowed_methods, reason = "a wish of the person who runs the test")]
    let sellers = std::env::var("PASAR_SELLERS").map_or(3_000, |number| number.parse().unwrap());
    let market = TestMarket::new().await;
    crowd(&market, sellers).await;
    let campaign = started(&market, &typed(&market, 30)).await;
    #[allow(clippy::disallowed_methods, reason = "this measures")]
    let begun = Timer::now();
    let asked = ask_due(market.ctx()).await.unwrap();
    let gathered = begun.elapsed();
    assert_eq!(asked, usize::try_from(sellers).unwrap());
    let counted = progress(&market, &campaign).await;
    let all = begun.elapsed();
    assert_eq!(counted.waiting, u64::from(sellers));
    assert!(
        all.as_secs() < 60,
        "gathered in {gathered:?}, counted after {all:?}"
    );
}
