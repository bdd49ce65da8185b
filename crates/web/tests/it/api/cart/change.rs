use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn a_line_is_set_and_taken_out() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    let line = json!({"shop_id": fair.ana.shop_id(), "offer_id": fair.shirt.offer_id});
    sari.post("/cart/lines", line).await.ok();
    let path = format!("/cart/lines/{}/{}", fair.ana.shop_id(), fair.shirt.offer_id);
    assert_eq!(sari.put(&path, json!({"quantity": 5})).await.ok()["pieces"], 5);
    let refused = sari.put(&path, json!({"quantity": 21})).await;
    assert_eq!(refused.refusal(), (409, "OUT_OF_STOCK".to_owned()));
    assert_eq!(sari.put(&path, json!({"quantity": 0})).await.ok()["pieces"], 0);
    let gone = sari.put(&path, json!({"quantity": 1})).await;
    assert_eq!(gone.refusal(), (409, "NOT_FOR_SALE".to_owned()));
}
