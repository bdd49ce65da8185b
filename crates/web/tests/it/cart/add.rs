use axum::http::StatusCode;

use crate::buying::put;
use crate::kit::TestSite;

#[tokio::test]
async fn a_guest_s_cart_is_kept_when_they_sign_up() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = site.visitor();
    put(&mut sari, &shirt, 2).await;
    let cart = sari.get("/cart").await;
    assert!(cart.body.contains("Rp100.000"), "{}", cart.body);
    sari.sign_up("sari").await;
    let cart = sari.get("/cart").await;
    assert_eq!(cart.texts(".line-words a"), ["kaos polos"]);
    assert!(cart.body.contains("Rp100.000"));
    // Another guest sees nothing of it.
    assert!(
        site.visitor()
            .get("/cart")
            .await
            .body
            .contains("Keranjangmu masih kosong")
    );
}

#[tokio::test]
async fn pieces_are_added_to_those_that_are_there() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = site.visitor();
    put(&mut sari, &shirt, 2).await;
    let answer = put(&mut sari, &shirt, 3).await;
    let cart = sari.follow(&answer).await;
    assert_eq!(cart.texts(".flash.good"), ["Sudah masuk keranjang."]);
    assert!(cart.body.contains("Rp250.000"), "{}", cart.body);
    assert_eq!(site.market.count("select count(*) from cart").await, 1);
}

#[tokio::test]
async fn one_comes_back_to_the_product_or_goes_on_to_the_checkout_by_way_of_signing_in() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let (shop, offer) = (shirt.shop_id.to_string(), shirt.offer_id.to_string());
    let mut sari = site.visitor();
    let fields = [
        ("shop_id", shop.as_str()),
        ("offer_id", offer.as_str()),
        ("back", "/id/products/ana/kaos"),
    ];
    assert_eq!(
        sari.post("/cart", &fields).await.location(),
        "/id/products/ana/kaos"
    );
    let fields = [
        ("shop_id", shop.as_str()),
        ("offer_id", offer.as_str()),
        ("then", "checkout"),
    ];
    let answer = sari.post("/cart", &fields).await;
    assert_eq!(answer.location(), "/id/checkout");
    let answer = sari.follow(&answer).await;
    assert_eq!(answer.location(), "/id/sign-in?back=%2Fid%2Fcheckout");
    let page = sari.follow(&answer).await;
    assert_eq!(
        page.texts(".narrow .quiet")[0],
        "Masuk dulu untuk membayar. Isi keranjangmu ikut."
    );
}

#[tokio::test]
async fn what_cannot_be_added_is_said_and_the_cart_stays_as_it_was() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 3).await;
    let mut sari = site.visitor();
    let answer = put(&mut sari, &shirt, 4).await;
    let cart = sari.follow(&answer).await;
    assert_eq!(
        cart.texts(".flash.bad"),
        ["Stoknya tinggal 3. Pilih jumlah itu atau kurang."]
    );
    site.market.sql("update offer set paused = true").await;
    let answer = put(&mut sari, &shirt, 1).await;
    let cart = sari.follow(&answer).await;
    assert_eq!(cart.texts(".flash.bad"), ["Barang ini sudah tidak dijual."]);
    assert!(cart.body.contains("Keranjangmu masih kosong"));
    let answer = sari
        .post("/cart", &[("shop_id", &shirt.shop_id.to_string())])
        .await;
    let cart = sari.follow(&answer).await;
    assert_eq!(cart.texts(".flash.care").len(), 1, "{}", cart.body);
}

#[tokio::test]
async fn what_no_page_sends_is_refused() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 3).await;
    let offer = shirt.offer_id.to_string();
    let mut sari = site.visitor();
    let answer = sari
        .post("/cart", &[("shop_id", "shp_x"), ("offer_id", &offer)])
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = sari.post_with("/cart", None, &[("offer_id", &offer)]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}
