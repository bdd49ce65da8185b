use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn another_address_is_proposed_first() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    sari.post("/addresses", fair.address()).await.ok();
    let mut fields = fair.address();
    fields["recipient"] = json!("Budi Santoso");
    let second = sari.post("/addresses", fields).await.ok();
    assert_eq!(second["is_default"], false);
    let path = format!("/addresses/{}/default", second["address_id"].as_str().unwrap());
    let book = sari.post(&path, json!({})).await.ok();
    assert_eq!(book["data"][0]["address_id"], second["address_id"]);
    assert_eq!(book["data"][0]["is_default"], true);
}
