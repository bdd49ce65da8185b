//! Two markets of one program, each on a database of its own: nothing of one is in the other's.

use pasar_testkit::TestMarket;

#[tokio::test]
async fn two_markets_live_on_two_databases() {
    let (first, second) = TestMarket::apart("id", "gb").await;
    assert_ne!(first.database().url(), second.database().url());
    for market in [&first, &second] {
        let shop = market.shop("ana").await;
        let offer = market.offer(&shop, "kettle", 50_000_00, 3).await;
        let buyer = market.buyer("bo").await;
        market
            .place(market.order(buyer, "key", &[(&offer, 2)]))
            .await
            .unwrap();
        assert_eq!(market.stock(&offer).await.on_hand, 1);
        market.assert_sound().await;
    }
    // The handle `ana` was free in both: it is claimed in the directory by market. Each cell has its own shop and its own order.
    for market in [&first, &second] {
        assert_eq!(market.count("select count(*) from shop").await, 1);
        assert_eq!(market.count("select count(*) from orders").await, 1);
    }
    // The template made both cells in both databases; the second market's rows are in its own database alone.
    let strays = "select count(*) from gb_1.orders";
    assert_eq!(first.count(strays).await, 0);
    let strays = "select count(*) from id_1.orders";
    assert_eq!(second.count(strays).await, 0);
}
