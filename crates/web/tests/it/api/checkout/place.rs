use axum::http::StatusCode;
use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn a_repeated_request_acts_once_and_answers_as_the_first_time() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    let order = fair.order(2, "sandbox_success");
    let first = sari.post_once("a", "/checkout", &order).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
    assert_eq!(
        first.json()["payment"],
        json!({"state": "authorised", "reason": null})
    );
    assert_eq!(first.json()["total"]["formatted"], "Rp117.000");
    let again = sari.post_once("a", "/checkout", &order).await;
    assert_eq!(again.json(), first.json());
    let other = sari
        .post_once("a", "/checkout", &fair.order(3, "sandbox_success"))
        .await;
    assert_eq!(other.refusal(), (422, "KEY_REUSED".to_owned()));
    assert_eq!(fair.site.market.count("select count(*) from orders").await, 1);
    fair.site.market.assert_sound().await;
}

#[tokio::test]
async fn an_idempotency_key_is_needed() {
    let fair = Fair::new().await;
    let answer = fair
        .sari()
        .await
        .post("/checkout", fair.order(1, "sandbox_success"))
        .await;
    assert_eq!(answer.refusal(), (400, "IDEMPOTENCY_KEY_MISSING".to_owned()));
    let long = "x".repeat(256);
    let answer = fair
        .sari()
        .await
        .post_once(&long, "/checkout", &fair.order(1, "sandbox_success"))
        .await;
    assert_eq!(answer.refusal(), (422, "IDEMPOTENCY_KEY_INVALID".to_owned()));
}

#[tokio::test]
async fn nobody_pays_what_they_have_not_seen() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    let mut dearer = fair.order(1, "sandbox_success");
    dearer["total"] = json!({"amount_minor": 1, "currency": "IDR"});
    let answer = sari.post_once("a", "/checkout", &dearer).await;
    assert_eq!(answer.refusal(), (409, "TOTAL_CHANGED".to_owned()));
    let mut cheaper = fair.order(1, "sandbox_success");
    cheaper["lines"][0]["unit_price"]["amount_minor"] = json!(1);
    let answer = sari.post_once("b", "/checkout", &cheaper).await;
    assert_eq!(answer.refusal(), (409, "PRICE_CHANGED".to_owned()));
    assert_eq!(answer.json()["errors"][0]["field"], "lines.0");
    let answer = sari
        .post_once("c", "/checkout", &fair.order(21, "sandbox_success"))
        .await;
    assert_eq!(answer.refusal(), (409, "OUT_OF_STOCK".to_owned()));
    let answer = sari.post_once("d", "/checkout", &fair.order(1, "gold")).await;
    assert_eq!(answer.refusal(), (422, "UNKNOWN_METHOD".to_owned()));
    assert_eq!(fair.site.market.count("select count(*) from orders").await, 0);
}

#[tokio::test]
async fn it_goes_to_an_address_of_the_book_or_to_its_own() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    let address = sari.post("/addresses", fair.address()).await.ok();
    let mut order = fair.order(1, "sandbox_success");
    order["address_id"] = address["address_id"].clone();
    let both = sari.post_once("a", "/checkout", &order).await;
    assert_eq!(both.wrong_fields(), ["ship_to"]);
    order["ship_to"] = json!(null);
    sari.post_once("b", "/checkout", &order).await.ok();
    let theirs = fair.bo().await.post_once("c", "/checkout", &order).await;
    assert_eq!(theirs.refusal(), (404, "NO_SUCH_ADDRESS".to_owned()));
    order["address_id"] = json!(null);
    order["ship_to"] = json!({"recipient": "Sari"});
    let short = sari.post_once("d", "/checkout", &order).await;
    assert!(
        short.wrong_fields().contains(&"ship_to.line1".to_owned()),
        "{}",
        short.body
    );
}

#[tokio::test]
async fn what_the_charter_refuses_is_told_with_rule_reason_and_remedy() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    fair.site
        .market
        .sql("update verification set revoked_at = recorded_at, revoke_reason = 'test'")
        .await;
    let answer = sari
        .post_once("a", "/checkout", &fair.order(1, "sandbox_success"))
        .await;
    assert_eq!(answer.refusal(), (409, "CHARTER_REFUSED".to_owned()));
    let problem = answer.json();
    assert_eq!(problem["errors"][0]["field"], "lines.0");
    let ctx = fair.site.market.ctx();
    let version = ctx.rulebook().in_force(ctx.now()).unwrap();
    assert_eq!(
        problem["charter_version"],
        version.folder.charter.version.as_str()
    );
    let english = ctx.market().language("en").unwrap();
    let words = &version.folder.words["verified"];
    let told = json!({
        "rule": "verified",
        "title": words.title.get(english),
        "reason": words.reason.get(english),
        "remedy": words.remedy.get(english),
    });
    assert_eq!(problem["refusals"], json!([told]));
    assert_eq!(fair.site.market.count("select count(*) from orders").await, 0);
}

#[tokio::test]
async fn a_new_shop_that_is_full_for_today_says_when_to_order_again() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    fair.site.market.begins(fair.ana).await;
    fair.site.market.places_left(fair.ana, 0).await;
    let order = fair.order(1, "sandbox_success");
    let answer = sari.post_once("a", "/checkout", &order).await;
    assert_eq!(answer.refusal(), (409, "PROBATION_ORDERS".to_owned()));
    let wrong = &answer.json()["errors"][0];
    assert_eq!(wrong["field"], "lines.0");
    assert!(
        wrong.to_string().contains("Order again on 2 December 2026"),
        "{wrong}"
    );
    assert_eq!(fair.site.market.count("select count(*) from orders").await, 0);
    // The same key serves tomorrow.
    fair.site.market.passes(chrono::Duration::days(1));
    sari.post_once("a", "/checkout", &order).await.ok();
    fair.site.market.assert_sound().await;
}
