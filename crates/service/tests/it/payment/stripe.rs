//! Stripe: questions and answers that are lost, pages at which buyers pay, and what comes of it all for orders.

use chrono::Duration;
use pasar_domain::id::PaymentId;
use pasar_domain::order::CancelReason;
use pasar_service::checkout::PaymentOutcome;
use pasar_service::order::{cancel_by_buyer, show_group};
use pasar_service::payment::{Answer, ProviderError, ProviderState, reconcile};
use pasar_testkit::{BAD_CARD, GOOD_CARD, StripeBooks};

use super::banks::Bank;
use crate::work::{run_jobs, settle_down};

const PAGE: &str = "stripe_page";

fn silent<T: std::fmt::Debug>(answer: &Result<T, ProviderError>) {
    assert!(matches!(answer, Err(ProviderError::Unreachable(_))), "{answer:?}");
}

fn authorised(state: &ProviderState) {
    assert!(
        matches!(state, ProviderState::Answered(Answer::Authorised { .. })),
        "{state:?}"
    );
}

async fn ask(bank: &Bank, id: PaymentId, method: &str) -> Result<Answer, ProviderError> {
    let now = bank.market.ctx().now();
    bank.provider()
        .authorise(id, method, bank.money(5_350_000), now)
        .await
}

/// The page to which the buyer is sent.
fn page_of(answer: &Answer) -> String {
    match answer {
        Answer::Pending {
            continue_at: Some(page),
            ..
        } => page.clone(),
        other => panic!("{other:?}"),
    }
}

async fn page(bank: &Bank) -> (PaymentId, String) {
    let id = bank.new_id();
    let answer = ask(bank, id, PAGE).await.unwrap();
    (id, page_of(&answer))
}

#[tokio::test]
async fn a_lost_question_or_answer_is_made_good_by_asking_where_it_stands() {
    for lose_answer in [false, true] {
        let bank = Bank::stripe().await;
        let (stage, provider, now) = (bank.stage(), bank.provider(), bank.market.ctx().now());
        let lose = |ending| {
            if lose_answer {
                stage.lose_answer(ending);
            } else {
                stage.lose_question(ending);
            }
        };
        lose("POST /v1/payment_intents");
        let id = bank.new_id();
        silent(&ask(&bank, id, bank.success).await);
        authorised(&provider.look_up(id).await.unwrap());
        assert_eq!(stage.books().await.held, 5_350_000, "asked once more, held once");

        lose("/capture");
        silent(&provider.capture(id, now).await);
        provider.capture(id, now).await.unwrap();
        assert_eq!(stage.books().await.taken, 5_350_000);

        lose("POST /v1/refunds");
        let part = bank.money(350_000);
        silent(&provider.refund(id, "a", part, now).await);
        provider.refund(id, "a", part, now).await.unwrap();
        assert_eq!(
            provider.look_up(id).await.unwrap(),
            ProviderState::Captured { refunded: part }
        );

        let other = bank.held(1_000_000).await;
        lose("/cancel");
        silent(&provider.void(other, now).await);
        provider.void(other, now).await.unwrap();
        assert_eq!(provider.look_up(other).await.unwrap(), ProviderState::Voided);

        lose("POST /v1/checkout/sessions");
        let paged = bank.new_id();
        silent(&ask(&bank, paged, PAGE).await);
        let state = provider.look_up(paged).await.unwrap();
        let ProviderState::Answered(answer) = state else {
            panic!("{state:?}")
        };
        let opened = page_of(&answer);
        lose("/expire");
        silent(&provider.void(paged, now).await);
        provider.void(paged, now).await.unwrap();
        assert!(opened.ends_with("/cs_test_1"), "one page was opened: {opened}");
    }
}

#[tokio::test]
async fn the_buyer_pays_at_a_page_with_the_second_card() {
    let bank = Bank::stripe().await;
    let (stage, provider, now) = (bank.stage(), bank.provider(), bank.market.ctx().now());
    let (id, page) = page(&bank).await;
    let waits = provider.look_up(id).await.unwrap();
    assert!(!stage.pay(&page, BAD_CARD).await);
    assert_eq!(
        provider.look_up(id).await.unwrap(),
        waits,
        "the page is still open"
    );
    assert_eq!(page_of(&ask(&bank, id, PAGE).await.unwrap()), page);
    assert!(stage.pay(&page, GOOD_CARD).await);
    authorised(&provider.look_up(id).await.unwrap());
    provider.capture(id, now).await.unwrap();
    assert_eq!(stage.books().await.taken, 5_350_000);
    // What Stripe was told about the money leads back to us.
    let intents = stage.all("payment_intents").await;
    let paid = intents.iter().find(|intent| intent["status"] == "succeeded");
    assert_eq!(paid.unwrap()["metadata"]["pasar_payment"], id.to_string());
}

#[tokio::test]
async fn what_nobody_waits_for_any_more_cannot_be_paid_or_is_let_go() {
    let bank = Bank::stripe().await;
    let (stage, provider, now) = (bank.stage(), bank.provider(), bank.market.ctx().now());
    let (unpaid, _) = page(&bank).await;
    provider.void(unpaid, now).await.unwrap();
    provider.void(unpaid, now).await.unwrap();
    let expired = ProviderState::Answered(Answer::Declined {
        reason: "expired".to_owned(),
    });
    assert_eq!(provider.look_up(unpaid).await.unwrap(), expired);

    // The buyer was quicker: the money is let go.
    let (paid, page) = page(&bank).await;
    assert!(stage.pay(&page, GOOD_CARD).await);
    provider.void(paid, now).await.unwrap();
    assert_eq!(stage.books().await, StripeBooks::default());
    assert_eq!(provider.look_up(paid).await.unwrap(), ProviderState::Voided);
}

#[tokio::test]
async fn long_after_a_lost_answer_money_is_found_by_our_name_for_it() {
    let bank = Bank::stripe().await;
    let (stage, provider) = (bank.stage(), bank.provider());
    stage.lose_answer("POST /v1/payment_intents");
    let held = bank.new_id();
    silent(&ask(&bank, held, bank.success).await);
    stage.lose_answer("POST /v1/checkout/sessions");
    let unpaid = bank.new_id();
    silent(&ask(&bank, unpaid, PAGE).await);
    bank.market.passes(Duration::hours(25));
    stage.forget_keys();
    authorised(&provider.look_up(held).await.unwrap());
    assert_eq!(stage.books().await.held, 5_350_000, "nothing was charged anew");
    let expired = ProviderState::Answered(Answer::Declined {
        reason: "expired".to_owned(),
    });
    assert_eq!(provider.look_up(unpaid).await.unwrap(), expired);
    assert_eq!(stage.asked("POST /v1/checkout/sessions"), 1);
}

#[tokio::test]
async fn a_busy_or_broken_stripe_is_silent_and_one_that_says_no_is_final() {
    let bank = Bank::stripe().await;
    let (stage, provider) = (bank.stage(), bank.provider());
    for status in [409, 429, 500, 503] {
        stage.refuse("POST /v1/payment_intents", status);
        let id = bank.new_id();
        silent(&ask(&bank, id, bank.success).await);
        authorised(&provider.look_up(id).await.unwrap());
    }
    for status in [400, 401, 403] {
        stage.refuse("POST /v1/payment_intents", status);
        let id = bank.new_id();
        let no = Answer::Declined {
            reason: "refused".to_owned(),
        };
        assert_eq!(ask(&bank, id, bank.success).await.unwrap(), no);
        assert_eq!(provider.look_up(id).await.unwrap(), ProviderState::Answered(no));
    }
    assert_eq!(stage.books().await.held, 4 * 5_350_000);
}

/// What goes wrong on the way of an order, once.
const FAULTS: [&str; 6] = [
    "POST /v1/payment_intents",
    "/capture",
    "POST /v1/refunds",
    "GET /v1/refunds",
    "POST /v1/checkout/sessions",
    "no such question",
];

/// Lets a while pass in which the worker does what it does.
async fn a_while(bank: &Bank) {
    for _ in 0..3 {
        bank.market.passes(Duration::seconds(95));
        let _ = reconcile(bank.market.ctx()).await;
        run_jobs(bank.market.ctx()).await;
    }
}

#[tokio::test]
async fn whatever_fails_on_the_way_nobody_is_charged_without_an_order_or_its_refund() {
    for fault in FAULTS {
        for lose_answer in [false, true] {
            let bank = Bank::stripe().await;
            let (market, stage) = (&bank.market, bank.stage());
            let keeper = market.shop("ana").await;
            let shirt = market.offer(&keeper, "kaos", 1_000_000, 3).await;
            let buyer = market.buyer("bo").await;
            if lose_answer {
                stage.lose_answer(fault);
            } else {
                stage.lose_question(fault);
            }
            let mut order = market.order(buyer, "k1", &[(&shirt, 1)]);
            order.method = if fault.ends_with("sessions") {
                PAGE.to_owned()
            } else {
                bank.success.to_owned()
            };
            let placed = market.place(order.clone()).await.unwrap();
            market.assert_sound().await;
            a_while(&bank).await;
            if fault.ends_with("sessions") {
                let view = show_group(market.ctx(), buyer, placed.order_group_id)
                    .await
                    .unwrap();
                let page = match &view.payments[0].state {
                    pasar_domain::payment::PaymentState::Pending {
                        continue_at: Some(page),
                        ..
                    } => page.clone(),
                    other => panic!("{other:?}"),
                };
                assert!(stage.pay(&page, GOOD_CARD).await);
                a_while(&bank).await;
            }
            settle_down(market.ctx()).await;
            let paid = market.place(order).await.unwrap();
            assert_eq!(paid.payment, PaymentOutcome::Authorised, "{fault} {lose_answer}");
            assert_eq!(
                stage.books().await.taken,
                placed.total.minor,
                "{fault} {lose_answer}"
            );
            market.assert_sound().await;

            let view = show_group(market.ctx(), buyer, placed.order_group_id)
                .await
                .unwrap();
            let id = view.orders[0].order.id;
            cancel_by_buyer(market.ctx(), buyer, id, CancelReason::ChangedMind)
                .await
                .unwrap();
            a_while(&bank).await;
            let books = stage.books().await;
            assert_eq!(books.given_back, books.taken, "{fault} {lose_answer}");
            assert_eq!(stage.all("refunds").await.len(), 1, "{fault} {lose_answer}");
            market.assert_sound().await;
        }
    }
}

#[tokio::test]
async fn a_checkout_that_is_given_up_leaves_nothing_at_stripe() {
    for lose_answer in [false, true] {
        let bank = Bank::stripe().await;
        let (market, stage) = (&bank.market, bank.stage());
        let keeper = market.shop("ana").await;
        let shirt = market.offer(&keeper, "kaos", 1_000_000, 1).await;
        let mut order = market.order(market.buyer("bo").await, "k1", &[(&shirt, 1)]);
        order.method = PAGE.to_owned();
        if lose_answer {
            stage.lose_answer("POST /v1/checkout/sessions");
        }
        market.place(order.clone()).await.unwrap();
        market.passes(Duration::minutes(76));
        assert_eq!(pasar_service::order::expire_due(market.ctx()).await.unwrap(), 1);
        assert_eq!(market.stock(&shirt).await.available(), 1);
        run_jobs(market.ctx()).await;
        market.passes(Duration::minutes(16));
        run_jobs(market.ctx()).await;
        assert_eq!(
            stage.asked("/cs_test_1/expire"),
            1,
            "nobody can pay there any more"
        );
        assert_eq!(
            market.place(order).await.unwrap().payment,
            PaymentOutcome::TooLate
        );
        market.assert_sound().await;
    }
}
