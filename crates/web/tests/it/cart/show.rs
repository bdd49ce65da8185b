use pasar_testkit::counting_statements;

use crate::buying::put;
use crate::kit::TestSite;

#[tokio::test]
async fn an_empty_cart_says_what_it_is_for() {
    let site = TestSite::new().await;
    let cart = site.visitor().get("/cart").await;
    assert_eq!(cart.texts(".empty h2"), ["Keranjangmu masih kosong"]);
    assert_eq!(cart.texts(".empty a"), ["Cari barang"]);
}

#[tokio::test]
async fn a_cart_is_shown_shop_by_shop_at_present_prices() {
    let site = TestSite::new().await;
    let (ana, bo) = (site.market.shop("ana").await, site.market.shop("bo").await);
    let shirt = site.market.offer(&ana, "kaos polos", 5_000_000, 20).await;
    let basket = site.market.offer(&bo, "keranjang rotan", 8_000_000, 20).await;
    let mut sari = site.visitor();
    put(&mut sari, &shirt, 2).await;
    put(&mut sari, &basket, 1).await;
    site.market
        .sql("update offer set price_minor = 6000000 where price_minor = 5000000")
        .await;
    site.market
        .sql("update offer set price_minor = 7000000 where price_minor = 8000000")
        .await;
    let cart = sari.get("/cart").await;
    assert_eq!(cart.texts(".shop-name").len(), 2);
    assert_eq!(cart.texts(".line b"), ["Rp120.000", "Rp70.000"]);
    let told = cart.texts(".line-foot p");
    assert_eq!(
        told,
        [
            "Harganya naik. Waktu kamu masukkan: Rp50.000.",
            "Harganya turun. Waktu kamu masukkan: Rp80.000."
        ]
    );
    assert_eq!(cart.texts(".sum tfoot td"), ["Rp190.000"]);
    assert!(cart.body.contains(r#"href="/id/checkout""#));
}

#[tokio::test]
async fn what_stands_in_the_way_is_told_with_its_remedy() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let few = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let none = site.market.offer(&shop, "topi", 2_000_000, 20).await;
    let gone = site.market.offer(&shop, "tas", 3_000_000, 20).await;
    let mut sari = site.visitor();
    for offer in [&few, &none, &gone] {
        put(&mut sari, offer, 5).await;
    }
    let level = |offer: &pasar_testkit::TestOffer, pieces: u32| {
        format!(
            "update stock_item set on_hand = {pieces} where stock_item_id = '{}'",
            offer.stock_item_id.uuid()
        )
    };
    site.market.sql(&level(&few, 3)).await;
    site.market.sql(&level(&none, 0)).await;
    site.market
        .sql(&format!(
            "update offer set paused = true where offer_id = '{}'",
            gone.offer_id.uuid()
        ))
        .await;
    let cart = sari.get("/cart").await;
    let told = cart.texts(".line-foot p");
    assert!(told[0].starts_with("Tinggal 3."), "{told:?}");
    assert!(told[1].starts_with("Sedang habis."), "{told:?}");
    assert!(told[2].starts_with("Sudah tidak dijual."), "{told:?}");
    assert!(
        !cart.body.contains(r#"href="/id/checkout""#),
        "nothing of it can be ordered"
    );
    // The remedy is one press away.
    assert_eq!(cart.texts("button[name=quantity]"), ["Ambil 3 saja"]);
    let answer = sari.submit("/cart", "/cart/change", &[("quantity", "3")]).await;
    let cart = sari.follow(&answer).await;
    assert!(cart.body.contains(r#"href="/id/checkout""#));
    assert_eq!(cart.texts(".sum tfoot td"), ["Rp150.000"]);
}

#[tokio::test]
async fn what_a_shop_has_deleted_can_only_be_taken_out() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = site.visitor();
    put(&mut sari, &shirt, 1).await;
    site.market
        .sql("update cart_line set offer_id = gen_random_uuid()")
        .await;
    let cart = sari.get("/cart").await;
    assert!(cart.body.contains("sudah dihapus oleh tokonya"), "{}", cart.body);
    let answer = sari.submit("/cart", "/cart/change", &[("remove", "yes")]).await;
    assert!(
        sari.follow(&answer)
            .await
            .body
            .contains("Keranjangmu masih kosong")
    );
}

#[tokio::test]
async fn a_long_cart_costs_no_more_statements_than_a_short_one() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let mut sari = site.visitor();
    let mut counts = Vec::new();
    for place in 0..5 {
        let offer = site
            .market
            .offer(&shop, &format!("kaos {place}"), 5_000_000, 20)
            .await;
        put(&mut sari, &offer, 1).await;
        let (cart, statements) = counting_statements(sari.get("/cart")).await;
        assert_eq!(cart.texts(".line").len(), place + 1);
        counts.push(statements);
    }
    // The session, the lines, their offers.
    assert_eq!(counts, [4; 5]);
}
