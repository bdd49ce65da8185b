use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn a_paid_order_is_called_off_by_its_buyer_with_a_reason() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    let (group, order) = fair.bought(2).await;
    let path = format!("/order-groups/{group}/orders/{order}/cancel");
    let reason = json!({"reason": "changed_mind"});
    assert_eq!(
        fair.bo().await.post(&path, reason.clone()).await.refusal(),
        (404, "NO_SUCH_ORDER".to_owned())
    );
    for wrong in ["out_of_stock", "weather"] {
        let answer = sari.post(&path, json!({"reason": wrong})).await;
        assert_eq!(answer.wrong_fields(), ["reason"], "{wrong}");
    }
    let (other, _) = fair.bought(1).await;
    let elsewhere = sari
        .post(
            &format!("/order-groups/{other}/orders/{order}/cancel"),
            reason.clone(),
        )
        .await;
    assert_eq!(elsewhere.refusal(), (404, "NO_SUCH_ORDER".to_owned()));
    let shown = sari.post(&path, reason.clone()).await.ok();
    let cancellation = &shown["orders"][0]["cancellation"];
    assert_eq!(
        (&cancellation["by"], &cancellation["reason"]),
        (&json!("buyer"), &json!("changed_mind"))
    );
    assert_eq!(
        sari.post(&path, reason).await.refusal(),
        (409, "WRONG_STATE".to_owned())
    );
}
