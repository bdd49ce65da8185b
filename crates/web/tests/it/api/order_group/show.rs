use crate::api::kit::Fair;

#[tokio::test]
async fn a_checkout_shows_its_orders_and_payments_to_its_buyer_only() {
    let fair = Fair::new().await;
    let (group, _) = fair.bought(2).await;
    let path = format!("/order-groups/{group}");
    let shown = fair.sari().await.get(&path).await.ok();
    assert_eq!(shown["state"], "placed");
    let order = &shown["orders"][0];
    assert_eq!(
        (order["state"].as_str(), order["total"]["formatted"].as_str()),
        (Some("awaiting_shipment"), Some("Rp117.000"))
    );
    assert_eq!(order["lines"][0]["quantity"], 2);
    assert!(
        order.get("shop_amounts").is_none(),
        "what the shop gets is not the buyer's business"
    );
    assert_eq!(shown["payments"][0]["method"], "sandbox_success");
    for stranger in [fair.bo().await, fair.ana().await] {
        assert_eq!(
            stranger.get(&path).await.refusal(),
            (404, "NO_SUCH_ORDER".to_owned())
        );
    }
}
