use crate::buying::{order, put, ready, sandbox_site};
use crate::kit::{encode, form_values};

#[tokio::test]
async fn after_a_no_one_pays_in_another_way_once() {
    let site = sandbox_site().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = ready(&site, "sari", &shirt, 2).await;
    let answer = order(&mut sari, "sandbox_decline").await;
    let group = answer.location().to_owned();
    let page = sari.follow(&answer).await;
    assert_eq!(page.texts("h1 + .badge"), ["Belum dibayar"]);
    assert!(page.body.contains("Saldonya tidak cukup."), "{}", page.body);
    assert_eq!(site.market.stock(&shirt).await.available(), 20);
    let action = format!("{group}/pay");
    let mut pairs = form_values(&page.page(), &action);
    pairs.push(("payment".to_owned(), "sandbox_success".to_owned()));
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let paid = sari.send("POST", &action, Some(encode(&pairs))).await;
    let page = sari.follow(&paid).await;
    assert_eq!(
        page.texts(".flash.good")[0],
        "Pembayaran berhasil. Pesananmu sudah diteruskan ke toko."
    );
    assert_eq!(page.texts(".panel .badge"), ["Disiapkan toko"]);
    // Pressed twice, it is still one payment.
    sari.send("POST", &action, Some(encode(&pairs))).await;
    assert_eq!(
        site.market
            .count("select count(*) from payment where state <> 'declined'")
            .await,
        1
    );
    assert_eq!(site.market.stock(&shirt).await.on_hand, 18);
    site.market.assert_sound().await;
}

#[tokio::test]
async fn a_way_that_answers_later_leads_to_the_bank() {
    let site = sandbox_site().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = ready(&site, "sari", &shirt, 2).await;
    let group = order(&mut sari, "sandbox_decline").await.location().to_owned();
    let action = group.trim_start_matches("/id").to_owned() + "/pay";
    let answer = sari
        .submit(&group, &action, &[("payment", "sandbox_later")])
        .await;
    assert!(
        answer.location().starts_with("/id/bank/"),
        "{}",
        answer.location()
    );
    // While it is on its way, no other is begun.
    let again = [("payment", "sandbox_success"), ("key", "another")];
    let answer = sari.post(&action, &again).await;
    let page = sari.follow(&answer).await;
    assert!(page.texts(".flash.care")[0].starts_with("Pembayaran yang tadi masih berjalan"));
}

#[tokio::test]
async fn what_was_sold_to_somebody_else_meanwhile_cannot_be_paid() {
    let site = sandbox_site().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 2).await;
    let mut sari = ready(&site, "sari", &shirt, 2).await;
    let group = order(&mut sari, "sandbox_decline").await.location().to_owned();
    let mut bo = ready(&site, "bo", &shirt, 1).await;
    order(&mut bo, "sandbox_success").await;
    let action = group.trim_start_matches("/id").to_owned() + "/pay";
    let answer = sari
        .submit(&group, &action, &[("payment", "sandbox_success")])
        .await;
    let page = sari.follow(&answer).await;
    let told = &page.texts(".flash.care")[0];
    assert!(
        told.contains("kaos polos") && told.contains("Batalkan pesanan ini"),
        "{told}"
    );
    put(&mut sari, &shirt, 1).await;
    site.market.assert_sound().await;
}

#[tokio::test]
async fn when_the_time_is_over_there_is_nothing_to_pay() {
    let site = sandbox_site().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 2).await;
    let mut sari = ready(&site, "sari", &shirt, 2).await;
    let group = order(&mut sari, "sandbox_decline").await.location().to_owned();
    site.market.passes(chrono::Duration::minutes(61));
    pasar_service::order::expire_due(site.market.ctx()).await.unwrap();
    let page = sari.get(&group).await;
    assert_eq!(page.texts("h1 + .badge"), ["Dibatalkan"]);
    assert!(page.body.contains("tidak ada uang yang diambil"));
    let late = [("payment", "sandbox_success"), ("key", "k")];
    let answer = sari.post(&format!("{group}/pay"), &late).await;
    let page = sari.follow(&answer).await;
    assert!(page.texts(".flash.care")[0].starts_with("Pesanan ini tidak menunggu pembayaran lagi"));
}
