use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn pieces_come_beside_those_that_are_there() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    let line = json!({"shop_id": fair.ana.shop_id(), "offer_id": fair.shirt.offer_id});
    sari.post("/cart/lines", line.clone()).await.ok();
    let cart = sari.post("/cart/lines", line).await.ok();
    assert_eq!(cart["pieces"], 2);
    assert_eq!(cart["shops"][0]["shop"]["handle"], "ana");
    assert_eq!(cart["shops"][0]["lines"][0]["amount"]["formatted"], "Rp107.000");
    let other = fair.bo().await.get("/cart").await.ok();
    assert_eq!(other["pieces"], 0, "everybody has their own cart");
}

#[tokio::test]
async fn what_cannot_be_had_is_refused() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    let line = |offer: &str, quantity: u32| json!({"shop_id": fair.ana.shop_id(), "offer_id": offer, "quantity": quantity});
    for (offer, quantity, refusal) in [
        (
            fair.shirt.offer_id.to_string().as_str(),
            21,
            (409, "OUT_OF_STOCK"),
        ),
        ("ofr_00000000000000000000000001", 1, (409, "NOT_FOR_SALE")),
        ("prd_1", 1, (400, "BAD_JSON")),
    ] {
        let answer = sari.post("/cart/lines", line(offer, quantity)).await;
        assert_eq!(answer.refusal(), (refusal.0, refusal.1.to_owned()));
    }
    assert_eq!(sari.get("/cart").await.ok()["pieces"], 0);
}
