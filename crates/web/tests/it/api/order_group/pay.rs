use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn a_refused_payment_is_tried_in_another_way() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    let placed = sari
        .post_once("a", "/checkout", &fair.order(1, "sandbox_decline"))
        .await
        .ok();
    assert_eq!(placed["payment"]["state"], "declined");
    let path = format!("/order-groups/{}/pay", placed["order_group_id"].as_str().unwrap());
    let way = json!({"payment_method": "sandbox_success"});
    let other = fair.bo().await.post_once("b", &path, &way).await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_ORDER".to_owned()));
    let paid = sari.post_once("b", &path, &way).await.ok();
    assert_eq!(paid["payment"]["state"], "authorised");
    assert_eq!(sari.post_once("b", &path, &way).await.ok(), paid);
    let reused = sari
        .post_once("b", &path, &json!({"payment_method": "sandbox_later"}))
        .await;
    assert_eq!(reused.refusal(), (422, "KEY_REUSED".to_owned()));
    let again = sari.post_once("c", &path, &way).await;
    assert_eq!(again.refusal(), (409, "NOT_AWAITING_PAYMENT".to_owned()));
    let unnamed = sari.post(&path, way).await;
    assert_eq!(unnamed.refusal(), (400, "IDEMPOTENCY_KEY_MISSING".to_owned()));
    fair.site.market.assert_sound().await;
}
