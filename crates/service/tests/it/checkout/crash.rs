//! The program is killed between every two steps; afterwards everything explains itself and goes on.

use std::sync::Arc;

use chrono::Duration;
use pasar_domain::order::CancelReason;
use pasar_service::checkout::{PaymentOutcome, PlaceOrder};
use pasar_service::order::{cancel_by_buyer, expire_due, show_group};
use pasar_service::payment::reconcile;
use pasar_testkit::{Fault, TestMarket, TestOffer, Verb, When};

use crate::work::{run_jobs, settle_down};

async fn shop(stock: i32) -> (Arc<TestMarket>, TestOffer, PlaceOrder) {
    let market = Arc::new(TestMarket::new().await);
    let keeper = market.shop("ana").await;
    let shirt = market.offer(&keeper, "kaos", 1_000_000, stock).await;
    let buyer = market.buyer("bo").await;
    let order = market.order(buyer, "k1", &[(&shirt, 1)]);
    (market, shirt, order)
}

/// Places an order and kills the program where it hangs.
async fn place_and_kill(market: &Arc<TestMarket>, order: &PlaceOrder, fault: Fault) {
    market.bank().plan(fault);
    let (running, order) = (market.clone(), order.clone());
    let task = tokio::spawn(async move { running.place(order).await });
    market.bank().hanging().await;
    task.abort();
    let _ = task.await;
}

#[tokio::test]
async fn killed_before_or_after_the_bank_hears_of_it_the_order_goes_on_once() {
    for when in [When::Before, When::After] {
        let (market, shirt, order) = shop(3).await;
        place_and_kill(&market, &order, Fault::Hang(Verb::Authorise, when)).await;
        market.assert_sound().await;
        assert_eq!(market.stock(&shirt).await.reserved, 1, "{when:?}");

        // The buyer asks again with the same key and is told that the bank has not answered yet.
        assert_eq!(
            market.place(order.clone()).await.unwrap().payment,
            PaymentOutcome::Unknown
        );
        market.passes(Duration::seconds(31));
        reconcile(market.ctx()).await.unwrap();
        let placed = market.place(order).await.unwrap();
        assert_eq!(placed.payment, PaymentOutcome::Authorised, "{when:?}");
        assert_eq!(market.bank().captured_minor(), placed.total.minor);
        let stock = market.stock(&shirt).await;
        assert_eq!((stock.on_hand, stock.reserved), (2, 0));
        market.assert_sound().await;
    }
}

#[tokio::test]
async fn killed_while_capturing_the_money_is_taken_once() {
    for when in [When::Before, When::After] {
        let (market, _, order) = shop(3).await;
        market.bank().plan(Fault::Hang(Verb::Capture, when));
        // Capturing hangs in the background; nobody waits for it.
        let placed = market.place(order).await.unwrap();
        assert_eq!(placed.payment, PaymentOutcome::Authorised);
        market.bank().hanging().await;
        market.assert_sound().await;
        market.passes(Duration::seconds(6));
        reconcile(market.ctx()).await.unwrap();
        settle_down(market.ctx()).await;
        assert_eq!(market.bank().captured_minor(), placed.total.minor, "{when:?}");
        market.assert_sound().await;
    }
}

#[tokio::test]
async fn killed_and_never_paid_the_stock_comes_back_and_the_bank_lets_go() {
    for when in [When::Before, When::After] {
        let (market, shirt, order) = shop(1).await;
        place_and_kill(&market, &order, Fault::Hang(Verb::Authorise, when)).await;
        market.passes(Duration::minutes(76));
        assert_eq!(expire_due(market.ctx()).await.unwrap(), 1);
        assert_eq!(market.stock(&shirt).await.available(), 1);
        run_jobs(market.ctx()).await;
        assert_eq!(market.bank().held_minor(), 0, "{when:?}");
        assert_eq!(reconcile(market.ctx()).await.unwrap(), 0);
        assert_eq!(
            market.place(order).await.unwrap().payment,
            PaymentOutcome::TooLate
        );
        market.assert_sound().await;
    }
}

#[tokio::test]
async fn killed_while_refunding_the_money_comes_back_once() {
    for fault in [
        Fault::Hang(Verb::Refund, When::Before),
        Fault::Hang(Verb::Refund, When::After),
        Fault::Unreachable(Verb::Refund, When::After),
    ] {
        let (market, shirt, order) = shop(1).await;
        let buyer = order.buyer;
        let placed = market.place(order).await.unwrap();
        settle_down(market.ctx()).await;
        let view = show_group(market.ctx(), buyer, placed.order_group_id)
            .await
            .unwrap();
        let id = view.orders[0].order.id;
        cancel_by_buyer(market.ctx(), buyer, id, CancelReason::ChangedMind)
            .await
            .unwrap();
        assert_eq!(market.stock(&shirt).await.available(), 1);
        market.assert_sound().await;

        market.bank().plan(fault);
        let running = market.clone();
        let worker = tokio::spawn(async move { run_jobs(running.ctx()).await });
        if matches!(fault, Fault::Hang(..)) {
            market.bank().hanging().await;
            worker.abort();
        }
        let _ = worker.await;
        market.assert_sound().await;
        market.passes(Duration::minutes(2));
        run_jobs(market.ctx()).await;
        assert_eq!(market.bank().captured_minor(), 0, "{fault:?}");
        market.assert_sound().await;
    }
}

#[tokio::test]
async fn an_unreachable_bank_is_asked_again() {
    for when in [When::Before, When::After] {
        let (market, _, order) = shop(1).await;
        market.bank().plan(Fault::Unreachable(Verb::Authorise, when));
        assert_eq!(
            market.place(order.clone()).await.unwrap().payment,
            PaymentOutcome::Unknown
        );
        market.passes(Duration::seconds(31));
        reconcile(market.ctx()).await.unwrap();
        assert_eq!(
            market.place(order).await.unwrap().payment,
            PaymentOutcome::Authorised
        );
        settle_down(market.ctx()).await;
        market.assert_sound().await;
    }
}
