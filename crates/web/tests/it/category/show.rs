use axum::http::StatusCode;
use pasar_testkit::{TestMarket, counting_statements};
use serde_json::Value;

use crate::goods::{index, open_shop, publish, simple};
use crate::kit::TestSite;

#[tokio::test]
async fn a_category_shows_what_it_and_those_below_hold() {
    let market = TestMarket::new().await;
    let (keeper, _) = open_shop(&market, "Toko Ana", "Kota Bandung").await;
    publish(
        &market,
        keeper,
        simple(&market, "Kaos", "mens-fashion", 50_000, 2),
    )
    .await;
    publish(&market, keeper, simple(&market, "Panci", "kitchen", 90_000, 2)).await;
    index(&market).await;
    let site = TestSite::of(market);
    let mut visitor = site.visitor();
    let (page, statements) =
        counting_statements(visitor.get("/categories/fashion?sort=price&utm_source=x")).await;
    assert_eq!(statements, 2);
    assert_eq!(page.texts(".product-title"), ["Kaos"]);
    assert!(
        page.attributes(".filter-links a", "href")
            .contains(&"/id/categories/mens-fashion?sort=price".to_owned())
    );
    assert_eq!(
        page.attributes("link[rel=canonical]", "href"),
        ["https://pasar.example/id/categories/fashion"]
    );
    let facts: Value = serde_json::from_str(&page.texts("script[type='application/ld+json']")[0]).unwrap();
    assert_eq!(
        facts["itemListElement"][0]["item"],
        "https://pasar.example/id/categories"
    );
    let leaf = visitor.get("/categories/mens-fashion").await;
    assert_eq!(leaf.texts(".product-title"), ["Kaos"]);
}

#[tokio::test]
async fn an_unknown_category_is_not_found() {
    let site = TestSite::new().await;
    assert_eq!(
        site.visitor().get("/categories/nonsense").await.status,
        StatusCode::NOT_FOUND
    );
}
