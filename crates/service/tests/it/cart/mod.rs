use pasar_service::cart::add::add;
use pasar_service::cart::change::change;
use pasar_service::cart::merge::merge;
use pasar_service::cart::show::{Obstacle, count, show};
use pasar_service::cart::{CartError, CartOwner};
use pasar_testkit::TestMarket;

#[tokio::test]
async fn a_guest_s_cart_becomes_the_buyer_s() {
    let market = TestMarket::new().await;
    let (ana, budi) = (market.shop("ana").await, market.shop("budi").await);
    let shirt = market.offer(&ana, "Kaos", 5_000_000, 5).await;
    let pan = market.offer(&budi, "Panci", 8_000_000, 5).await;
    let ctx = market.ctx();
    let added = add(ctx, CartOwner::Nobody, (shirt.shop_id, shirt.offer_id), 2)
        .await
        .unwrap();
    let guest = CartOwner::Guest(added.cart_id);
    assert_eq!(
        add(ctx, guest, (pan.shop_id, pan.offer_id), 1)
            .await
            .unwrap()
            .cart_id,
        added.cart_id
    );
    let buyer = market.buyer("bo").await;
    let own = CartOwner::Buyer(buyer);
    add(ctx, own, (shirt.shop_id, shirt.offer_id), 1).await.unwrap();
    // Another person's cart is no guest's.
    let stranger = show(ctx, CartOwner::Buyer(market.buyer("eve").await))
        .await
        .unwrap();
    assert!(stranger.shops.is_empty());

    merge(ctx, added.cart_id, buyer).await.unwrap();
    let cart = show(ctx, own).await.unwrap();
    assert_eq!((cart.shops.len(), cart.pieces), (2, 3));
    assert_eq!(cart.goods, ctx.market().money(18_000_000));
    assert!(cart.is_ready());
    assert!(
        show(ctx, guest).await.unwrap().shops.is_empty(),
        "the guest's cart is gone"
    );
    assert!(
        show(ctx, CartOwner::Guest(cart.cart_id.unwrap()))
            .await
            .unwrap()
            .shops
            .is_empty()
    );
    assert_eq!(count(ctx, own).await.unwrap(), 3);
}

#[tokio::test]
async fn a_cart_says_what_has_changed() {
    let market = TestMarket::new().await;
    let ana = market.shop("ana").await;
    let shirt = market.offer(&ana, "Kaos", 5_000_000, 5).await;
    let key = (shirt.shop_id, shirt.offer_id);
    let ctx = market.ctx();
    let owner = CartOwner::Buyer(market.buyer("bo").await);
    let refused = add(ctx, owner, key, 6).await.unwrap_err();
    assert!(matches!(refused, CartError::TooFew { available: 5 }), "{refused}");
    add(ctx, owner, key, 3).await.unwrap();
    market.sql("update offer set price_minor = 6000000; ").await;
    market.sql("update stock_item set on_hand = 2").await;
    let cart = show(ctx, owner).await.unwrap();
    let line = &cart.shops[0].lines[0];
    assert_eq!(line.former_price, Some(ctx.market().money(5_000_000)));
    assert_eq!(line.obstacle, Some(Obstacle::TooFew { available: 2 }));
    assert!(cart.goods.is_zero() && !cart.is_ready());
    change(ctx, owner, key, 2).await.unwrap();
    let cart = show(ctx, owner).await.unwrap();
    assert_eq!(cart.goods, ctx.market().money(12_000_000));
    assert_eq!(cart.shops[0].lines[0].former_price, None);
    market.sql("update offer set paused = true").await;
    assert_eq!(
        show(ctx, owner).await.unwrap().shops[0].lines[0].obstacle,
        Some(Obstacle::Gone)
    );
    change(ctx, owner, key, 0).await.unwrap();
    assert!(show(ctx, owner).await.unwrap().shops.is_empty());
}
