use crate::buying::{action_of, order, put, ready, sandbox_site, shipped};
use crate::kit::{Answer, Browser, TestSite};

async fn press(browser: &mut Browser<'_>, group: &str, fields: &[(&str, &str)]) -> Answer {
    let answer = browser.post(&format!("{group}/cancel"), fields).await;
    browser.follow(&answer).await
}

#[tokio::test]
async fn before_it_is_paid_the_whole_is_called_off_without_a_reason() {
    let site = sandbox_site().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = ready(&site, "sari", &shirt, 2).await;
    let bank = order(&mut sari, "sandbox_later").await.location().to_owned();
    let group = sari
        .post(&bank, &[("answer", "leave")])
        .await
        .location()
        .to_owned();
    let page = press(&mut sari, &group, &[]).await;
    assert_eq!(page.texts("h1 + .badge"), ["Dibatalkan"]);
    assert!(page.body.contains("Tidak ada uang yang diambil"), "{}", page.body);
    assert_eq!(site.market.stock(&shirt).await.available(), 20);
    site.market.assert_sound().await;
}

#[tokio::test]
async fn once_paid_everything_that_is_still_there_is_called_off() {
    let site = TestSite::new().await;
    let (ana, bo) = (site.market.shop("ana").await, site.market.shop("bo").await);
    let shirt = site.market.offer(&ana, "kaos polos", 5_000_000, 20).await;
    let basket = site.market.offer(&bo, "keranjang rotan", 8_000_000, 20).await;
    let mut sari = ready(&site, "sari", &shirt, 2).await;
    put(&mut sari, &basket, 1).await;
    let group = order(&mut sari, "sandbox_success").await.location().to_owned();
    let page = press(&mut sari, &group, &[]).await;
    assert_eq!(
        page.texts(".flash.care"),
        ["Pilih dulu alasannya, lalu batalkan lagi."]
    );
    let page = press(&mut sari, &group, &[("reason", "ordered_twice")]).await;
    assert_eq!(page.texts(".panel .badge"), ["Dibatalkan", "Dibatalkan"]);
    assert_eq!(site.market.stock(&basket).await.on_hand, 20);
    let page = press(&mut sari, &group, &[("reason", "ordered_twice")]).await;
    assert!(page.texts(".flash.care")[0].starts_with("Sudah terlambat"));
    site.market.assert_sound().await;
}

#[tokio::test]
async fn a_parcel_on_its_way_is_left_alone() {
    let site = TestSite::new().await;
    let (ana, bo) = (site.market.shop("ana").await, site.market.shop("bo").await);
    let shirt = site.market.offer(&ana, "kaos polos", 5_000_000, 20).await;
    let basket = site.market.offer(&bo, "keranjang rotan", 8_000_000, 20).await;
    let mut sari = ready(&site, "sari", &shirt, 2).await;
    put(&mut sari, &basket, 1).await;
    let answer = order(&mut sari, "sandbox_success").await;
    let page = sari.follow(&answer).await;
    let first = format!("{}/", answer.location());
    let html = page.page();
    let forms = scraper::Selector::parse(&format!("form[action^='{first}']")).unwrap();
    let of_ana = html
        .select(&forms)
        .next()
        .unwrap()
        .attr("action")
        .unwrap()
        .to_owned();
    shipped(&site, ana, &of_ana).await;
    let page = press(&mut sari, answer.location(), &[("reason", "other")]).await;
    assert_eq!(page.texts(".panel .badge"), ["Dalam perjalanan", "Dibatalkan"]);
    assert!(action_of(&page, "/received").starts_with(&first));
    site.market.assert_sound().await;
}
