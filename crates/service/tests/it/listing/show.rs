use std::time::{Duration, Instant};

use pasar_search::Query;
use pasar_service::{listing, search};
use pasar_testkit::TestMarket;

use crate::kit;

#[tokio::test]
#[allow(clippy::disallowed_methods, reason = "measures how long a page takes")]
async fn a_product_of_2000_variants_opens_quickly() {
    let market = TestMarket::new().await;
    let (keeper, shop) = kit::open_shop(&market, "Toko Ana").await;
    let mut input = kit::simple(&market, "Kain", 50_000, 0);
    input.option_names = ["Warna", "Panjang", "Lebar"].map(str::to_owned).to_vec();
    input.variants = (0..2_000)
        .map(|n| {
            let values = [n % 20, n / 20 % 10, n / 200].map(|value| value.to_string());
            kit::variant(&market, &[&values[0], &values[1], &values[2]], 1_000 + n, 2)
        })
        .collect();
    kit::publish(&market, keeper, input).await;
    listing::show::show(market.ctx(), &shop, "kain")
        .await
        .unwrap()
        .unwrap();
    let began = Instant::now();
    let page = listing::show::show(market.ctx(), &shop, "kain")
        .await
        .unwrap()
        .unwrap();
    let took = began.elapsed();
    assert_eq!(page.listing.variants.len(), 2_000);
    // The figure is 100 ms in a release build on an idle machine.
    assert!(took < Duration::from_millis(500), "{took:?}");
    let cards = listing::cards::cards(market.ctx(), &[page.listing.product_id])
        .await
        .unwrap();
    assert_eq!(cards[0].price_min, market.ctx().market().money(100_000));
    assert_eq!(cards[0].price_max, market.ctx().market().money(299_900));
}

#[tokio::test]
async fn what_is_found_can_be_shown() {
    let market = TestMarket::new().await;
    let (keeper, _) = kit::open_shop(&market, "Toko Ana").await;
    for title in ["Kaos Polos Hitam", "Kaos Polos Putih", "Panci Besar"] {
        kit::publish(&market, keeper, kit::simple(&market, title, 50_000, 2)).await;
    }
    kit::index(&market).await;
    let found = search::find::find(market.ctx(), Query::text("kaos polos"))
        .await
        .unwrap();
    assert_eq!((found.total, found.cards.len(), found.more), (2, 2, false));
    let (newest, next) = listing::cards::newest(market.ctx(), None, 2).await.unwrap();
    assert_eq!(newest.len(), 2);
    let (rest, end) = listing::cards::newest(market.ctx(), next, 2).await.unwrap();
    assert_eq!((rest.len(), end), (1, None));
}
