use chrono::Duration;
use pasar_domain::order::OrderStateName;
use pasar_domain::takedown::TakedownReason;
use pasar_service::actor::StaffRole;
use pasar_service::shop::today::today;
use pasar_service::takedown::take::{TakeDown, take};
use pasar_testkit::TestMarket;

use crate::kit;
use crate::work::settle_down;

#[tokio::test]
async fn what_waits_and_what_was_sold_is_told_for_one_shop_only() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let shop = market.shop("ana").await;
    let other = market.shop("budi").await;
    let shirt = market.offer(&shop, "kaos", 10_000_000, 3).await;
    let buyer = market.buyer("bo").await;
    for (key, pieces) in [("k1", 1), ("k2", 2)] {
        market
            .place(market.order(buyer, key, &[(&shirt, pieces)]))
            .await
            .unwrap();
        market.passes(Duration::days(8));
    }
    settle_down(ctx).await;

    let found = today(ctx, shop).await.unwrap();
    assert_eq!(found.orders_in(OrderStateName::AwaitingShipment), 2);
    let waiting: Vec<_> = found.to_ship.iter().map(|view| view.lines[0].quantity).collect();
    assert_eq!(waiting, [1, 2], "the longest waiting first");
    assert_eq!((found.products.active, found.products.sold_out), (1, 1));
    assert_eq!(found.sold_out[0].title, "kaos");
    assert_eq!(found.days.len(), 14);
    let (orders, goods) = found.week().unwrap();
    assert_eq!(
        (orders, goods.minor),
        (0, 0),
        "both were sold more than a week ago"
    );
    let sold: u64 = found.days.iter().map(|day| day.orders).sum();
    assert_eq!(sold, 1, "of two weeks only the second is left");

    let empty = today(ctx, other).await.unwrap();
    assert!(empty.to_ship.is_empty() && empty.sold_out.is_empty() && empty.imports.is_empty());
    assert_eq!(empty.products.all(), 0);
}

#[tokio::test]
async fn a_takedown_needs_the_seller_and_hides_the_product_from_other_counts() {
    let market = TestMarket::new().await;
    let (keeper, _) = kit::open_shop(&market, "Ana").await;
    let made = kit::publish(&market, keeper, kit::simple(&market, "Krim", 20, 0)).await;
    let decided = TakeDown {
        product_id: made.product_id,
        reason: TakedownReason::Unsafe,
        note: "Tanpa izin edar.".to_owned(),
    };
    let staff = market.staff(StaffRole::Moderator);
    take(market.ctx(), staff, &decided).await.unwrap();
    let found = today(market.ctx(), keeper).await.unwrap();
    assert_eq!(found.taken_down[0].product_id, made.product_id);
    assert_eq!((found.products.active, found.products.sold_out), (0, 0));
}
