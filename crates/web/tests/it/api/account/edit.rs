use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn name_and_language_are_changed() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    let account = sari
        .put("/account", json!({"name": " Sari  Dewi ", "language": "en"}))
        .await
        .ok();
    assert_eq!(
        (&account["name"], &account["language"]),
        (&json!("Sari Dewi"), &json!("en"))
    );
    assert_eq!(sari.get("/account").await.ok()["name"], "Sari Dewi");
}

#[tokio::test]
async fn what_is_wrong_is_named() {
    let fair = Fair::new().await;
    let answer = fair
        .sari()
        .await
        .put("/account", json!({"name": "", "language": "xx"}))
        .await;
    assert_eq!(answer.wrong_fields(), ["name", "language"]);
}
