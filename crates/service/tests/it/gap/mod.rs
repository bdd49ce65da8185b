use chrono::Duration;
use pasar_search::Batch;
use pasar_service::actor::StaffRole;
use pasar_service::gap::{check, check_due, history, summarise};
use pasar_service::listing::documents::document;
use pasar_service::refusal::flush;
use pasar_service::search::relay::relay;
use pasar_service::seller::revoke::revoke;
use pasar_service::seller::show::show_own;
use pasar_store::listing;
use pasar_testkit::{TestMarket, TestOffer};

use crate::kit;

const LETTERS: &str = "select count(*) from job where subject->>'letter' = 'gap_found'";

/// Writes a listing into the index without asking anybody.
async fn feed_around_the_gate(market: &TestMarket, offer: &TestOffer) {
    let ctx = market.ctx();
    let mut conn = ctx.home().read().await.unwrap();
    let rows = listing::documents(&mut conn, &[offer.product_id]).await.unwrap();
    let upserts = rows.into_iter().map(|row| document(ctx.market(), row)).collect();
    let batch = Batch {
        upserts,
        ..Batch::default()
    };
    ctx.index().apply(&batch).unwrap();
}

#[tokio::test]
async fn a_market_in_order_has_no_gap() {
    let market = TestMarket::new().await;
    let shop = market.shop("ana").await;
    market.offer(&shop, "Kaos", 5_000_000, 2).await;
    kit::index(&market).await;
    let (keeper, _) = kit::open_shop_of(&market, market.buyer("bo").await, "Toko Bo").await;
    market.offer(&keeper, "Celana", 5_000_000, 2).await;
    let found = check(market.ctx()).await.unwrap();
    assert_eq!((found.listings, found.gaps), (1, 0));
    assert!(!found.is_alarmed);
    assert_eq!(market.count(LETTERS).await, 0);
    // Nobody was refused anything: it was the detector that asked.
    flush(market.ctx()).await.unwrap();
    assert_eq!(market.count("select count(*) from refusal_count").await, 0);
}

#[tokio::test]
async fn an_index_that_was_fed_around_the_gate_raises_an_alarm_once_an_hour() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (keeper, _) = kit::open_shop_of(&market, market.buyer("bo").await, "Toko Bo").await;
    let shirt = market.offer(&keeper, "Kaos", 5_000_000, 2).await;
    market.passes(Duration::hours(3));
    feed_around_the_gate(&market, &shirt).await;
    let found = check(ctx).await.unwrap();
    assert_eq!((found.listings, found.gaps, found.is_alarmed), (1, 1, true));
    assert_eq!(found.product_ids, [shirt.product_id]);
    assert_eq!(market.count(LETTERS).await, 1);
    market.passes(Duration::minutes(59));
    assert!(!check(ctx).await.unwrap().is_alarmed);
    market.passes(Duration::minutes(2));
    assert!(check(ctx).await.unwrap().is_alarmed, "it lasts");
    let known = history(ctx).await.unwrap();
    assert_eq!((known.runs, known.gaps, known.last_at), (3, 3, Some(ctx.now())));
}

#[tokio::test]
async fn a_revocation_that_the_index_has_not_followed_yet_is_no_false_alarm() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let shop = market.shop("ana").await;
    market.offer(&shop, "Kaos", 5_000_000, 2).await;
    kit::index(&market).await;
    let (seller, _) = show_own(ctx, shop).await.unwrap().unwrap();
    let about = (seller.seller_id, seller.verification.unwrap().verification_id);
    let staff = market.staff(StaffRole::Moderator);
    let mut gaps = 0;
    // Runs and the revocation at the same time, in whatever order they come.
    let running = async {
        for _ in 0..20 {
            gaps += check(ctx).await.unwrap().gaps;
        }
    };
    let revoking = async { revoke(ctx, staff, about, "Reported as lost.").await.unwrap() };
    tokio::join!(running, revoking);
    assert_eq!(gaps, 0);
    while relay(ctx).await.unwrap() > 0 {}
    assert_eq!(check(ctx).await.unwrap().listings, 0);
}

#[tokio::test]
async fn runs_are_a_minute_apart_and_kept_by_day_after_a_month() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    check_due(ctx).await.unwrap();
    check_due(ctx).await.unwrap();
    assert_eq!(history(ctx).await.unwrap().runs, 1);
    for _ in 0..3 {
        market.passes(Duration::minutes(1));
        check_due(ctx).await.unwrap();
    }
    assert_eq!(history(ctx).await.unwrap().runs, 4);
    market.passes(Duration::days(32));
    check_due(ctx).await.unwrap();
    assert_eq!(history(ctx).await.unwrap().runs, 1);
    assert_eq!(summarise(ctx).await.unwrap(), 1);
    assert_eq!(summarise(ctx).await.unwrap(), 0);
    assert_eq!(market.count("select count(*) from gap_check").await, 2);
    assert_eq!(market.count("select max(runs)::bigint from gap_check").await, 4);
}
