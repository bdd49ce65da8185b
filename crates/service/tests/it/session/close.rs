use pasar_domain::surface::Surface;
use pasar_service::session::{close, close_others, find};
use pasar_service::testing::open_session;
use pasar_testkit::TestMarket;

#[tokio::test]
async fn a_closed_session_is_over() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, token) = market.signed_in("bo").await;
    let other = open_session(ctx, Surface::Trade, Some(bo), None).await.unwrap();
    close(ctx, &token).await.unwrap();
    close(ctx, &token).await.unwrap();
    assert!(find(ctx, &token, Surface::Trade).await.unwrap().is_none());
    assert!(find(ctx, &other, Surface::Trade).await.unwrap().is_some());
}

#[tokio::test]
async fn a_person_ends_the_sessions_elsewhere() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, token) = market.signed_in("bo").await;
    let others = [
        open_session(ctx, Surface::Trade, Some(bo), None).await.unwrap(),
        open_session(ctx, Surface::Trade, Some(bo), None).await.unwrap(),
    ];
    let (_, of_eve) = market.signed_in("eve").await;
    assert_eq!(close_others(ctx, bo, &token).await.unwrap(), 2);
    assert!(find(ctx, &token, Surface::Trade).await.unwrap().is_some());
    assert!(find(ctx, &of_eve, Surface::Trade).await.unwrap().is_some());
    for other in &others {
        assert!(find(ctx, other, Surface::Trade).await.unwrap().is_none());
    }
}
