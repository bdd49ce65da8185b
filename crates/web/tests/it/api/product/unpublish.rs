use axum::http::StatusCode;
use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn a_product_is_taken_back_from_buyers() {
    let fair = Fair::new().await;
    let path = format!("/seller/shops/ana/products/{}/unpublish", fair.shirt.product_id);
    let other = fair
        .bo()
        .await
        .post(&path.replace("/ana/", "/bo/"), json!({}))
        .await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_PRODUCT".to_owned()));
    assert_eq!(
        fair.ana().await.post(&path, json!({})).await.ok()["state"],
        "draft"
    );
    let listing = fair.site.program().get("/products/ana/kaos-polos").await;
    assert_eq!(listing.status, StatusCode::NOT_FOUND);
}
