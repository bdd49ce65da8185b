use chrono::Duration;
use pasar_domain::surface::Surface;
use pasar_service::Clock as _;
use pasar_service::cart::{CartOwner, add::add};
use pasar_service::session::{SessionToken, find, keep_cart};
use pasar_service::testing::open_session;
use pasar_testkit::{TestMarket, counting_statements};

use crate::kit;

#[tokio::test]
async fn one_statement_says_what_every_page_shows() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let ana = market.shop("ana").await;
    let shirt = market.offer(&ana, "Kaos", 5_000_000, 5).await;
    let (bo, token) = market.signed_in("bo").await;
    add(ctx, CartOwner::Buyer(bo), (shirt.shop_id, shirt.offer_id), 3)
        .await
        .unwrap();
    let (found, statements) = counting_statements(find(ctx, &token, Surface::Trade)).await;
    assert_eq!(statements, 1);
    let session = found.unwrap().unwrap();
    let person = session.signed_in.unwrap();
    assert_eq!(
        (
            person.buyer,
            person.name.as_str(),
            person.email.as_str(),
            person.has_shop
        ),
        (bo, "bo", "bo@example.com", false)
    );
    assert_eq!(person.language, *ctx.market().default_language());
    assert_eq!((session.cart_pieces, session.renewed), (3, false));
    assert!(session.cart_id.is_some());
    assert_eq!(session.token_hash, token.hash());
    kit::open_shop_of(&market, bo, "Toko Bo").await;
    assert!(
        find(ctx, &token, Surface::Trade)
            .await
            .unwrap()
            .unwrap()
            .signed_in
            .unwrap()
            .has_shop
    );
}

#[tokio::test]
async fn a_guest_is_known_by_the_cart_only() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let ana = market.shop("ana").await;
    let shirt = market.offer(&ana, "Kaos", 5_000_000, 5).await;
    let token = SessionToken::fresh(ctx);
    assert!(
        find(ctx, &token, Surface::Trade).await.unwrap().is_none(),
        "who only looks leaves no row"
    );
    let added = add(ctx, CartOwner::Nobody, (shirt.shop_id, shirt.offer_id), 2)
        .await
        .unwrap();
    keep_cart(ctx, &token, added.cart_id).await.unwrap();
    keep_cart(ctx, &token, added.cart_id).await.unwrap();
    let (found, statements) = counting_statements(find(ctx, &token, Surface::Trade)).await;
    let session = found.unwrap().unwrap();
    assert_eq!(statements, 1);
    assert!(session.signed_in.is_none());
    assert_eq!((session.cart_id, session.cart_pieces), (Some(added.cart_id), 2));
}

#[tokio::test]
async fn nobody_sees_a_cart_by_keeping_its_id() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let ana = market.shop("ana").await;
    let shirt = market.offer(&ana, "Kaos", 5_000_000, 5).await;
    let (bo, of_bo) = market.signed_in("bo").await;
    let added = add(ctx, CartOwner::Buyer(bo), (shirt.shop_id, shirt.offer_id), 2)
        .await
        .unwrap();
    let guest = SessionToken::fresh(ctx);
    keep_cart(ctx, &guest, added.cart_id).await.unwrap();
    let session = find(ctx, &guest, Surface::Trade).await.unwrap().unwrap();
    assert_eq!((session.cart_id, session.cart_pieces), (None, 0));
    // And a session that somebody signed in to keeps its account.
    let others = add(ctx, CartOwner::Nobody, (shirt.shop_id, shirt.offer_id), 1)
        .await
        .unwrap();
    keep_cart(ctx, &of_bo, others.cart_id).await.unwrap();
    let session = find(ctx, &of_bo, Surface::Trade).await.unwrap().unwrap();
    assert_eq!(
        (session.signed_in.map(|person| person.buyer), session.cart_pieces),
        (Some(bo), 2)
    );
}

#[tokio::test]
async fn a_session_lasts_while_it_is_used_and_ends_by_itself() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (_, token) = market.signed_in("bo").await;
    market.passes(Duration::hours(23));
    assert!(!find(ctx, &token, Surface::Trade).await.unwrap().unwrap().renewed);
    market.passes(Duration::hours(2));
    let renewed = find(ctx, &token, Surface::Trade).await.unwrap().unwrap();
    assert!(renewed.renewed);
    assert_eq!(renewed.expires_at, market.clock().now() + Duration::days(30));
    let (again, statements) = counting_statements(find(ctx, &token, Surface::Trade)).await;
    assert_eq!(
        (again.unwrap().unwrap().renewed, statements),
        (false, 1),
        "once a day"
    );
    market.passes(Duration::days(30) - Duration::seconds(1));
    assert!(find(ctx, &token, Surface::Trade).await.unwrap().is_some());
    market.passes(Duration::days(30));
    assert!(find(ctx, &token, Surface::Trade).await.unwrap().is_none());
    market.passes(Duration::seconds(1));
    pasar_service::job::clean::clean(ctx).await.unwrap();
    assert_eq!(market.count("select count(*) from session").await, 0);
}

#[tokio::test]
async fn a_disabled_account_has_no_session() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, token) = market.signed_in("bo").await;
    market.sql("update account set disabled_at = created_at").await;
    assert!(find(ctx, &token, Surface::Trade).await.unwrap().is_none());
    let other = open_session(ctx, Surface::Trade, Some(bo), None).await.unwrap();
    assert!(find(ctx, &other, Surface::Trade).await.unwrap().is_none());
}

#[tokio::test]
async fn a_guest_s_cart_is_forgotten_with_the_session() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let ana = market.shop("ana").await;
    let shirt = market.offer(&ana, "Kaos", 5_000_000, 5).await;
    let added = add(ctx, CartOwner::Nobody, (shirt.shop_id, shirt.offer_id), 2)
        .await
        .unwrap();
    let token = SessionToken::fresh(ctx);
    keep_cart(ctx, &token, added.cart_id).await.unwrap();
    let (bo, _) = market.signed_in("bo").await;
    add(ctx, CartOwner::Buyer(bo), (shirt.shop_id, shirt.offer_id), 1)
        .await
        .unwrap();
    market.passes(Duration::days(29));
    assert!(find(ctx, &token, Surface::Trade).await.unwrap().unwrap().renewed);
    market.passes(Duration::days(29));
    pasar_service::job::clean::clean(ctx).await.unwrap();
    assert_eq!(
        market.count("select count(*) from cart").await,
        2,
        "the guest still comes"
    );
    market.passes(Duration::days(31));
    pasar_service::job::clean::clean(ctx).await.unwrap();
    assert_eq!(market.count("select count(*) from cart").await, 1);
    assert_eq!(
        market
            .count("select count(*) from cart where account_id is null")
            .await,
        0
    );
}
