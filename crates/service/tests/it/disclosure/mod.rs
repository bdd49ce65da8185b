//! Sellers who sell much are asked in time, certify, and show who they are.

use chrono::Duration;
use pasar_domain::disclosure::{Disclosed, Due};
use pasar_service::actor::ShopKeeper;
use pasar_service::disclosure::DisclosureError;
use pasar_service::disclosure::ask::ask_due;
use pasar_service::disclosure::certify::certify;
use pasar_service::disclosure::conceal::conceal;
use pasar_service::disclosure::disclose::disclose;
use pasar_service::disclosure::show::show;
use pasar_service::listing::cards::cards;
use pasar_testkit::{TestMarket, TestOffer};

const LETTERS: &str =
    "select count(*) from job where kind = 'send_letter' and subject::text like '%disclosure_asked%'";

fn sari() -> Disclosed {
    Disclosed {
        name: "Sari Lestari".to_owned(),
        address: "12 Oak Street\nSpringfield".to_owned(),
        contact: "sari@example.com".to_owned(),
    }
}

async fn sells(market: &TestMarket, orders: u32, revenue_minor: i64) {
    market
        .sql(&format!(
            "update seller set sales_12_months = {orders}, revenue_12_months_minor = {revenue_minor}"
        ))
        .await;
}

async fn is_shown(market: &TestMarket, offer: &TestOffer) -> bool {
    !cards(market.ctx(), &[offer.product_id]).await.unwrap().is_empty()
}

async fn open() -> (TestMarket, ShopKeeper, TestOffer) {
    let market = TestMarket::of("us").await;
    let keeper = market.shop("ana").await;
    let offer = market.offer(&keeper, "mug", 2_000, 9).await;
    (market, keeper, offer)
}

#[tokio::test]
async fn a_seller_is_asked_before_sales_stop_and_goes_on_at_once() {
    let (market, keeper, offer) = open().await;
    let ctx = market.ctx();
    assert_eq!(ask_due(ctx).await.unwrap(), 0);

    sells(&market, 160, 400_000).await;
    assert_eq!(ask_due(ctx).await.unwrap(), 1);
    assert_eq!(ask_due(ctx).await.unwrap(), 0, "not every day");
    assert_eq!(market.count(LETTERS).await, 1);
    assert_eq!(show(ctx, keeper).await.unwrap().certifying, Due::Soon);
    assert!(is_shown(&market, &offer).await);

    sells(&market, 200, 500_000).await;
    assert!(!is_shown(&market, &offer).await);
    market.passes(Duration::days(11));
    assert_eq!(ask_due(ctx).await.unwrap(), 1);
    let until = certify(ctx, keeper).await.unwrap();
    assert_eq!(until, ctx.now() + Duration::days(365));
    assert!(is_shown(&market, &offer).await);
    market.passes(Duration::days(11));
    assert_eq!(ask_due(ctx).await.unwrap(), 0);
}

#[tokio::test]
async fn name_and_address_are_shown_when_they_are_due_and_stay_while_they_are() {
    let (market, keeper, offer) = open().await;
    let ctx = market.ctx();
    certify(ctx, keeper).await.unwrap();
    sells(&market, 300, 2_000_000).await;
    assert!(!is_shown(&market, &offer).await);
    assert!(matches!(
        disclose(ctx, keeper, &Disclosed::default()).await,
        Err(DisclosureError::Invalid(problems)) if problems.0.len() == 3
    ));
    disclose(ctx, keeper, &sari()).await.unwrap();
    assert!(is_shown(&market, &offer).await);
    let shop = pasar_service::shop::show::show(ctx, "ana", None, 1)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(shop.disclosed, Some(sari()));
    assert!(matches!(conceal(ctx, keeper).await, Err(DisclosureError::Asked)));

    sells(&market, 10, 20_000).await;
    conceal(ctx, keeper).await.unwrap();
    let shop = pasar_service::shop::show::show(ctx, "ana", None, 1)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(shop.disclosed, None);
    assert_eq!(market.count("select count(*) from seller_disclosure").await, 0);
}

#[tokio::test]
async fn whoever_is_not_verified_has_nothing_to_certify() {
    let (market, keeper, _) = open().await;
    market.passes(Duration::days(40_000));
    assert!(matches!(
        certify(market.ctx(), keeper).await,
        Err(DisclosureError::NotVerified)
    ));
}
