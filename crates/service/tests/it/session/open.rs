use pasar_domain::surface::Surface;
use pasar_service::cart::show::show;
use pasar_service::cart::{CartOwner, add::add};
use pasar_service::session::{SessionToken, find, keep_cart};
use pasar_service::testing::open_session;
use pasar_testkit::TestMarket;

#[tokio::test]
async fn signing_in_opens_a_new_session_with_what_the_guest_gathered() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let ana = market.shop("ana").await;
    let shirt = market.offer(&ana, "Kaos", 5_000_000, 5).await;
    let pan = market.offer(&ana, "Panci", 8_000_000, 5).await;
    let (bo, before) = market.signed_in("bo").await;
    add(ctx, CartOwner::Buyer(bo), (shirt.shop_id, shirt.offer_id), 1)
        .await
        .unwrap();
    let guest = SessionToken::fresh(ctx);
    let added = add(ctx, CartOwner::Nobody, (pan.shop_id, pan.offer_id), 2)
        .await
        .unwrap();
    keep_cart(ctx, &guest, added.cart_id).await.unwrap();

    let token = open_session(ctx, Surface::Trade, Some(bo), Some(added.cart_id))
        .await
        .unwrap();
    assert_ne!(token, guest);
    let session = find(ctx, &token, Surface::Trade).await.unwrap().unwrap();
    assert_eq!(session.signed_in.unwrap().buyer, bo);
    assert_eq!(session.cart_pieces, 3);
    assert!(
        find(ctx, &guest, Surface::Trade).await.unwrap().is_none(),
        "a token from before proves nothing"
    );
    assert_eq!(
        find(ctx, &before, Surface::Trade)
            .await
            .unwrap()
            .unwrap()
            .cart_pieces,
        3,
        "other telephones stay signed in"
    );
    assert_eq!(show(ctx, CartOwner::Buyer(bo)).await.unwrap().pieces, 3);
}

#[tokio::test]
async fn another_person_s_cart_is_not_taken_along() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let ana = market.shop("ana").await;
    let shirt = market.offer(&ana, "Kaos", 5_000_000, 5).await;
    let (bo, _) = market.signed_in("bo").await;
    let added = add(ctx, CartOwner::Buyer(bo), (shirt.shop_id, shirt.offer_id), 1)
        .await
        .unwrap();
    let (eve, _) = market.signed_in("eve").await;
    let token = open_session(ctx, Surface::Trade, Some(eve), Some(added.cart_id))
        .await
        .unwrap();
    assert_eq!(
        find(ctx, &token, Surface::Trade)
            .await
            .unwrap()
            .unwrap()
            .cart_pieces,
        0
    );
    assert_eq!(show(ctx, CartOwner::Buyer(bo)).await.unwrap().pieces, 1);
}

#[tokio::test]
async fn the_table_alone_opens_no_session() {
    let market = TestMarket::new().await;
    let (_, token) = market.signed_in("bo").await;
    let kept = "select count(*) from session where token_hash = decode('{}', 'hex')";
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    assert_eq!(market.count(&kept.replace("{}", &hex(&token.hash()))).await, 1);
    let text = token.to_string();
    assert_eq!(
        market
            .count(&format!(
                "select count(*) from session where session::text like '%{text}%'"
            ))
            .await,
        0
    );
}
