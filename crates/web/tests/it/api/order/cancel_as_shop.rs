use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn a_shop_calls_an_order_off_with_a_reason_of_its_own() {
    let fair = Fair::new().await;
    let (_, order) = fair.bought(2).await;
    let ana = fair.ana().await;
    let path = format!("/seller/shops/ana/orders/{order}/cancel");
    let answer = ana.post(&path, json!({"reason": "changed_mind"})).await;
    assert_eq!(answer.wrong_fields(), ["reason"]);
    let reason = json!({"reason": "out_of_stock"});
    let other = fair
        .bo()
        .await
        .post(&path.replace("/ana/", "/bo/"), reason.clone())
        .await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_ORDER".to_owned()));
    let shown = ana.post(&path, reason).await.ok();
    assert_eq!(
        (&shown["state"], &shown["cancellation"]["by"]),
        (&json!("cancelled"), &json!("seller"))
    );
    assert_eq!(
        fair.site
            .market
            .count("select on_hand::bigint from stock_item")
            .await,
        20,
        "stock is back"
    );
}
