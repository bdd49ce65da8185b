use std::collections::BTreeMap;

use pasar_domain::surface::Surface;
use pasar_service::account::{CloseAccountError, close, show};
use pasar_service::cart::CartOwner;
use pasar_service::{address, api_key, cart, session};
use pasar_testkit::TestMarket;

use super::try_in;
use crate::kit;

#[tokio::test]
async fn closing_erases_the_person_and_keeps_the_books() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let ana = market.shop("ana").await;
    let shirt = market.offer(&ana, "Kaos", 5_000_000, 5).await;
    let (bo, token) = market.signed_in("bo").await;
    market
        .place(market.order(bo, "key", &[(&shirt, 1)]))
        .await
        .unwrap();
    cart::add::add(ctx, CartOwner::Buyer(bo), (shirt.shop_id, shirt.offer_id), 1)
        .await
        .unwrap();
    let typed: BTreeMap<_, _> = market
        .address()
        .fields()
        .map(|(key, text)| (key, text.to_owned()))
        .collect();
    address::add(ctx, bo, &typed).await.unwrap();
    let (_, secret) = api_key::create(ctx, bo, "kasir", "").await.unwrap();

    let refused = close(ctx, bo, &TestMarket::PASSWORD.into(), "").await;
    assert!(
        matches!(refused, Err(CloseAccountError::OpenOrders { count: 1 })),
        "{refused:?}"
    );
    market
        .sql(
            "update orders set state = 'completed', shipped_at = created_at, assumed_delivered_at = created_at,
                 captured_at = created_at, delivered_at = created_at, release_at = created_at, completed_at = created_at",
        )
        .await;
    close(ctx, bo, &TestMarket::PASSWORD.into(), "").await.unwrap();

    assert_eq!(show(ctx, bo).await.unwrap(), None);
    assert!(
        session::find(ctx, &token, Surface::Trade)
            .await
            .unwrap()
            .is_none()
    );
    assert_eq!(
        api_key::authenticate(ctx, &secret.to_string()).await.unwrap(),
        None
    );
    assert!(try_in(&market, "bo", TestMarket::PASSWORD).await.is_err());
    for table in ["address", "cart", "api_key", "session"] {
        assert_eq!(
            market.count(&format!("select count(*) from {table}")).await,
            0,
            "{table}"
        );
    }
    let traces =
        "select count(*) from account where account::text ilike '%bo%' or account::text like '%argon2%'";
    assert_eq!(market.count(traces).await, 0);
    assert_eq!(
        market
            .count("select count(*) from orders where ship_to::text <> '{}'")
            .await,
        1
    );
    let (again, _) = market.signed_in("bo").await;
    assert_ne!(again, bo, "the address is free for a new account");
}

#[tokio::test]
async fn only_the_password_closes_an_account() {
    let market = TestMarket::new().await;
    let (bo, _) = market.signed_in("bo").await;
    for _ in 0..5 {
        let refused = close(market.ctx(), bo, &"tebakan salah".into(), "").await;
        assert!(matches!(refused, Err(CloseAccountError::Wrong)), "{refused:?}");
    }
    let refused = close(market.ctx(), bo, &TestMarket::PASSWORD.into(), "").await;
    assert!(
        matches!(refused, Err(CloseAccountError::Wait { .. })),
        "{refused:?}"
    );
    market.passes(chrono::Duration::seconds(15));
    close(market.ctx(), bo, &TestMarket::PASSWORD.into(), "")
        .await
        .unwrap();
    let refused = close(market.ctx(), bo, &TestMarket::PASSWORD.into(), "").await;
    assert!(matches!(refused, Err(CloseAccountError::Gone)), "{refused:?}");
}

#[tokio::test]
async fn a_shop_that_is_open_holds_its_owner() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, _) = market.signed_in("bo").await;
    kit::open_shop_of(&market, bo, "Toko Bo").await;
    let (eve, _) = market.signed_in("eve").await;
    market
        .sql(&format!(
            "insert into shop_member select shop_id, '{}', 'staff', opened_at from shop",
            eve.account_id().uuid()
        ))
        .await;
    // Who only works there may leave.
    close(ctx, eve, &TestMarket::PASSWORD.into(), "").await.unwrap();
    assert_eq!(market.count("select count(*) from shop_member").await, 1);
    let refused = close(ctx, bo, &TestMarket::PASSWORD.into(), "").await;
    assert!(
        matches!(refused, Err(CloseAccountError::OpenShops { count: 1 })),
        "{refused:?}"
    );
    assert!(show(ctx, bo).await.unwrap().is_some());
    market.sql("update shop set closed_at = opened_at").await;
    close(ctx, bo, &TestMarket::PASSWORD.into(), "").await.unwrap();
}
