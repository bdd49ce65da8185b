use axum::http::{StatusCode, header};
use pasar_testkit::{TestMarket, counting_statements};

use super::get;
use crate::goods::{open_shop, publish, simple};
use crate::kit::TestSite;

/// What stands between `<loc>` and its end.
fn addresses(xml: &str) -> Vec<&str> {
    let ends = xml.split("<loc>").skip(1);
    ends.filter_map(|rest| rest.split("</loc>").next()).collect()
}

#[tokio::test]
async fn every_live_listing_is_in_the_sitemap() {
    let market = TestMarket::new().await;
    let (keeper, shop) = open_shop(&market, "Toko Ana", "Kota Bandung").await;
    publish(
        &market,
        keeper,
        simple(&market, "Kaos", "mens-fashion", 50_000, 2),
    )
    .await;
    market.passes(chrono::Duration::seconds(1));
    let hidden = publish(&market, keeper, simple(&market, "Panci", "kitchen", 50_000, 2)).await;
    let hide = format!(
        "update product set taken_down_at = now() where product_id = '{}'",
        hidden.product_id.uuid()
    );
    market.sql(&hide).await;
    let site = TestSite::of(market);
    let (index, statements) = counting_statements(site.send(get("/sitemap.xml"))).await;
    assert_eq!(statements, 1);
    assert_eq!(
        index.headers[header::CONTENT_TYPE],
        "application/xml; charset=utf-8"
    );
    let pages = addresses(&index.body);
    assert_eq!(
        pages,
        [
            "https://pasar.example/id/sitemap/pages.xml",
            "https://pasar.example/id/sitemap/products.xml"
        ]
    );
    let products = site.send(get("/id/sitemap/products.xml")).await;
    let shop_page = format!("https://pasar.example/id/shops/{shop}");
    let product = format!("https://pasar.example/id/products/{shop}/kaos");
    assert_eq!(addresses(&products.body), [&shop_page, &product]);
    let from = site
        .send(get(&format!("/id/sitemap/{}.xml", hidden.product_id)))
        .await;
    assert_eq!((from.status, addresses(&from.body).len()), (StatusCode::OK, 0));
    let pages = site.send(get("/id/sitemap/pages.xml")).await;
    for address in addresses(&pages.body) {
        let path = address.strip_prefix("https://pasar.example").unwrap();
        assert_eq!(site.send(get(path)).await.status, StatusCode::OK, "{path}");
    }
    assert_eq!(
        site.send(get("/id/sitemap/nonsense.xml")).await.status,
        StatusCode::NOT_FOUND
    );
}
