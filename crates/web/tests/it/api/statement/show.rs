use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn a_shop_sees_what_is_held_and_why() {
    let fair = Fair::new().await;
    let (_, order) = fair.bought(2).await;
    fair.captured().await;
    let statement = fair.ana().await.get("/seller/shops/ana/statement").await.ok();
    let line = &statement["lines"]["data"][0];
    assert_eq!(
        (&line["order_id"], &line["standing"]),
        (&json!(order), &json!("held"))
    );
    assert_eq!(statement["held"], line["amounts"]["net"]);
    assert_eq!(statement["payable"]["amount_minor"], 0);
    assert_eq!(statement["totals"][0]["orders"], 1);
    let other = fair.bo().await.get("/seller/shops/ana/statement").await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_SHOP".to_owned()));
}
