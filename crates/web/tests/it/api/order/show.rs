use crate::api::kit::Fair;

#[tokio::test]
async fn a_shop_sees_where_its_order_goes_and_what_it_gets() {
    let fair = Fair::new().await;
    let (_, order) = fair.bought(2).await;
    let shown = fair
        .ana()
        .await
        .get(&format!("/seller/shops/ana/orders/{order}"))
        .await
        .ok();
    assert_eq!(shown["ship_to"], fair.address());
    let minor = |name: &str| shown["shop_amounts"][name]["amount_minor"].as_i64().unwrap();
    let total = shown["total"]["amount_minor"].as_i64().unwrap();
    assert_eq!(
        total,
        minor("net") + minor("commission") + minor("commission_tax") + minor("order_fee")
    );
    let other = fair
        .bo()
        .await
        .get(&format!("/seller/shops/bo/orders/{order}"))
        .await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_ORDER".to_owned()));
}
