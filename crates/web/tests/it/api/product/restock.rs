use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn stock_is_counted_or_adjusted_and_nothing_else_changes() {
    let fair = Fair::new().await;
    let ana = fair.ana().await;
    let path = format!("/seller/shops/ana/products/{}/stock", fair.shirt.product_id);
    let change = |stock| json!({"variants": [{"variant_id": fair.shirt.variant_id, "stock": stock}]});
    let counted = ana.post(&path, change(json!({"on_hand": 7}))).await.ok();
    assert_eq!(
        (&counted["variants"][0]["on_hand"], &counted["version"]),
        (&json!(7), &json!(1))
    );
    let adjusted = ana.post(&path, change(json!({"adjust_by": -2}))).await.ok();
    assert_eq!(adjusted["variants"][0]["on_hand"], 5);
    fair.site.market.sql("update stock_item set reserved = 3").await;
    let below = ana.post(&path, change(json!({"on_hand": 2}))).await;
    assert_eq!(below.wrong_fields(), ["variants.0.stock"]);
    let other = fair
        .bo()
        .await
        .post(&path.replace("/ana/", "/bo/"), change(json!({"on_hand": 9})))
        .await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_PRODUCT".to_owned()));
    let both = ana
        .post(&path, change(json!({"on_hand": 2, "adjust_by": 1})))
        .await;
    assert_eq!(both.refusal(), (400, "BAD_JSON".to_owned()));
}
