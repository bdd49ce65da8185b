use std::sync::Arc;
use std::time::Duration;

use axum::http::{Request, StatusCode};
use pasar_service::payment::Messenger;
use pasar_service::payment::webhook::{WebhookKeys, apply_due};
use pasar_service::{Clock as _, SystemClock};
use pasar_testkit::{GOOD_CARD, StripeStage};

use crate::buying::{captured, order, ready, rows, sandbox_site, stripe_site};
use crate::kit::{Answer, TestSite};

/// Waits until so many messages were written down.
async fn heard(site: &TestSite, count: i64) {
    for _ in 0..500 {
        if rows(site, "provider_event").await >= count {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("no message arrived");
}

#[tokio::test]
async fn what_localstripe_signs_is_heard() {
    let stage = StripeStage::start().await;
    let site = stripe_site(&stage).await;
    // localstripe signs with the time of the machine.
    site.market.clock().set(SystemClock.now());
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    stage
        .tell(&format!("{}/id/webhooks/stripe", site.listen().await))
        .await;
    let mut sari = ready(&site, "sari", &shirt, 1).await;
    let page = order(&mut sari, "stripe_page").await.location().to_owned();
    assert!(stage.pay(&page, GOOD_CARD).await);
    pasar_service::payment::reconcile(site.market.ctx())
        .await
        .unwrap();
    captured(&site).await;
    // It tells a second after the money was taken.
    heard(&site, 1).await;
    let kind = site.market.text("select kind from provider_event").await;
    assert_eq!(kind.as_deref(), Some("payment_intent.succeeded"));
    assert_eq!(apply_due(site.market.ctx()).await.unwrap(), 1);
    site.market.assert_sound().await;
}

#[tokio::test]
async fn the_sandbox_bank_tells_late_twice_and_in_the_wrong_order() {
    let site = sandbox_site().await;
    let clock = Arc::new(SystemClock);
    site.market.clock().set(SystemClock.now());
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let bank = site.market.ctx().payments().sandbox().unwrap();
    let address = format!("{}/id/webhooks/sandbox", site.listen().await);
    bank.tells(Messenger::new(address, &[7; 32], clock, Duration::from_millis(5)));
    let mut sari = ready(&site, "sari", &shirt, 1).await;
    let page = order(&mut sari, "sandbox_later").await.location().to_owned();
    let payment: pasar_domain::id::PaymentId = page.rsplit('/').next().unwrap().parse().unwrap();
    // Somebody approves in the bank's own app, of which our site knows nothing.
    bank.answer(payment, true).await.unwrap();
    heard(&site, 2).await;
    let last = "select kind from provider_event order by ctid desc limit 1";
    assert_eq!(site.market.text(last).await.as_deref(), Some("payment.asked"));
    apply_due(site.market.ctx()).await.unwrap();
    captured(&site).await;
    let state = site.market.text("select state from payment").await;
    assert_eq!(state.as_deref(), Some("captured"));
    site.market.assert_sound().await;
}

/// Sends a message as a provider does.
async fn tell(site: &TestSite, from: &str, signature: &str, body: Vec<u8>) -> Answer {
    let request = Request::builder()
        .method("POST")
        .uri("/id/webhooks/stripe")
        .header("content-type", "application/json")
        .header("x-forwarded-for", from)
        .header("stripe-signature", signature);
    site.send(request.body(body.into()).unwrap()).await
}

#[tokio::test]
async fn what_is_not_signed_too_large_or_too_much_is_refused() {
    let stage = StripeStage::start().await;
    let site = stripe_site(&stage).await;
    let secret = stage.settings().webhook_secrets;
    let keys = WebhookKeys::new("stripe-signature", [secret.as_str()]);
    let sign = |body: &[u8]| keys.sign(body, site.market.ctx().now());
    let body = br#"{"id":"evt_1","type":"balance.available","created":1,"data":{"object":{}}}"#.to_vec();
    let stripe = "203.0.113.7";
    let answer = tell(&site, stripe, &sign(&body), body.clone()).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, ""));
    for (signature, body) in [
        ("", body.clone()),
        (&sign(b"[]"), body.clone()),
        (&sign(b"[]"), b"[]".to_vec()),
    ] {
        let answer = tell(&site, stripe, signature, body).await;
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (StatusCode::BAD_REQUEST, "{}")
        );
    }
    let large = vec![b' '; 256 * 1024 + 1];
    let answer = tell(&site, stripe, &sign(&large), large).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    // Who keeps trying has to slow down; who is trusted has not.
    let mut last = StatusCode::BAD_REQUEST;
    for _ in 0..301 {
        last = tell(&site, "203.0.113.8", "t=1,v1=00", body.clone()).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let answer = tell(&site, "203.0.113.8", &sign(&body), body).await;
    assert_eq!(answer.status, StatusCode::OK);
}
