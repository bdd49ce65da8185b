use chrono::Duration;

use crate::buying::{order, ready, sandbox_site};

#[tokio::test]
async fn approving_makes_the_order_binding() {
    let site = sandbox_site().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = ready(&site, "sari", &shirt, 1).await;
    let bank = order(&mut sari, "sandbox_later").await.location().to_owned();
    let answer = sari.post(&bank, &[("answer", "approve")]).await;
    assert!(answer.location().starts_with("/id/orders/"));
    let page = sari.follow(&answer).await;
    assert_eq!(page.texts(".panel .badge"), ["Disiapkan toko"]);
    // The bank's page has nothing to ask any more, and a late press changes nothing.
    let shown = sari.get(&bank).await;
    assert!(shown.body.contains("Bank sudah menjawab"));
    let late = sari.post(&bank, &[("answer", "decline")]).await;
    let page = sari.follow(&late).await;
    assert_eq!(page.texts(".panel .badge"), ["Disiapkan toko"]);
    site.market.assert_sound().await;
}

#[tokio::test]
async fn declining_asks_to_pay_in_another_way() {
    let site = sandbox_site().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = ready(&site, "sari", &shirt, 1).await;
    let bank = order(&mut sari, "sandbox_later").await.location().to_owned();
    let answer = sari.post(&bank, &[("answer", "decline")]).await;
    let page = sari.follow(&answer).await;
    assert_eq!(page.texts("h1 + .badge"), ["Belum dibayar"]);
    assert!(page.body.contains("Bayar dengan cara lain"));
    assert_eq!(site.market.stock(&shirt).await.reserved, 0);
    site.market.assert_sound().await;
}

#[tokio::test]
async fn leaving_it_waits_until_the_bank_answers_by_itself() {
    let site = sandbox_site().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = ready(&site, "sari", &shirt, 1).await;
    let bank = order(&mut sari, "sandbox_later").await.location().to_owned();
    let answer = sari.post(&bank, &[("answer", "leave")]).await;
    let page = sari.follow(&answer).await;
    assert_eq!(page.texts("h1 + .badge"), ["Menunggu bank"]);
    assert!(page.body.contains(&bank), "the way back to the bank is there");
    site.market.passes(Duration::minutes(21));
    pasar_service::payment::reconcile(site.market.ctx())
        .await
        .unwrap();
    let page = sari.get(answer.location()).await;
    assert_eq!(page.texts(".panel .badge"), ["Disiapkan toko"]);
    site.market.assert_sound().await;
}
