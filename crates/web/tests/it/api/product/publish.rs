use axum::http::StatusCode;
use serde_json::json;

use super::create::input;
use crate::api::kit::Fair;

#[tokio::test]
async fn a_draft_is_shown_once_nothing_is_missing() {
    let fair = Fair::new().await;
    let ana = fair.ana().await;
    let mut draft = input(&fair);
    draft["category"] = json!("");
    let made = ana
        .post("/seller/shops/ana/products", json!({"product": draft}))
        .await
        .ok();
    assert_eq!(made["state"], "draft");
    let path = format!(
        "/seller/shops/ana/products/{}",
        made["product_id"].as_str().unwrap()
    );
    let missing = ana.post(&format!("{path}/publish"), json!({})).await;
    assert_eq!(missing.wrong_fields(), ["category"]);
    ana.put(&path, json!({"version": 1, "product": input(&fair)}))
        .await
        .ok();
    let nobody = fair.site.program();
    assert_eq!(
        nobody.get("/products/ana/kemeja-batik").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        ana.post(&format!("{path}/publish"), json!({})).await.ok()["state"],
        "active"
    );
    assert_eq!(
        nobody.get("/products/ana/kemeja-batik").await.status,
        StatusCode::OK
    );
    let other = fair
        .bo()
        .await
        .post(&format!("{}/publish", path.replace("/ana/", "/bo/")), json!({}))
        .await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_PRODUCT".to_owned()));
}
