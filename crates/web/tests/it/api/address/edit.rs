use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn all_fields_are_replaced() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    let added = sari.post("/addresses", fair.address()).await.ok();
    let path = format!("/addresses/{}", added["address_id"].as_str().unwrap());
    let mut fields = fair.address();
    fields["recipient"] = json!("Budi Santoso");
    let book = sari.put(&path, fields.clone()).await.ok();
    assert_eq!(book["data"][0]["fields"]["recipient"], "Budi Santoso");
    let other = fair.bo().await.put(&path, fields).await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_ADDRESS".to_owned()));
}
