//! Two surfaces: the feed leads to goods, the trade surface sells them, and nobody's data pass from one to the other.

use axum::http::StatusCode;
use pasar_domain::product::ProductInput;
use pasar_domain::surface::Surface;
use pasar_service::session;
use pasar_service::testing::open_session;
use pasar_testkit::TestMarket;

use crate::goods::{index, publish, simple, variant};
use crate::kit::{FEED, TRADE, TestSite};

/// A site with one product in two sizes; its path.
async fn shirts() -> (TestSite, String) {
    let market = TestMarket::new().await;
    let keeper = market.shop("ana").await;
    let input = ProductInput {
        option_names: vec!["Warna".to_owned(), "Ukuran".to_owned()],
        variants: vec![
            variant(&market, &["Hitam", "M"], 50_000, 3),
            variant(&market, &["Hitam", "L"], 55_000, 30),
            variant(&market, &["Putih", "L"], 55_000, 30),
        ],
        ..simple(&market, "Kaos", "mens-fashion", 50_000, 3)
    };
    let shirt = publish(&market, keeper, input).await;
    index(&market).await;
    let path = format!("/products/ana/{}", shirt.handle);
    (TestSite::of(market), path)
}

#[tokio::test]
async fn a_product_of_the_feed_leads_to_its_address_in_the_shop_and_takes_nothing_along() {
    let (site, path) = shirts().await;
    let expected = format!("{TRADE}/id{path}");
    let mut visitor = site.feed_visitor();
    visitor
        .cookies
        .insert("pasar_feed_language".to_owned(), "en".to_owned());
    for query in ["", "?o1=Putih", "?o1=Hitam&offer=x&utm_source=sari"] {
        let page = visitor.get(&format!("{path}{query}")).await;
        assert_eq!(page.status, StatusCode::OK);
        let away = page.attributes("a[href^='https://pasar.example/id/products']", "href");
        assert_eq!(away, [expected.as_str(), expected.as_str()], "{query}");
        for link in page.attributes("a[href^='https://pasar.example']", "href") {
            assert!(!link.contains(['?', '#']), "{link}");
        }
        let rel = page.attributes("a[href^='https://pasar.example']", "rel");
        assert!(
            rel.iter().all(|rel| rel == "noreferrer") && rel.len() == 3,
            "{rel:?}"
        );
        assert_eq!(page.headers["referrer-policy"], "same-origin");
        assert!(page.texts("#choose").join(" ").contains("Rp55.000"));
        assert_eq!(page.texts("#buy, .stepper, form[action$='/cart']"), [""; 0]);
    }
}

#[tokio::test]
async fn the_feed_knows_nobody_and_keeps_cookies_of_its_own_names() {
    let (site, path) = shirts().await;
    let mut visitor = site.feed_visitor();
    for page in ["/", &path, "/search", "/categories", "/about"] {
        let page = visitor.get(page).await;
        assert_eq!(page.status, StatusCode::OK);
        let words = page.texts("header, nav.bottom, footer").join(" ");
        for absent in ["Keranjang", "Masuk", "Akun", "Pesanan", "Jual di Pasar"] {
            assert!(!words.contains(absent), "{absent} in {words}");
        }
    }
    let answer = visitor
        .post(
            "/preferences",
            &[("theme", "dark"), ("language", "en"), ("back", "/id/about")],
        )
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(visitor.cookies.len() >= 3);
    for name in visitor.cookies.keys() {
        assert!(name.starts_with("pasar_feed_"), "{name}");
    }
    assert_eq!(visitor.get("/about").await.attributes("html", "lang"), ["en"]);
    // Where both surfaces are on one host, a browser sends the cookies of each to the other, which does not look at them.
    visitor.surface = Surface::Trade;
    assert_eq!(visitor.get("/about").await.attributes("html", "lang"), ["id"]);
}

#[tokio::test]
async fn a_token_of_one_surface_is_nothing_on_the_other() {
    let (site, _) = shirts().await;
    let (sari, token) = site.market.signed_in("sari").await;
    let ctx = site.market.ctx();
    let of_feed = open_session(ctx, Surface::Feed, Some(sari), None).await.unwrap();
    assert!(
        session::find(ctx, &of_feed, Surface::Trade)
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        session::find(ctx, &of_feed, Surface::Feed)
            .await
            .unwrap()
            .is_some()
    );
    assert!(session::find(ctx, &token, Surface::Feed).await.unwrap().is_none());

    let mut trade = site.visitor();
    trade.cookies.insert("pasar_id".to_owned(), of_feed.to_string());
    let answer = trade.get("/account").await;
    assert!(answer.location().contains("/sign-in"), "{}", answer.location());
    trade.cookies.insert("pasar_id".to_owned(), token.to_string());
    assert_eq!(trade.get("/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_trade_surface_links_to_the_feed_and_sells() {
    let (site, path) = shirts().await;
    let page = site.visitor().get(&path).await;
    assert_eq!(
        page.attributes("a[rel=noreferrer]", "href"),
        [format!("{FEED}/id/")]
    );
    assert_eq!(page.attributes("#buy", "action"), ["/id/cart"]);
    assert_eq!(page.headers["referrer-policy"], "strict-origin-when-cross-origin");
}
