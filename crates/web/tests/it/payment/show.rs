use axum::http::StatusCode;
use pasar_testkit::{BAD_CARD, GOOD_CARD, StripeStage, counting_statements};

use crate::buying::{captured, order, ready, signed_in, stripe_site};
use crate::kit::Answer;

/// The address to which the provider sends the buyer back.
fn back(payment: &str) -> String {
    format!("/payments/{payment}")
}

/// What the site's forms may lead to.
fn form_action(answer: &Answer) -> String {
    let policy = answer.headers["content-security-policy"].to_str().unwrap();
    let place = policy.find("form-action").unwrap();
    policy[place..].split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_buyer_pays_at_the_providers_page_and_comes_back_to_the_order() {
    let stage = StripeStage::start().await;
    let site = stripe_site(&stage).await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = ready(&site, "sari", &shirt, 1).await;
    let checkout = sari.get("/checkout").await;
    let origin = stage.settings().page_origin;
    assert_eq!(form_action(&checkout), format!("form-action 'self' {origin}"));
    assert!(checkout.body.contains("Nomor kartumu tidak pernah kami lihat"));

    let answer = order(&mut sari, "stripe_page").await;
    let page = answer.location().to_owned();
    assert!(page.starts_with(&format!("{origin}/c/pay/cs_test_")), "{page}");
    let query = "select payment_id::text from payment";
    let payment = site.market.text(query).await.unwrap();
    let payment: pasar_domain::id::PaymentId =
        pasar_domain::id::PaymentId::from_uuid(payment.parse().unwrap());
    let back = back(&payment.to_string());

    // Without having paid, the way to the page is still there.
    assert!(!stage.pay(&page, BAD_CARD).await);
    let shown = sari.get(&back).await;
    assert_eq!(shown.texts("h1 + .badge"), ["Menunggu bank"]);
    assert_eq!(
        shown.attributes(".panel .actions a.button", "href"),
        [page.as_str()]
    );
    // Somebody else's payment does not exist, and neither does nobody's.
    let mut bo = signed_in(&site, "bo").await;
    assert_eq!(bo.get(&back).await.status, StatusCode::NOT_FOUND);
    assert_eq!(bo.get("/payments/pay_x").await.status, StatusCode::NOT_FOUND);

    assert!(stage.pay(&page, GOOD_CARD).await);
    let shown = sari.get(&back).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert_eq!(shown.texts(".panel .badge"), ["Disiapkan toko"]);
    captured(&site).await;
    assert_eq!(stage.books().await.taken, 6_000_000);
    let (shown, statements) = counting_statements(sari.get(&back)).await;
    assert_eq!(shown.texts(".panel .badge"), ["Disiapkan toko"]);
    // Those of the order's page, and twice the payment: once for who asks, once to ask for it.
    let (_, of_order) = counting_statements(sari.get(&order_path(&shown))).await;
    assert_eq!(statements, of_order + 2);
    site.market.assert_sound().await;
}

/// Where the order itself is shown.
fn order_path(shown: &Answer) -> String {
    let action = crate::buying::action_of(shown, "/cancel");
    action
        .split("/ord_")
        .next()
        .unwrap()
        .trim_end_matches("/cancel")
        .to_owned()
}

#[tokio::test]
async fn a_card_for_trying_is_accepted_or_declined_without_a_page() {
    let stage = StripeStage::start().await;
    let site = stripe_site(&stage).await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = ready(&site, "sari", &shirt, 1).await;
    let checkout = sari.get("/checkout").await;
    assert!(checkout.body.contains("Ini percobaan"), "no money moves");
    let answer = order(&mut sari, "stripe_test_decline").await;
    let group = answer.location().to_owned();
    let page = sari.follow(&answer).await;
    assert_eq!(page.texts("h1 + .badge"), ["Belum dibayar"]);
    let action = group.trim_start_matches("/id").to_owned() + "/pay";
    let answer = sari
        .submit(&group, &action, &[("payment", "stripe_test_success")])
        .await;
    let page = sari.follow(&answer).await;
    assert_eq!(page.texts(".panel .badge"), ["Disiapkan toko"]);
    site.market.assert_sound().await;
}
