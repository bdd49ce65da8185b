use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn it_is_gone_and_the_next_becomes_the_default() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    let first = sari.post("/addresses", fair.address()).await.ok();
    let mut fields = fair.address();
    fields["recipient"] = json!("Budi Santoso");
    sari.post("/addresses", fields).await.ok();
    let path = format!("/addresses/{}", first["address_id"].as_str().unwrap());
    assert_eq!(
        fair.bo().await.delete(&path).await.refusal(),
        (404, "NO_SUCH_ADDRESS".to_owned())
    );
    let left = sari.delete(&path).await.ok();
    let left = left["data"].as_array().unwrap();
    assert_eq!((left.len(), &left[0]["is_default"]), (1, &json!(true)));
    assert_eq!(
        sari.delete(&path).await.refusal(),
        (404, "NO_SUCH_ADDRESS".to_owned())
    );
}
