use axum::http::StatusCode;
use pasar_testkit::{TestMarket, counting_statements};

use crate::goods::{open_shop, publish, simple};
use crate::kit::TestSite;

#[tokio::test]
async fn a_shop_shows_who_it_is_and_all_it_sells() {
    let market = TestMarket::new().await;
    let (keeper, shop) = open_shop(&market, "Toko Ana", "Kota Bandung").await;
    for number in 0..30 {
        market.passes(chrono::Duration::seconds(1));
        publish(
            &market,
            keeper,
            simple(&market, &format!("Kaos {number}"), "mens-fashion", 50_000, 2),
        )
        .await;
    }
    let site = TestSite::of(market);
    let (page, statements) = counting_statements(site.visitor().get(&format!("/shops/{shop}"))).await;
    // The fifth is the name and address that some sellers have to show.
    assert_eq!(statements, 5);
    assert_eq!(page.texts("h1"), ["Toko Ana"]);
    assert_eq!(
        page.attributes(".seller-mark", "src")[0].split('/').nth(4),
        Some("TA")
    );
    let goods = page.texts(".product-title");
    assert_eq!((goods.len(), goods[0].as_str()), (24, "Kaos 29"));
    let rest = site
        .visitor()
        .get(&page.attributes("a[rel=next]", "href")[0])
        .await;
    assert_eq!(rest.texts(".product-title").len(), 6);
    site.market.sql("update shop set closed_at = now()").await;
    let closed = site.visitor().get(&format!("/shops/{shop}")).await;
    assert_eq!(
        (closed.status, closed.texts(".product-title").len()),
        (StatusCode::OK, 0)
    );
    assert_eq!(closed.texts(".flash").len(), 1);
}

#[tokio::test]
async fn an_unknown_shop_is_not_found() {
    let site = TestSite::new().await;
    assert_eq!(
        site.visitor().get("/shops/nobody").await.status,
        StatusCode::NOT_FOUND
    );
}
