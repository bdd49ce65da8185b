use chrono::Duration;
use pasar_domain::order_group::{GroupFailure, OrderGroupState};
use pasar_service::checkout::{PayAgain, PayAgainError, PaymentOutcome, pay_again};
use pasar_service::order::{cancel_group, expire_due, show_group};
use pasar_testkit::{TestMarket, TestOffer};

use crate::work::{run_jobs, settle_down};

async fn declined(stock: i32) -> (TestMarket, TestOffer, PayAgain) {
    let market = TestMarket::new().await;
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 1_000_000, stock).await;
    let buyer = market.buyer("bo").await;
    let mut order = market.order(buyer, "k1", &[(&shirt, 1)]);
    order.method = "sandbox_decline".to_owned();
    let placed = market.place(order).await.unwrap();
    let again = PayAgain {
        buyer,
        key: "p1".to_owned(),
        order_group_id: placed.order_group_id,
        method: "sandbox_success".to_owned(),
    };
    (market, shirt, again)
}

#[tokio::test]
async fn after_a_refusal_another_way_to_pay_works_once() {
    let (market, shirt, again) = declined(1).await;
    let paid = pay_again(market.ctx(), again.clone()).await.unwrap();
    assert_eq!(paid.payment, PaymentOutcome::Authorised);
    assert_eq!(
        pay_again(market.ctx(), again.clone()).await.unwrap(),
        paid,
        "the first answer again"
    );
    let other = PayAgain {
        method: "sandbox_later".to_owned(),
        ..again.clone()
    };
    assert!(matches!(
        pay_again(market.ctx(), other).await,
        Err(PayAgainError::KeyReused)
    ));
    let another = PayAgain {
        key: "p2".to_owned(),
        ..again
    };
    assert!(matches!(
        pay_again(market.ctx(), another).await,
        Err(PayAgainError::NotAwaitingPayment)
    ));
    settle_down(market.ctx()).await;
    assert_eq!(market.bank().captured_minor(), paid.total.minor);
    assert_eq!(market.stock(&shirt).await.on_hand, 0);
    market.assert_sound().await;
}

#[tokio::test]
async fn what_was_sold_meanwhile_is_named() {
    let (market, shirt, again) = declined(1).await;
    let other = market.buyer("sari").await;
    market
        .place(market.order(other, "k", &[(&shirt, 1)]))
        .await
        .unwrap();
    let refused = pay_again(market.ctx(), again).await;
    assert!(
        matches!(&refused, Err(PayAgainError::OutOfStock(problems)) if problems.len() == 1),
        "{refused:?}"
    );
    market.assert_sound().await;
}

#[tokio::test]
async fn only_its_buyer_pays_it_and_one_payment_at_a_time() {
    let (market, _, again) = declined(2).await;
    let stranger = PayAgain {
        buyer: market.buyer("eve").await,
        ..again.clone()
    };
    assert!(matches!(
        pay_again(market.ctx(), stranger).await,
        Err(PayAgainError::NotFound(_))
    ));
    let later = PayAgain {
        method: "sandbox_later".to_owned(),
        ..again.clone()
    };
    assert_eq!(
        pay_again(market.ctx(), later).await.unwrap().payment,
        PaymentOutcome::Pending
    );
    let second = PayAgain {
        key: "p2".to_owned(),
        ..again
    };
    assert!(matches!(
        pay_again(market.ctx(), second).await,
        Err(PayAgainError::PaymentOnItsWay)
    ));
    market.assert_sound().await;
}

#[tokio::test]
async fn what_nobody_pays_ends_in_time() {
    let (market, shirt, again) = declined(1).await;
    market.passes(Duration::minutes(59));
    assert_eq!(expire_due(market.ctx()).await.unwrap(), 0);
    market.passes(Duration::minutes(1));
    assert_eq!(expire_due(market.ctx()).await.unwrap(), 1);
    assert!(matches!(
        pay_again(market.ctx(), again.clone()).await,
        Err(PayAgainError::NotAwaitingPayment)
    ));
    let view = show_group(market.ctx(), again.buyer, again.order_group_id)
        .await
        .unwrap();
    let failure = GroupFailure::PaymentDeclined;
    assert!(matches!(view.group.state, OrderGroupState::Failed { failure: found, .. } if found == failure));
    assert_eq!(market.stock(&shirt).await.available(), 1);
    market.assert_sound().await;
}

#[tokio::test]
async fn the_buyer_calls_it_off() {
    let (market, shirt, again) = declined(1).await;
    let later = PayAgain {
        method: "sandbox_later".to_owned(),
        ..again.clone()
    };
    pay_again(market.ctx(), later).await.unwrap();
    assert_eq!(market.stock(&shirt).await.available(), 0);
    cancel_group(market.ctx(), again.buyer, again.order_group_id)
        .await
        .unwrap();
    assert_eq!(market.stock(&shirt).await.available(), 1);
    run_jobs(market.ctx()).await;
    assert_eq!(market.bank().held_minor(), 0);
    assert!(
        cancel_group(market.ctx(), again.buyer, again.order_group_id)
            .await
            .is_err()
    );
    market.assert_sound().await;
}
