use pasar_testkit::TestOffer;

use crate::buying::put;
use crate::kit::{Answer, Browser, TestSite};

async fn change(browser: &mut Browser<'_>, offer: &TestOffer, how: (&str, &str)) -> Answer {
    let (shop, id) = (offer.shop_id.to_string(), offer.offer_id.to_string());
    let fields = [("shop_id", shop.as_str()), ("offer_id", id.as_str()), how];
    let answer = browser.post("/cart/change", &fields).await;
    browser.follow(&answer).await
}

#[tokio::test]
async fn a_quantity_is_changed_without_script() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = site.visitor();
    put(&mut sari, &shirt, 1).await;
    let answer = sari.submit("/cart", "/cart/change", &[("quantity", "7")]).await;
    let cart = sari.follow(&answer).await;
    assert!(cart.body.contains("Rp350.000"), "{}", cart.body);
    let cart = change(&mut sari, &shirt, ("quantity", "21")).await;
    assert_eq!(
        cart.texts(".flash.bad"),
        ["Stoknya tinggal 20. Pilih jumlah itu atau kurang."]
    );
    assert!(cart.body.contains("Rp350.000"));
}

#[tokio::test]
async fn nothing_of_it_or_the_button_takes_it_out() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    for how in [("quantity", "0"), ("remove", "yes")] {
        let mut sari = site.visitor();
        put(&mut sari, &shirt, 2).await;
        let cart = change(&mut sari, &shirt, how).await;
        assert_eq!(cart.texts(".flash.good"), ["Sudah dikeluarkan dari keranjang."]);
        assert!(cart.body.contains("Keranjangmu masih kosong"));
    }
}

#[tokio::test]
async fn nobody_changes_another_s_cart() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let (mut sari, mut bo) = (site.visitor(), site.visitor());
    put(&mut sari, &shirt, 2).await;
    change(&mut bo, &shirt, ("remove", "yes")).await;
    assert!(sari.get("/cart").await.body.contains("Rp100.000"));
}
