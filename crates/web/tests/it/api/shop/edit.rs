use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn a_shop_gets_another_name_and_keeps_its_handle() {
    let fair = Fair::new().await;
    let place = &fair.site.market.ctx().market().places.all()[0].name;
    let input = json!({"name": "Ana & Anak", "handle": "other", "place": place});
    let other = fair.bo().await.put("/seller/shops/ana", input.clone()).await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_SHOP".to_owned()));
    let ana = fair.ana().await;
    let shop = ana.put("/seller/shops/ana", input).await.ok();
    assert_eq!(
        (&shop["name"], &shop["handle"]),
        (&json!("Ana & Anak"), &json!("ana"))
    );
    let listing = fair.site.program().get("/products/ana/kaos-polos").await.ok();
    assert_eq!(listing["shop"]["name"], "Ana & Anak");
    let wrong = ana
        .put("/seller/shops/ana", json!({"name": "A", "place": ""}))
        .await;
    assert_eq!(wrong.wrong_fields(), ["name", "place"]);
}
