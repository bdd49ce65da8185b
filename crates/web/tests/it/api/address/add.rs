use axum::http::StatusCode;
use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn an_address_is_added_once_and_the_first_is_the_default() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    let first = sari.post("/addresses", fair.address()).await;
    assert_eq!(first.status, StatusCode::CREATED);
    let first = first.json();
    assert_eq!(first["is_default"], true);
    assert_eq!(first["fields"], fair.address());
    assert!(!first["lines"].as_array().unwrap().is_empty());
    let again = sari.post("/addresses", fair.address()).await.ok();
    assert_eq!(again["address_id"], first["address_id"]);
}

#[tokio::test]
async fn what_is_wrong_is_named() {
    let fair = Fair::new().await;
    let answer = fair
        .sari()
        .await
        .post("/addresses", json!({"recipient": "Sari", "postcode": "x"}))
        .await;
    let wrong = answer.wrong_fields();
    assert!(
        wrong.contains(&"phone".to_owned()) && wrong.contains(&"postcode".to_owned()),
        "{wrong:?}"
    );
}
