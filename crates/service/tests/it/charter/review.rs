//! When a charter or stage changes, everything is looked at again and its sellers are told.

use pasar_service::rulebook::review_due;
use pasar_service::search;
use pasar_testkit::TestMarket;

#[tokio::test]
async fn what_may_not_be_seen_leaves_the_index_and_comes_back() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (ana, budi) = (market.shop("ana").await, market.shop("budi").await);
    market.offer(&ana, "kaos merah", 5_000_000, 9).await;
    market.offer(&budi, "kaos biru", 5_000_000, 9).await;
    search::rebuild::rebuild(ctx, |_| ()).await.unwrap();
    let total = async || {
        while search::relay::relay(ctx).await.unwrap() > 0 {}
        search::find::find(ctx, pasar_search::Query::text("kaos"))
            .await
            .unwrap()
            .total
    };
    assert_eq!(review_due(ctx).await.unwrap(), 0);
    assert_eq!(total().await, 2);

    market.sql("update seller set controlled_by_operator = true where seller_id = (select seller_id from shop where handle = 'budi')").await;
    // Another look under the same version waits for its hour.
    assert_eq!(review_due(ctx).await.unwrap(), 0);
    market.passes(chrono::Duration::minutes(61));
    assert_eq!(review_due(ctx).await.unwrap(), 1);
    assert_eq!(total().await, 1);
    let told =
        "select count(*) from charter_notice where hidden = 1 and returned = 0 and cardinality(rules) > 0";
    assert_eq!(market.count(told).await, 1);
    assert_eq!(
        market
            .count("select count(*) from job where kind = 'send_letter'")
            .await,
        1
    );

    market
        .sql("update seller set controlled_by_operator = false")
        .await;
    market.passes(chrono::Duration::minutes(61));
    assert_eq!(review_due(ctx).await.unwrap(), 1);
    assert_eq!(total().await, 2);
}
