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

#[tokio::test]
async fn a_new_shop_offers_so_many_products_and_no_more() {
    let fair = Fair::new().await;
    let ana = fair.ana().await;
    let products = "/seller/shops/ana/products";
    fair.site.market.begins(fair.ana).await;
    fair.site.market.offers(&fair.ana, "kaos", 5_000_000, 199).await;
    let whole = json!({"product": input(&fair), "publish": true});
    let refused = ana.post(products, whole.clone()).await;
    assert_eq!(refused.refusal(), (409, "PROBATION_PRODUCTS".to_owned()));
    assert!(
        refused.json()["detail"]
            .as_str()
            .unwrap()
            .contains("offers 200 products at most"),
        "{}",
        refused.body
    );
    let draft = ana.post(products, json!({"product": input(&fair)})).await.ok();
    let path = format!("{products}/{}", draft["product_id"].as_str().unwrap());
    let refused = ana.post(&format!("{path}/publish"), json!({})).await;
    assert_eq!(refused.refusal(), (409, "PROBATION_PRODUCTS".to_owned()));
    assert_eq!(ana.get(&path).await.ok()["state"], "draft");
    let shirt = format!("{products}/{}/unpublish", fair.shirt.product_id);
    ana.post(&shirt, json!({})).await.ok();
    assert_eq!(
        ana.post(&format!("{path}/publish"), json!({})).await.ok()["state"],
        "active"
    );
}
