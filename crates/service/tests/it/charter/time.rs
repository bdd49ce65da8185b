//! Versions take effect by themselves; evidence expires by itself; what was born under a version keeps it.

use chrono::Duration;
use pasar_domain::surface::Surface;
use pasar_service::Viewer;
use pasar_service::checkout::{PlaceError, place};
use pasar_service::listing::cards;
use pasar_service::order::{ShipOrder, complete_due, confirm_delivered, ship, show_group};
use pasar_testkit::TestMarket;

use crate::work::settle_down;

#[tokio::test]
async fn the_charter_in_force_is_the_day_s() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    assert_eq!(ctx.charter().version.as_str(), "2023-09-26");
    market.clock().set("2023-09-25T16:59:59Z".parse().unwrap());
    assert_eq!(ctx.charter().version.as_str(), "2023-07-30");
    // Midnight in Jakarta.
    market.clock().set("2023-09-25T17:00:00Z".parse().unwrap());
    assert_eq!(ctx.charter().version.as_str(), "2023-09-26");
    assert_eq!(ctx.market().charter.version.as_str(), "2023-09-26");
}

#[tokio::test]
async fn before_the_first_charter_nothing_is_shown() {
    let market = TestMarket::new().await;
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 5_000_000, 9).await;
    market.clock().set("2023-01-01T00:00:00Z".parse().unwrap());
    assert!(
        cards::cards(market.ctx(), &[shirt.product_id])
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn on_the_feed_nothing_is_paid_since_september() {
    let market = TestMarket::new().await;
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 5_000_000, 9).await;
    let buyer = market.buyer("bo").await;
    let on_feed = market.ctx().seen_by(Viewer {
        account_id: Some(buyer.account_id()),
        surface: Surface::Feed,
    });
    assert_eq!(
        cards::cards(&on_feed, &[shirt.product_id]).await.unwrap().len(),
        1
    );
    let order = market.order(buyer, "k1", &[(&shirt, 1)]);
    assert!(matches!(
        place(&on_feed, order.clone()).await,
        Err(PlaceError::Lines(_) | PlaceError::Refused(_))
    ));
    market.place(order).await.unwrap();
}

#[tokio::test]
async fn evidence_that_expires_takes_its_offers_along() {
    let market = TestMarket::new().await;
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 5_000_000, 9).await;
    let seen = async || {
        !cards::cards(market.ctx(), &[shirt.product_id])
            .await
            .unwrap()
            .is_empty()
    };
    market.passes(Duration::days(5 * 365));
    assert!(seen().await);
    market.passes(Duration::days(3));
    assert!(!seen().await);
    let buyer = market.buyer("bo").await;
    assert!(
        market
            .place(market.order(buyer, "k1", &[(&shirt, 1)]))
            .await
            .is_err()
    );
}

#[tokio::test]
async fn the_money_of_a_seller_who_is_not_verified_any_more_waits() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 5_000_000, 9).await;
    let buyer = market.buyer("bo").await;
    let placed = market
        .place(market.order(buyer, "k1", &[(&shirt, 1)]))
        .await
        .unwrap();
    settle_down(ctx).await;
    let order = show_group(ctx, buyer, placed.order_group_id)
        .await
        .unwrap()
        .orders[0]
        .order
        .id;
    let parcel = ShipOrder {
        order_id: order,
        carrier: "JNE".to_owned(),
        tracking_number: "jx 1234 5678".to_owned(),
    };
    ship(ctx, shop, parcel).await.unwrap();
    confirm_delivered(ctx, buyer, order).await.unwrap();
    market
        .sql("update verification set revoked_at = now(), revoke_reason = 'forged'")
        .await;
    market.passes(Duration::days(30));
    complete_due(ctx).await.unwrap();
    assert_eq!(
        market
            .count("select count(*) from orders where state = 'delivered' and payout_waits_until is not null")
            .await,
        1
    );
    // It is not asked again at once, and not lost: a new verification lets it go.
    assert_eq!(complete_due(ctx).await.unwrap(), 0);
    market
        .sql(
            "insert into verification (seller_id, verification_id, evidence, issued_by, valid_from, valid_until, checked_until,
                recorded_at)
             select seller_id, gen_random_uuid(), evidence, issued_by, now(), now() + interval '5 years', now() + interval '5 years', now()
             from verification",
        )
        .await;
    market.passes(Duration::hours(7));
    assert_eq!(complete_due(ctx).await.unwrap(), 1);
    assert_eq!(
        market
            .count("select count(*) from orders where state = 'completed'")
            .await,
        1
    );
    market.assert_sound().await;
}
