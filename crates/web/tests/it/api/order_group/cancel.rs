use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn what_is_not_paid_is_called_off_as_a_whole() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    let placed = sari
        .post_once("a", "/checkout", &fair.order(1, "sandbox_decline"))
        .await
        .ok();
    let path = format!(
        "/order-groups/{}/cancel",
        placed["order_group_id"].as_str().unwrap()
    );
    let other = fair.bo().await.post(&path, json!({})).await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_ORDER".to_owned()));
    let group = sari.post(&path, json!({})).await.ok();
    assert_eq!(
        (&group["state"], &group["failure"]),
        (&json!("failed"), &json!("cancelled"))
    );
    assert_eq!(
        sari.post(&path, json!({})).await.refusal(),
        (409, "WRONG_STATE".to_owned())
    );
    let (paid, _) = fair.bought(1).await;
    let answer = sari
        .post(&format!("/order-groups/{paid}/cancel"), json!({}))
        .await;
    assert_eq!(answer.refusal(), (409, "WRONG_STATE".to_owned()));
}
