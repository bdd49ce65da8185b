use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn the_buyer_says_that_the_parcel_has_come() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    let (group, order) = fair.bought(1).await;
    fair.captured().await;
    let path = format!("/order-groups/{group}/orders/{order}/received");
    assert_eq!(
        sari.post(&path, json!({})).await.refusal(),
        (409, "WRONG_STATE".to_owned())
    );
    let parcel = json!({"carrier": "JNE", "tracking_number": "JNE0012345678"});
    fair.ana()
        .await
        .post(&format!("/seller/shops/ana/orders/{order}/ship"), parcel)
        .await
        .ok();
    assert_eq!(
        fair.bo().await.post(&path, json!({})).await.refusal(),
        (404, "NO_SUCH_ORDER".to_owned())
    );
    let shown = sari.post(&path, json!({})).await.ok();
    assert_eq!(shown["orders"][0]["state"], "delivered");
    assert!(shown["orders"][0]["delivered_at"].is_string());
}
