use axum::http::StatusCode;
use pasar_testkit::{TestMarket, counting_statements};

use crate::goods::{famed, index, open_shop, publish, simple};
use crate::kit::TestSite;

#[tokio::test]
async fn each_listing_stands_on_one_shelf_and_two_statements_read_them_all() {
    let market = TestMarket::new().await;
    let (keeper, _) = open_shop(&market, "Toko Ana", "Kota Bandung").await;
    for number in 0..30_u16 {
        let product = simple(&market, &format!("Kaos {number}"), "mens-fashion", 50_000, 2);
        let product = publish(&market, keeper, product).await;
        famed(&market, &product, u32::from(number), Some((470 + number, 9))).await;
    }
    publish(
        &market,
        keeper,
        simple(&market, "Kaos habis", "mens-fashion", 50_000, 0),
    )
    .await;
    index(&market).await;
    let site = TestSite::of(market);
    let (home, statements) = counting_statements(site.visitor().get("/")).await;
    assert_eq!(statements, 2);
    assert_eq!(home.status, StatusCode::OK);
    let shelves = home.texts(".section-head h2");
    assert_eq!(
        shelves,
        [
            "Kategori",
            "Paling banyak dibeli",
            "Disukai pembeli",
            "Baru datang"
        ]
    );
    let mut goods = home.texts(".product-title");
    assert_eq!((goods.len(), goods[0].as_str()), (30, "Kaos 29"));
    assert!(
        !goods.contains(&"Kaos habis".to_owned()),
        "what cannot be bought is not shown off"
    );
    goods.sort();
    goods.dedup();
    assert_eq!(goods.len(), 30);
    let tiles = home.attributes(".tile", "href");
    assert!(tiles.contains(&"/id/categories/fashion".to_owned()), "{tiles:?}");
    let picture = home.attributes("meta[property='og:image']", "content");
    assert!(picture[0].starts_with("https://pasar.example/id/pictures/drawn/mens-fashion/"));
}

#[tokio::test]
async fn a_market_without_goods_and_one_without_an_index_open() {
    let market = TestMarket::new().await;
    let (keeper, _) = open_shop(&market, "Toko Ana", "Kota Bandung").await;
    publish(
        &market,
        keeper,
        simple(&market, "Kaos", "mens-fashion", 50_000, 2),
    )
    .await;
    let empty = TestSite::of(market);
    let home = empty.visitor().get("/").await;
    assert_eq!(home.texts(".empty h2"), ["Pasar ini baru dibuka"]);
    let preparing = TestSite::preparing(empty.market);
    let home = preparing.visitor().get("/").await;
    assert_eq!(
        (home.status, home.texts(".product-title")),
        (StatusCode::OK, vec!["Kaos".to_owned()])
    );
}

#[tokio::test]
async fn there_is_one_address_of_the_home_page() {
    let site = TestSite::new().await;
    assert_eq!(site.visitor().get("").await.location(), "/id/");
}
