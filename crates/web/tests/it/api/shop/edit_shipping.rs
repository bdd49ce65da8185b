use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn a_shop_sets_the_prices_of_the_services() {
    let fair = Fair::new().await;
    let ana = fair.ana().await;
    let service = fair.site.market.service();
    let way = |service: &str, minor: i64, currency: &str| {
        let money = json!({"amount_minor": minor, "currency": currency});
        json!({"shipping": [{"service": service, "base": money, "per_kg": money, "active": true}]})
    };
    let path = "/seller/shops/ana/shipping";
    let ways = ana.put(path, way(service, 1_500_000, "IDR")).await.ok();
    assert_eq!(ways["data"][0]["base"]["formatted"], "Rp15.000");
    let unknown = ana.put(path, way("pigeon", 1_500_000, "IDR")).await;
    assert_eq!(unknown.wrong_fields(), ["shipping.pigeon"]);
    let foreign = ana.put(path, way(service, 100, "GBP")).await;
    assert!(foreign.wrong_fields().contains(&format!("shipping.{service}")));
    let other = fair.bo().await.put(path, way(service, 1, "IDR")).await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_SHOP".to_owned()));
}
