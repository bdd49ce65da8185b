use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn a_shop_lists_its_orders_by_state_page_by_page() {
    let fair = Fair::new().await;
    for quantity in 1..=2 {
        fair.bought(quantity).await;
        fair.site.market.passes(chrono::Duration::seconds(1));
    }
    let ana = fair.ana().await;
    let path = "/seller/shops/ana/orders";
    let first = ana.get(&format!("{path}?limit=1")).await.ok();
    assert_eq!(first["data"][0]["lines"][0]["quantity"], 2);
    let next = first["next"].as_str().unwrap();
    let second = ana.get(&format!("{path}?limit=1&cursor={next}")).await.ok();
    assert_eq!(second["data"][0]["lines"][0]["quantity"], 1);
    assert_eq!(second["next"], json!(null));
    let sent = ana.get(&format!("{path}?state=in_transit")).await.ok();
    assert!(sent["data"].as_array().unwrap().is_empty());
    assert_eq!(
        ana.get(&format!("{path}?state=lost")).await.wrong_fields(),
        ["state"]
    );
    assert_eq!(
        fair.bo().await.get(path).await.refusal(),
        (404, "NO_SUCH_SHOP".to_owned())
    );
    let others = fair.bo().await.get("/seller/shops/bo/orders").await.ok();
    assert!(others["data"].as_array().unwrap().is_empty());
}
