use axum::http::StatusCode;

use crate::buying::{order, ready, sandbox_site, signed_in};
use crate::kit::TestSite;

#[tokio::test]
async fn the_page_says_that_it_is_no_real_bank_and_what_is_asked() {
    let site = sandbox_site().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = ready(&site, "sari", &shirt, 1).await;
    let answer = order(&mut sari, "sandbox_later").await;
    assert!(
        answer.location().starts_with("/id/bank/pay_"),
        "{}",
        answer.location()
    );
    let bank = sari.follow(&answer).await;
    assert_eq!(bank.texts(".badge"), ["Percobaan"]);
    assert!(bank.body.contains("Ini bukan bank sungguhan"));
    assert_eq!(bank.texts(".price"), ["Rp60.000"]);
    assert_eq!(
        bank.texts("button[name=answer]"),
        ["Setujui pembayaran", "Tolak", "Nanti saja"]
    );
    // Somebody else's payment does not exist, and neither does nobody's.
    let mut bo = signed_in(&site, "bo").await;
    assert_eq!(bo.get(answer.location()).await.status, StatusCode::NOT_FOUND);
    assert_eq!(bo.get("/bank/pay_x").await.status, StatusCode::NOT_FOUND);
    let tried = bo.post(answer.location(), &[("answer", "approve")]).await;
    assert_eq!(tried.status, StatusCode::NOT_FOUND);
    assert_eq!(site.market.stock(&shirt).await.reserved, 1);
}

#[tokio::test]
async fn without_a_sandbox_there_is_no_such_page() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = ready(&site, "sari", &shirt, 1).await;
    let answer = order(&mut sari, "sandbox_later").await;
    assert!(
        answer.location().starts_with("/id/orders/"),
        "{}",
        answer.location()
    );
    let page = sari.follow(&answer).await;
    assert_eq!(page.texts("h1 + .badge"), ["Menunggu bank"]);
    assert!(!page.body.contains("/id/bank/"));
    assert!(page.body.contains("Muat ulang"));
}
