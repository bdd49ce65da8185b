use chrono::Duration;
use pasar_service::checkout::PaymentOutcome;
use pasar_service::order::{expire_due, show_group};
use pasar_service::payment::{ask_now, reconcile};
use pasar_testkit::TestMarket;

use crate::work::{run_jobs, settle_down};

async fn pending() -> (
    TestMarket,
    pasar_testkit::TestOffer,
    pasar_service::checkout::PlaceOrder,
) {
    let market = TestMarket::new().await;
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 1_000_000, 1).await;
    let buyer = market.buyer("bo").await;
    let mut order = market.order(buyer, "k1", &[(&shirt, 1)]);
    order.method = "sandbox_later".to_owned();
    let placed = market.place(order.clone()).await.unwrap();
    assert_eq!(placed.payment, PaymentOutcome::Pending);
    (market, shirt, order)
}

async fn payment_of(
    market: &TestMarket,
    order: &pasar_service::checkout::PlaceOrder,
) -> pasar_domain::id::PaymentId {
    let placed = market.place(order.clone()).await.unwrap();
    show_group(market.ctx(), order.buyer, placed.order_group_id)
        .await
        .unwrap()
        .payments[0]
        .id
}

#[tokio::test]
async fn a_bank_that_answers_later_decides() {
    for yes in [true, false] {
        let (market, shirt, order) = pending().await;
        assert_eq!(market.stock(&shirt).await.reserved, 1);
        let id = payment_of(&market, &order).await;
        reconcile(market.ctx()).await.unwrap();
        assert_eq!(
            market.place(order.clone()).await.unwrap().payment,
            PaymentOutcome::Pending
        );
        market.bank().answer(id, yes);
        ask_now(market.ctx(), id).await.unwrap();
        settle_down(market.ctx()).await;
        let outcome = market.place(order).await.unwrap().payment;
        assert_eq!(outcome == PaymentOutcome::Authorised, yes);
        assert_eq!(market.stock(&shirt).await.on_hand, u32::from(!yes));
        assert_eq!(market.stock(&shirt).await.reserved, 0);
        market.assert_sound().await;
    }
}

#[tokio::test]
async fn stock_is_kept_for_a_late_bank_until_the_reservation_ends_and_then_the_bank_is_too_late() {
    let (market, shirt, order) = pending().await;
    let id = payment_of(&market, &order).await;
    market.passes(Duration::minutes(61));
    assert_eq!(expire_due(market.ctx()).await.unwrap(), 0);
    market.passes(Duration::minutes(15));
    assert_eq!(expire_due(market.ctx()).await.unwrap(), 1);
    assert_eq!(market.stock(&shirt).await.available(), 1);
    // The bank says yes before it hears that we gave up.
    market.bank().answer(id, true);
    run_jobs(market.ctx()).await;
    assert_eq!(market.bank().held_minor(), 0);
    assert_eq!(
        market.place(order).await.unwrap().payment,
        PaymentOutcome::TooLate
    );
    market.assert_sound().await;
}
