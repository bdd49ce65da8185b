use axum::http::StatusCode;
use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn a_person_opens_a_shop_and_may_act_for_it() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    let place = &fair.site.market.ctx().market().places.all()[0].name;
    let input = json!({"name": "Toko Sari", "place": place});
    let opened = sari.post("/seller/shops", input.clone()).await;
    assert_eq!(opened.status, StatusCode::CREATED, "{}", opened.body);
    assert_eq!(opened.json()["handle"], "toko-sari");
    sari.get("/seller/shops/toko-sari").await.ok();
    let taken = fair.bo().await.post("/seller/shops", input).await;
    assert_eq!(taken.wrong_fields(), ["handle"]);
    let wrong = sari
        .post("/seller/shops", json!({"name": "", "place": "Nowhere"}))
        .await;
    assert_eq!(wrong.wrong_fields(), ["name", "place"]);
}
