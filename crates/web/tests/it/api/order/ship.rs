use std::time::Duration;

use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn a_parcel_is_sent_once_the_money_is_there() {
    let fair = Fair::new().await;
    let (_, order) = fair.bought(1).await;
    let ana = fair.ana().await;
    let path = format!("/seller/shops/ana/orders/{order}/ship");
    let parcel = json!({"carrier": "JNE", "tracking_number": "jne 0012345678"});
    let market = &fair.site.market;
    // The bank is asked beside the request: only when its answer is written down does nobody write it again.
    let captured = "select count(*) from orders where captured_at is not null";
    for _ in 0..500 {
        if market.count(captured).await == 1 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(market.count(captured).await, 1);
    market.sql("update orders set captured_at = null").await;
    let early = ana.post(&path, parcel.clone()).await;
    assert_eq!(early.refusal(), (409, "PAYMENT_BEING_CONFIRMED".to_owned()));
    market.sql("update orders set captured_at = placed_at").await;
    for (carrier, number, field) in [("", "JNE0012345678", "carrier"), ("JNE", "12", "tracking_number")] {
        let answer = ana
            .post(&path, json!({"carrier": carrier, "tracking_number": number}))
            .await;
        assert_eq!(answer.wrong_fields(), [field]);
    }
    let other = fair
        .bo()
        .await
        .post(&path.replace("/ana/", "/bo/"), parcel.clone())
        .await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_ORDER".to_owned()));
    let shown = ana.post(&path, parcel.clone()).await.ok();
    assert_eq!(shown["state"], "in_transit");
    assert_eq!(shown["shipments"][0]["tracking_number"], "JNE0012345678");
    assert_eq!(
        ana.post(&path, parcel).await.refusal(),
        (409, "WRONG_STATE".to_owned())
    );
}
