use axum::http::StatusCode;

use super::seller;
use crate::kit::TestSite;

#[tokio::test]
async fn somebody_without_a_shop_reads_what_selling_means_before_opening_one() {
    let site = TestSite::new().await;
    let mut sari = site.visitor();
    sari.sign_up("sari").await;
    let page = sari.get("/seller").await;
    assert_eq!(page.status, StatusCode::OK);
    let words = page.texts("main").join(" ");
    // Rp100.000 of goods, less 5.5 %, the tax on it, and Rp1.250.
    for figure in [
        "Rp100.000",
        "Rp5.500",
        "Rp1.250",
        "Rp605",
        "Rp92.645",
        "2 hari kerja",
    ] {
        assert!(words.contains(figure), "{figure} is not in {words}");
    }
    assert!(page.body.contains("href=\"/id/seller/open\""));
    for path in [
        "/seller/orders",
        "/seller/products",
        "/seller/money",
        "/seller/files",
        "/seller/shop",
    ] {
        assert_eq!(sari.get(path).await.location(), "/id/seller/open", "{path}");
    }
}

#[tokio::test]
async fn a_shop_is_opened_and_its_address_made_of_its_name() {
    let site = TestSite::new().await;
    let mut sari = site.visitor();
    sari.sign_up("sari").await;
    let place = site.market.ctx().market().places.all()[0].name.clone();
    let fields = [("name", "Keripik Bu Sari"), ("place", place.as_str())];
    let opened = sari.submit("/seller/open", "/seller/open", &fields).await;
    let page = sari.follow(&opened).await;
    assert!(
        page.texts(".flash")[0].contains("Keripik Bu Sari"),
        "{:?}",
        page.texts(".flash")
    );
    assert_eq!(page.texts(".office-name"), ["Keripik Bu Sari"]);
    assert!(
        page.body.contains("/id/seller/products/new"),
        "a new shop is led to its first product"
    );
    let shop = sari.get("/seller/shop").await;
    assert!(shop.body.contains("/id/shops/keripik-bu-sari"));
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost() {
    let site = TestSite::new().await;
    let (_, _) = seller(&site, "keripik").await;
    let mut budi = site.visitor();
    budi.sign_up("budi").await;
    let fields = [("name", "Keripik"), ("handle", "keripik"), ("place", "Atlantis")];
    let refused = budi.submit("/seller/open", "/seller/open", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.texts("#f-place-error").len(), 1, "{}", refused.body);
    assert!(refused.body.contains("value=\"Atlantis\""));
    let place = site.market.ctx().market().places.all()[0].name.clone();
    let fields = [
        ("name", "Keripik"),
        ("handle", "keripik"),
        ("place", place.as_str()),
    ];
    let refused = budi.submit("/seller/open", "/seller/open", &fields).await;
    assert!(refused.texts("#f-handle-error")[0].contains("keripik"), "taken");
}

#[tokio::test]
async fn nobody_opens_more_shops_than_the_charter_allows() {
    let site = TestSite::new().await;
    let (mut sari, _) = seller(&site, "satu").await;
    let place = site.market.ctx().market().places.all()[0].name.clone();
    let fields = [("name", "dua"), ("place", place.as_str())];
    let refused = sari.submit("/seller/open", "/seller/open", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.texts(".problems")[0].contains('1'),
        "{:?}",
        refused.texts(".problems")
    );
}
