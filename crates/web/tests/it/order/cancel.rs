use crate::buying::{action_of, order, put, ready, shipped};
use crate::kit::{Answer, Browser, TestSite};

/// Where the first order of a page is called off by itself.
fn first_cancel(page: &Answer) -> String {
    let html = page.page();
    let forms = scraper::Selector::parse("form[action*='/ord_'][action$='/cancel']").unwrap();
    html.select(&forms)
        .next()
        .unwrap()
        .attr("action")
        .unwrap()
        .to_owned()
}

async fn press(browser: &mut Browser<'_>, action: &str, fields: &[(&str, &str)]) -> Answer {
    let answer = browser.post(action, fields).await;
    browser.follow(&answer).await
}

#[tokio::test]
async fn one_order_is_called_off_and_its_money_comes_back() {
    let site = TestSite::new().await;
    let (ana, bo) = (site.market.shop("ana").await, site.market.shop("bo").await);
    let shirt = site.market.offer(&ana, "kaos polos", 5_000_000, 20).await;
    let basket = site.market.offer(&bo, "keranjang rotan", 8_000_000, 20).await;
    let mut sari = ready(&site, "sari", &shirt, 2).await;
    put(&mut sari, &basket, 1).await;
    let answer = order(&mut sari, "sandbox_success").await;
    let action = first_cancel(&sari.follow(&answer).await);
    let page = press(&mut sari, &action, &[]).await;
    assert_eq!(
        page.texts(".flash.care"),
        ["Pilih dulu alasannya, lalu batalkan lagi."]
    );
    let page = press(&mut sari, &action, &[("reason", "out_of_stock")]).await;
    assert_eq!(
        page.texts(".flash.care"),
        ["Pilih dulu alasannya, lalu batalkan lagi."]
    );
    let page = press(&mut sari, &action, &[("reason", "changed_mind")]).await;
    assert_eq!(page.texts(".panel .badge"), ["Dibatalkan", "Disiapkan toko"]);
    assert_eq!(page.texts(".step.stopped b"), ["Kamu batalkan"]);
    assert!(page.body.contains("Tidak jadi beli"));
    assert!(
        page.body.contains("Uangmu sedang dalam perjalanan kembali"),
        "{}",
        page.body
    );
    assert_eq!(site.market.stock(&shirt).await.on_hand, 20);
    let page = press(&mut sari, &action, &[("reason", "changed_mind")]).await;
    assert!(page.texts(".flash.care")[0].starts_with("Sudah terlambat"));
    site.market.assert_sound().await;
}

#[tokio::test]
async fn what_has_left_the_shop_cannot_be_called_off() {
    let site = TestSite::new().await;
    let ana = site.market.shop("ana").await;
    let shirt = site.market.offer(&ana, "kaos polos", 5_000_000, 20).await;
    let mut sari = ready(&site, "sari", &shirt, 2).await;
    let answer = order(&mut sari, "sandbox_success").await;
    let page = sari.follow(&answer).await;
    let action = action_of(&page, "/cancel");
    shipped(&site, ana, &action).await;
    let page = press(&mut sari, &action, &[("reason", "changed_mind")]).await;
    assert!(page.texts(".flash.care")[0].starts_with("Sudah terlambat"));
    assert_eq!(page.texts(".panel .badge"), ["Dalam perjalanan"]);
    assert!(
        page.texts("details.fold").is_empty(),
        "nothing can be called off any more"
    );
}
