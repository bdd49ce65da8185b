use axum::http::{StatusCode, header};
use pasar_testkit::{TestMarket, counting_statements};

use crate::goods::{famed, index, open_shop, publish, simple};
use crate::kit::TestSite;

/// Shirts of two towns and a pan: `Kaos Polos Hitam` (Bandung, 50,000), `Kaos Polos Putih` (Surabaya, 90,000, sold out),
/// `Panci Besar` (Surabaya, 200,000, rated 4.6).
async fn site() -> TestSite {
    let market = TestMarket::new().await;
    let (bandung, _) = open_shop(&market, "Toko Ana", "Kota Bandung").await;
    let (surabaya, _) = open_shop(&market, "Toko Budi", "Kota Surabaya").await;
    publish(
        &market,
        bandung,
        simple(&market, "Kaos Polos Hitam", "mens-fashion", 50_000, 2),
    )
    .await;
    publish(
        &market,
        surabaya,
        simple(&market, "Kaos Polos Putih", "mens-fashion", 90_000, 0),
    )
    .await;
    let pan = publish(
        &market,
        surabaya,
        simple(&market, "Panci Besar", "kitchen", 200_000, 5),
    )
    .await;
    famed(&market, &pan, 7, Some((460, 12))).await;
    index(&market).await;
    TestSite::of(market)
}

#[tokio::test]
async fn words_find_goods_with_two_statements() {
    let site = site().await;
    let mut visitor = site.visitor();
    let (page, statements) = counting_statements(visitor.get("/search?q=kaos+polos")).await;
    assert_eq!(statements, 2);
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(
        page.texts(".product-title"),
        ["Kaos Polos Hitam", "Kaos Polos Putih"]
    );
    assert_eq!(page.attributes("input[type=search]", "value"), ["kaos polos"]);
    assert_eq!(page.attributes("meta[name=robots]", "content"), ["noindex"]);
    let everything = visitor.get("/search").await;
    assert_eq!(everything.texts(".product-title").len(), 3);
    assert_eq!(
        everything.attributes("link[rel=canonical]", "href"),
        ["https://pasar.example/id/search"]
    );
}

#[tokio::test]
async fn filters_narrow_and_each_can_be_taken_away() {
    let site = site().await;
    let mut visitor = site.visitor();
    let all =
        "/search?q=&place=Kota+Surabaya&place=Kota+Bandung&min=60.000&max=&rating=4.5&stock=yes&sort=price";
    let page = visitor.get(all).await;
    assert_eq!(page.texts(".product-title"), ["Panci Besar"]);
    let without = page.attributes(".chip.on", "href");
    assert_eq!(
        without[1],
        "/id/search?place=Kota+Surabaya&min=60000&rating=4.5&stock=yes&sort=price"
    );
    assert_eq!(without.len(), 5);
    let without_stock = visitor.get("/search?place=Kota+Surabaya&min=60000").await;
    assert_eq!(without_stock.texts(".product-title").len(), 2);
    // The form keeps what is ticked, and sends to the same page.
    let ticked = page.attributes("input[name=place][checked]", "value");
    assert_eq!(ticked, ["Kota Surabaya", "Kota Bandung"]);
    assert_eq!(page.attributes("aside form", "action"), ["/id/search"]);
    assert_eq!(page.attributes("input[name=min]", "value"), ["60000"]);
}

#[tokio::test]
async fn facets_count_what_each_choice_would_leave() {
    let site = site().await;
    let page = site.visitor().get("/search?place=Kota+Bandung").await;
    assert_eq!(page.texts(".product-title"), ["Kaos Polos Hitam"]);
    let places = page.texts("#f-place .tick");
    assert_eq!(places, ["Kota Surabaya 2", "Kota Bandung 1"]);
    let categories = page.attributes(".filter-links a", "href");
    assert!(
        categories.contains(&"/id/categories/fashion?place=Kota+Bandung".to_owned()),
        "{categories:?}"
    );
    let everything = site.visitor().get("/search").await;
    for band in everything.attributes("nav[aria-label=Harga] a", "href") {
        let goods = site.visitor().get(&band).await.texts(".product-title").len();
        let said = everything.texts(&format!("a[href='{band}'] .count-quiet"));
        assert_eq!(said, [goods.to_string()], "{band}");
    }
}

#[tokio::test]
async fn misspelled_words_are_understood_and_nothing_found_helps() {
    let site = site().await;
    let mut visitor = site.visitor();
    let page = visitor.get("/search?q=pamci").await;
    assert_eq!(page.texts(".product-title"), ["Panci Besar"]);
    assert_eq!(page.attributes("p.with-icon a", "href"), ["/id/search?q=panci"]);
    let nothing = visitor.get("/search?q=xyzzyxyz").await;
    assert_eq!(nothing.status, StatusCode::OK);
    assert_eq!(nothing.texts("h1"), ["Tidak ada hasil untuk “xyzzyxyz”"]);
    assert!(!nothing.attributes(".tile", "href").is_empty());
    let narrow = visitor.get("/search?q=panci&max=1000").await;
    assert_eq!(
        narrow.attributes(".empty .button", "href"),
        ["/id/search?q=panci"]
    );
}

#[tokio::test]
async fn what_is_typed_is_only_text() {
    let site = site().await;
    let page = site
        .visitor()
        .get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E%22&min=%3Cb%3E")
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("<script>alert"), "{}", page.body);
    let page = site.visitor().get("/search?min=murah").await;
    assert_eq!(
        page.texts("#f-min-error"),
        ["Tulis angkanya saja, misalnya 50000."]
    );
    assert_eq!(page.texts(".product-title").len(), 3);
}

#[tokio::test]
async fn a_page_behind_the_last_leads_back() {
    let site = site().await;
    let page = site.visitor().get("/search?q=kaos&page=40").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.attributes(".empty .button", "href"), ["/id/search?q=kaos"]);
}

#[tokio::test]
async fn a_search_that_is_being_prepared_is_no_error() {
    let market = TestMarket::new().await;
    let site = TestSite::preparing(market);
    for path in ["/search?q=kaos", "/categories/fashion"] {
        let page = site.visitor().get(path).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(page.headers[header::RETRY_AFTER], "30");
        assert_eq!(page.texts("h1"), ["Pencarian sedang disiapkan"]);
    }
}
