use chrono::Duration;
use pasar_domain::order::{OrderState, OrderStateName};
use pasar_service::order::{
    Cursor, OrderError, ShipError, ShipOrder, StatementStanding, assume_delivered, complete_due,
    confirm_delivered, list_groups, list_of_staff, ship, show_for_shop, show_group, statement,
};
use pasar_testkit::{Fault, TestMarket, Verb, When};

use crate::work::{run_jobs, settle_down};

const FIRST: Cursor<pasar_domain::id::OrderId> = Cursor {
    before: None,
    limit: 10,
};

fn parcel(order_id: pasar_domain::id::OrderId) -> ShipOrder {
    ShipOrder {
        order_id,
        carrier: "JNE".to_owned(),
        tracking_number: "jx 1234 5678".to_owned(),
    }
}

#[tokio::test]
async fn an_order_is_shipped_received_and_paid_out() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 10_000_000, 5).await;
    let buyer = market.buyer("bo").await;
    let placed = market
        .place(market.order(buyer, "k1", &[(&shirt, 2)]))
        .await
        .unwrap();
    settle_down(ctx).await;
    let id = show_group(ctx, buyer, placed.order_group_id)
        .await
        .unwrap()
        .orders[0]
        .order
        .id;

    let mut wrong = parcel(id);
    wrong.tracking_number = "?".to_owned();
    assert!(matches!(
        ship(ctx, shop, wrong).await,
        Err(ShipError::TrackingNumber(_))
    ));
    let stranger = market.shop("budi").await;
    assert!(matches!(
        ship(ctx, stranger, parcel(id)).await,
        Err(ShipError::Order(OrderError::NotFound(_)))
    ));
    assert_eq!(
        ship(ctx, shop, parcel(id)).await.unwrap().tracking_number,
        "JX12345678"
    );
    assert!(matches!(
        ship(ctx, shop, parcel(id)).await,
        Err(ShipError::Order(OrderError::WrongState(_)))
    ));

    let paid = statement(ctx, shop, FIRST).await.unwrap();
    let order = show_for_shop(ctx, shop, id).await.unwrap().order;
    assert_eq!(paid.held, order.amounts.net().unwrap());
    assert_eq!(paid.lines.entries[0].standing, StatementStanding::Held);

    let eve = market.buyer("eve").await;
    assert!(matches!(
        confirm_delivered(ctx, eve, id).await,
        Err(OrderError::NotFound(_))
    ));
    confirm_delivered(ctx, buyer, id).await.unwrap();
    assert_eq!(
        complete_due(ctx).await.unwrap(),
        0,
        "the money waits the agreed days"
    );
    let days = i64::from(ctx.charter().windows.escrow_release_days);
    market.passes(Duration::days(days));
    assert_eq!(complete_due(ctx).await.unwrap(), 1);
    assert_eq!(complete_due(ctx).await.unwrap(), 0);

    let paid = statement(ctx, shop, FIRST).await.unwrap();
    assert!(paid.held.is_zero());
    assert_eq!(paid.payable, order.amounts.net().unwrap());
    let report = pasar_service::ledger::check(ctx, |_| {}).await.unwrap();
    let total = |class| report.totals[&("IDR".to_owned(), class)];
    assert_eq!(total("payable"), i128::from(paid.payable.minor));
    assert_eq!(
        total("revenue:commission"),
        i128::from(order.amounts.commission.minor)
    );
    assert!(order.amounts.commission_tax.is_positive());
    assert_eq!(
        total("tax:commission"),
        i128::from(order.amounts.commission_tax.minor)
    );
    assert_eq!(total("escrow"), 0);
    market.assert_sound().await;
    assert_eq!(
        market
            .count("select sold_count::bigint from product_figures")
            .await,
        2
    );
    assert_eq!(run_jobs(ctx).await, 3, "placed, to be sent, shipped");
}

#[tokio::test]
async fn nothing_leaves_the_shop_before_its_money_is_there() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 10_000_000, 5).await;
    let buyer = market.buyer("bo").await;
    market.bank().plan(Fault::Hang(Verb::Capture, When::Before));
    let placed = market
        .place(market.order(buyer, "k1", &[(&shirt, 1)]))
        .await
        .unwrap();
    // The money is asked for in the background, and the bank keeps silent.
    market.bank().hanging().await;
    let id = show_group(ctx, buyer, placed.order_group_id)
        .await
        .unwrap()
        .orders[0]
        .order
        .id;
    assert!(matches!(
        ship(ctx, shop, parcel(id)).await,
        Err(ShipError::NotCaptured)
    ));
    market.passes(Duration::seconds(6));
    pasar_service::payment::reconcile(ctx).await.unwrap();
    ship(ctx, shop, parcel(id)).await.unwrap();
    market.assert_sound().await;
}

#[tokio::test]
async fn a_parcel_without_news_counts_as_delivered() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 10_000_000, 5).await;
    let buyer = market.buyer("bo").await;
    let placed = market
        .place(market.order(buyer, "k1", &[(&shirt, 1)]))
        .await
        .unwrap();
    settle_down(ctx).await;
    let id = show_group(ctx, buyer, placed.order_group_id)
        .await
        .unwrap()
        .orders[0]
        .order
        .id;
    ship(ctx, shop, parcel(id)).await.unwrap();
    let days = 3 + i64::from(ctx.charter().windows.delivered_assumed_days);
    market.passes(Duration::days(days - 1));
    assert_eq!(assume_delivered(ctx).await.unwrap(), 0);
    market.passes(Duration::days(1));
    assert_eq!(assume_delivered(ctx).await.unwrap(), 1);
    let view = show_for_shop(ctx, shop, id).await.unwrap();
    assert!(matches!(view.order.state, OrderState::Delivered { .. }));
    assert!(view.shipments[0].delivered_at.is_some());
}

#[tokio::test]
async fn lists_are_read_page_by_page() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 10_000_000, 50).await;
    let buyer = market.buyer("bo").await;
    for n in 0..5 {
        market.passes(Duration::seconds(1));
        market
            .place(market.order(buyer, &format!("k{n}"), &[(&shirt, 1)]))
            .await
            .unwrap();
    }
    let first = list_groups(
        ctx,
        buyer,
        Cursor {
            before: None,
            limit: 3,
        },
    )
    .await
    .unwrap();
    let rest = list_groups(
        ctx,
        buyer,
        Cursor {
            before: first.next,
            limit: 3,
        },
    )
    .await
    .unwrap();
    assert_eq!((first.entries.len(), rest.entries.len(), rest.next), (3, 2, None));
    let staff = market.staff(pasar_service::actor::StaffRole::Support);
    let state = Some(OrderStateName::AwaitingShipment);
    assert_eq!(
        list_of_staff(ctx, staff, state, FIRST)
            .await
            .unwrap()
            .entries
            .len(),
        5
    );
}
