use axum::http::StatusCode;

use crate::buying::{add_address, order, put, ready, signed_in};
use crate::kit::TestSite;

#[tokio::test]
async fn a_group_shows_an_order_for_each_shop_and_explains_its_total() {
    let site = TestSite::new().await;
    let (ana, bo) = (site.market.shop("ana").await, site.market.shop("bo").await);
    let shirt = site.market.offer(&ana, "kaos polos", 5_000_000, 20).await;
    let basket = site.market.offer(&bo, "keranjang rotan", 8_000_000, 20).await;
    let mut sari = ready(&site, "sari", &shirt, 2).await;
    put(&mut sari, &basket, 1).await;
    let answer = order(&mut sari, "sandbox_success").await;
    let page = sari.follow(&answer).await;
    assert_eq!(page.texts(".shop-name"), ["ana", "bo"]);
    assert_eq!(page.texts(".sum tfoot td"), ["Rp200.000"]);
    assert_eq!(page.texts(".line .quiet"), ["2 buah", "1 buah"]);
    assert_eq!(page.texts(".step.now b"), ["Disiapkan toko", "Disiapkan toko"]);
    // Times are the market's: ten in the morning in Jakarta.
    assert!(
        page.body.contains("1 Desember 2026 pukul 10.00 WIB"),
        "{}",
        page.body
    );
    // What is not sold any more keeps its name, without a link.
    site.market
        .sql("update product set state = 'draft' where title = 'kaos polos'")
        .await;
    let page = sari.get(answer.location()).await;
    assert_eq!(page.texts(".line-words a"), ["keranjang rotan"]);
    assert!(page.body.contains("kaos polos"));
}

#[tokio::test]
async fn another_s_order_does_not_exist() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = ready(&site, "sari", &shirt, 2).await;
    let group = order(&mut sari, "sandbox_success").await.location().to_owned();
    let page = sari.get(&group).await;
    let actions: Vec<String> = page
        .page()
        .select(&scraper::Selector::parse("form[action*='/orders/']").unwrap())
        .map(|form| form.attr("action").unwrap().to_owned())
        .collect();
    assert_eq!(actions.len(), 1, "{actions:?}");
    let mut bo = signed_in(&site, "bo").await;
    add_address(&site, &mut bo).await;
    assert_eq!(bo.get(&group).await.status, StatusCode::NOT_FOUND);
    assert_eq!(bo.get("/orders/grp_x").await.status, StatusCode::NOT_FOUND);
    let received = actions[0].replace("/cancel", "/received");
    let forms = [
        actions[0].clone(),
        received,
        format!("{group}/cancel"),
        format!("{group}/pay"),
    ];
    for action in forms {
        let fields = [("reason", "other"), ("payment", "sandbox_success"), ("key", "k")];
        let tried = bo.post(&action, &fields).await;
        assert_eq!(tried.status, StatusCode::NOT_FOUND, "{action}");
    }
    assert_eq!(sari.get(&group).await.texts(".panel .badge"), ["Disiapkan toko"]);
}
