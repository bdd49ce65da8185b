use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn an_empty_cart_is_a_cart() {
    let fair = Fair::new().await;
    let cart = fair.sari().await.get("/cart").await.ok();
    assert_eq!((&cart["pieces"], &cart["is_ready"]), (&json!(0), &json!(false)));
    assert_eq!(
        cart["goods"],
        json!({"amount_minor": 0, "currency": "IDR", "formatted": "Rp0"})
    );
}

#[tokio::test]
async fn what_stands_in_the_way_is_said() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    sari.post(
        "/cart/lines",
        json!({"shop_id": fair.ana.shop_id(), "offer_id": fair.shirt.offer_id, "quantity": 3}),
    )
    .await
    .ok();
    fair.site.market.sql("update stock_item set on_hand = 2").await;
    let cart = sari.get("/cart").await.ok();
    let line = &cart["shops"][0]["lines"][0];
    assert_eq!(
        (&line["obstacle"], &line["available"]),
        (&json!("too_few"), &json!(2))
    );
    assert_eq!(cart["is_ready"], false);
}
