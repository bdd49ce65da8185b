use pasar_service::checkout::{PaymentOutcome, place};
use pasar_testkit::{StripeStage, TestOffer};

use crate::api::kit::Fair;
use crate::buying::stripe_site;

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

#[tokio::test]
async fn a_payment_that_waits_at_the_providers_page_says_where_that_is() {
    let stage = StripeStage::start().await;
    let site = stripe_site(&stage).await;
    let market = &site.market;
    let shop = market.shop("ana").await;
    let shirt: TestOffer = market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let sari = market.buyer("sari").await;
    let mut order = market.order(sari, "k1", &[(&shirt, 1)]);
    order.method = "stripe_page".to_owned();
    let placed = place(market.ctx(), order).await.unwrap();
    assert_eq!(placed.payment, PaymentOutcome::Pending);
    let path = format!("/order-groups/{}", placed.order_group_id);
    let shown = site.program_of(sari).await.get(&path).await.ok();
    let payment = &shown["payments"][0];
    assert_eq!(payment["state"], "pending");
    let page = payment["continue_at"].as_str().unwrap();
    assert!(page.starts_with(&stage.settings().page_origin), "{page}");
}
