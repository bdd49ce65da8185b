//! Messages of providers: trusted by their signature, written once, applied whenever the provider can tell.

use chrono::Duration;
use pasar_domain::Instant;
use pasar_domain::id::PaymentId;
use pasar_service::checkout::{PaymentOutcome, PlaceOrder};
use pasar_service::job::clean::clean;
use pasar_service::payment::webhook::{ReceiveError, WebhookKeys, apply_due, receive};
use pasar_testkit::GOOD_CARD;
use serde_json::json;

use super::banks::Bank;

/// A message of Stripe's about a payment, with its signature.
fn message(bank: &Bank, id: &str, payment: &str, at: Instant) -> (Vec<u8>, String) {
    let body = json!({
        "id": id, "object": "event", "type": "payment_intent.amount_capturable_updated", "created": at.timestamp(),
        "data": {"object": {"id": "pi_1", "metadata": {"pasar_payment": payment}}},
    });
    let body = body.to_string().into_bytes();
    let settings = bank.stage().settings();
    let keys = WebhookKeys::new("stripe-signature", [settings.webhook_secrets.as_str()]);
    let signature = keys.sign(&body, at);
    (body, signature)
}

async fn tell(bank: &Bank, id: &str, payment: &str) -> Result<(), ReceiveError> {
    let ctx = bank.market.ctx();
    let (body, signature) = message(bank, id, payment, ctx.now());
    receive(ctx, "stripe", &signature, &body).await
}

/// Somebody's order, paid in this way; and the payment.
async fn order(bank: &Bank, method: &str) -> (PlaceOrder, PaymentId, PaymentOutcome) {
    let market = &bank.market;
    let keeper = market.shop("ana").await;
    let shirt = market.offer(&keeper, "kaos", 1_000_000, 3).await;
    let mut order = market.order(market.buyer("bo").await, "k1", &[(&shirt, 1)]);
    order.method = method.to_owned();
    let placed = market.place(order.clone()).await.unwrap();
    let view = pasar_service::order::show_group(market.ctx(), order.buyer, placed.order_group_id);
    let id = view.await.unwrap().payments[0].id;
    (order, id, placed.payment)
}

async fn events(bank: &Bank, condition: &str) -> i64 {
    let query = format!("select count(*) from provider_event where {condition}");
    bank.market.count(&query).await
}

#[tokio::test]
async fn one_that_comes_before_its_answer_is_kept_until_the_answer_is_there() {
    let bank = Bank::stripe().await;
    bank.stage().lose_answer("POST /v1/payment_intents");
    let (again, id, outcome) = order(&bank, bank.success).await;
    assert_eq!(outcome, PaymentOutcome::Unknown);
    tell(&bank, "evt_1", &id.to_string()).await.unwrap();
    // Stripe is still busy with the question whose answer nobody has.
    bank.stage().refuse("POST /v1/payment_intents", 409);
    assert_eq!(apply_due(bank.market.ctx()).await.unwrap(), 1);
    assert_eq!(events(&bank, "applied_at is null and tries = 1").await, 1);
    assert_eq!(
        apply_due(bank.market.ctx()).await.unwrap(),
        0,
        "not before its time"
    );
    bank.market.passes(Duration::seconds(2));
    assert_eq!(apply_due(bank.market.ctx()).await.unwrap(), 1);
    assert_eq!(
        events(&bank, "applied_at is not null and due_at is null").await,
        1
    );
    let placed = bank.market.place(again).await.unwrap();
    assert_eq!(placed.payment, PaymentOutcome::Authorised);
    assert_eq!(
        bank.stage().books().await.taken,
        placed.total.minor,
        "charged once"
    );
    bank.market.assert_sound().await;
}

#[tokio::test]
async fn it_is_a_hint_and_comes_as_often_and_in_any_order() {
    let bank = Bank::stripe().await;
    let (again, id, outcome) = order(&bank, "stripe_page").await;
    assert_eq!(outcome, PaymentOutcome::Pending);
    let payment = id.to_string();
    // A lie, or one that came too early: the buyer has not paid.
    tell(&bank, "evt_2", &payment).await.unwrap();
    apply_due(bank.market.ctx()).await.unwrap();
    let placed = bank.market.place(again.clone()).await.unwrap();
    assert_eq!(placed.payment, PaymentOutcome::Pending);
    assert_eq!(events(&bank, "applied_at is null").await, 0);

    let page = "select continue_at from payment where state = 'pending'";
    let page = bank.market.text(page).await.unwrap();
    assert!(bank.stage().pay(&page, GOOD_CARD).await);
    for name in ["evt_4", "evt_4", "evt_3", "evt_4", "evt_2"] {
        tell(&bank, name, &payment).await.unwrap();
    }
    assert_eq!(events(&bank, "true").await, 3, "each is written once");
    assert_eq!(apply_due(bank.market.ctx()).await.unwrap(), 2);
    let placed = bank.market.place(again).await.unwrap();
    assert_eq!(placed.payment, PaymentOutcome::Authorised);
    assert_eq!(bank.stage().books().await.taken, placed.total.minor);
    // What comes when everything is done changes nothing, and asks nobody.
    let asked = bank.stage().asked("");
    tell(&bank, "evt_5", &payment).await.unwrap();
    assert_eq!(apply_due(bank.market.ctx()).await.unwrap(), 1);
    assert_eq!(bank.stage().asked(""), asked);
    bank.market.assert_sound().await;

    bank.market.passes(Duration::days(61));
    clean(bank.market.ctx()).await.unwrap();
    assert_eq!(events(&bank, "true").await, 0);
}

#[tokio::test]
async fn only_who_has_the_secret_is_heard_and_only_about_what_is_ours() {
    let bank = Bank::stripe().await;
    let ctx = bank.market.ctx();
    let (_, id, _) = order(&bank, "stripe_page").await;
    let payment = id.to_string();
    let (body, signature) = message(&bank, "evt_1", &payment, ctx.now());
    let (old, old_signature) = message(&bank, "evt_1", &payment, ctx.now() - Duration::minutes(6));
    let forged = signature
        .replace("v1=", "v1=0")
        .chars()
        .take(signature.len())
        .collect::<String>();
    for (signature, body) in [
        ("", &body),
        (forged.as_str(), &body),
        (signature.as_str(), &old),
        (old_signature.as_str(), &old),
    ] {
        let answer = receive(ctx, "stripe", signature, body).await;
        assert!(
            matches!(answer, Err(ReceiveError::Untrusted)),
            "{signature}: {answer:?}"
        );
    }
    let answer = receive(ctx, "sandbox", &signature, &body).await;
    assert!(matches!(answer, Err(ReceiveError::NoSuchProvider)), "{answer:?}");
    let keys = WebhookKeys::new(
        "stripe-signature",
        [bank.stage().settings().webhook_secrets.as_str()],
    );
    let answer = receive(ctx, "stripe", &keys.sign(b"[]", ctx.now()), b"[]").await;
    assert!(matches!(answer, Err(ReceiveError::Unreadable)), "{answer:?}");
    // Signed, and about another market's payment or about none.
    tell(&bank, "evt_2", &bank.new_id().to_string()).await.unwrap();
    tell(&bank, "evt_3", "order 7").await.unwrap();
    assert_eq!(events(&bank, "true").await, 0);
    receive(ctx, "stripe", &signature, &body).await.unwrap();
    assert_eq!(
        events(&bank, "kind = 'payment_intent.amount_capturable_updated'").await,
        1
    );
}

#[tokio::test]
async fn a_provider_of_patience_is_left_alone_until_it_tells() {
    let bank = Bank::stripe().await;
    order(&bank, "stripe_page").await;
    let ctx = bank.market.ctx();
    let asked = || bank.stage().asked("GET /v1/checkout/sessions/cs_test_1");
    for (seconds, times) in [(1, 1), (30, 1), (31, 2), (1, 2), (60, 3)] {
        bank.market.passes(Duration::seconds(seconds));
        pasar_service::payment::reconcile(ctx).await.unwrap();
        assert_eq!(asked(), times, "after {seconds} seconds");
    }
}
