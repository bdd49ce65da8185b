use pasar_domain::surface::Surface;
use pasar_service::account::{SignIn, sign_in};
use pasar_service::cart::{CartOwner, add::add};
use pasar_service::session::{Door, Entry, Proven, SessionToken, enter, find, keep_cart};
use pasar_testkit::TestMarket;

async fn proven(market: &TestMarket, name: &str) -> Proven {
    let input = SignIn {
        email: TestMarket::email(name),
        password: TestMarket::PASSWORD.into(),
        from: "192.0.2.1".to_owned(),
    };
    sign_in(market.ctx(), &input).await.unwrap()
}

#[tokio::test]
async fn who_comes_in_leaves_the_browser_s_former_session_and_takes_the_cart_along() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let ana = market.shop("ana").await;
    let shirt = market.offer(&ana, "Kaos", 5_000_000, 5).await;
    let (bo, elsewhere) = market.signed_in("bo").await;
    let (_, of_eve) = market.signed_in("eve").await;
    let guest = SessionToken::fresh(ctx);
    let added = add(ctx, CartOwner::Nobody, (shirt.shop_id, shirt.offer_id), 2)
        .await
        .unwrap();
    keep_cart(ctx, &guest, added.cart_id).await.unwrap();
    let guests = Door {
        surface: Surface::Trade,
        former: guest.clone(),
        guest_cart: Some(added.cart_id),
    };
    let entry = enter(ctx, &guests, proven(&market, "bo").await).await.unwrap();
    let Entry::Open(token) = entry else {
        panic!("nothing more is owed");
    };
    let session = find(ctx, &token, Surface::Trade).await.unwrap().unwrap();
    assert_eq!((session.signed_in.unwrap().buyer, session.cart_pieces), (bo, 2));
    assert!(find(ctx, &guest, Surface::Trade).await.unwrap().is_none());

    // In a browser that somebody else had signed in to, that somebody is signed out; bo's other telephone is not.
    let eves = Door {
        surface: Surface::Trade,
        former: of_eve.clone(),
        guest_cart: None,
    };
    let _entry = enter(ctx, &eves, proven(&market, "bo").await).await.unwrap();
    assert!(find(ctx, &of_eve, Surface::Trade).await.unwrap().is_none());
    assert!(find(ctx, &elsewhere, Surface::Trade).await.unwrap().is_some());
}
