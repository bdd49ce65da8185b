use pasar_domain::order::{CancelReason, Funds, OrderState};
use pasar_service::order::{CancelError, OrderError, cancel_by_buyer, cancel_by_shop, show_group};
use pasar_testkit::{Fault, TestMarket, Verb, When};

use crate::work::{run_jobs, settle_down};

#[tokio::test]
async fn one_order_of_two_is_called_off_and_its_money_comes_back() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (ana, budi) = (market.shop("ana").await, market.shop("budi").await);
    let shirt = market.offer(&ana, "kaos", 5_000_000, 2).await;
    let cup = market.offer(&budi, "cangkir", 2_000_000, 2).await;
    let buyer = market.buyer("bo").await;
    // The money is only held when the order is called off: it is taken first, then given back.
    market
        .bank()
        .plan(Fault::Unreachable(Verb::Capture, When::Before));
    let placed = market
        .place(market.order(buyer, "k1", &[(&shirt, 1), (&cup, 1)]))
        .await
        .unwrap();
    let orders = show_group(ctx, buyer, placed.order_group_id)
        .await
        .unwrap()
        .orders;
    let (first, second) = (&orders[0].order, &orders[1].order);

    let eve = market.buyer("eve").await;
    let refused = cancel_by_buyer(ctx, eve, first.id, CancelReason::ChangedMind).await;
    assert!(matches!(
        refused,
        Err(CancelError::Order(OrderError::NotFound(_)))
    ));
    let refused = cancel_by_buyer(ctx, buyer, first.id, CancelReason::OutOfStock).await;
    assert!(matches!(refused, Err(CancelError::Reason(_))));
    cancel_by_buyer(ctx, buyer, first.id, CancelReason::ChangedMind)
        .await
        .unwrap();
    market.assert_sound().await;
    run_jobs(ctx).await;
    settle_down(ctx).await;

    let orders = show_group(ctx, buyer, placed.order_group_id)
        .await
        .unwrap()
        .orders;
    assert!(matches!(
        orders[0].order.state,
        OrderState::Cancelled {
            placed_at: Some(_),
            ..
        }
    ));
    assert!(matches!(orders[0].order.funds, Funds::Returned { .. }));
    assert_eq!(
        market.bank().captured_minor(),
        second.amounts.total().unwrap().minor
    );
    assert_eq!(market.stock(&shirt).await.available(), 2);
    assert_eq!(market.stock(&cup).await.available(), 1);
    market.assert_sound().await;

    cancel_by_shop(ctx, budi, second.id, CancelReason::CannotShip)
        .await
        .unwrap();
    assert!(
        cancel_by_shop(ctx, budi, second.id, CancelReason::CannotShip)
            .await
            .is_err()
    );
    run_jobs(ctx).await;
    assert_eq!(market.bank().captured_minor(), 0);
    market.assert_sound().await;
}

#[tokio::test]
async fn money_that_the_bank_lost_calls_the_order_off() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 5_000_000, 2).await;
    let buyer = market.buyer("bo").await;
    market.bank().plan(Fault::LoseAuthorisation);
    let placed = market
        .place(market.order(buyer, "k1", &[(&shirt, 2)]))
        .await
        .unwrap();
    settle_down(ctx).await;
    let view = show_group(ctx, buyer, placed.order_group_id).await.unwrap();
    let OrderState::Cancelled { cancellation, .. } = view.orders[0].order.state else {
        panic!("{view:?}")
    };
    assert_eq!(cancellation.reason, CancelReason::PaymentLost);
    assert_eq!(market.stock(&shirt).await.available(), 2);
    market.assert_sound().await;
}
