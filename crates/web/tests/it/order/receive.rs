use crate::buying::{action_of, order, ready, shipped};
use crate::kit::TestSite;

#[tokio::test]
async fn the_buyer_says_that_the_parcel_is_there() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = ready(&site, "sari", &shirt, 2).await;
    let answer = order(&mut sari, "sandbox_success").await;
    let page = sari.follow(&answer).await;
    let cancel = action_of(&page, "/cancel");
    let received = cancel.replace("/cancel", "/received");
    let early = sari.post(&received, &[]).await;
    let page = sari.follow(&early).await;
    assert!(page.texts(".flash")[0].starts_with("Pesanan ini tidak sedang dalam perjalanan"));
    shipped(&site, shop, &cancel).await;
    let page = sari.get(answer.location()).await;
    assert!(page.body.contains("JX1234567890"));
    assert_eq!(page.texts(".step.now b"), ["Dalam perjalanan"]);
    assert_eq!(action_of(&page, "/received"), received);
    let done = sari.post(&received, &[]).await;
    let page = sari.follow(&done).await;
    assert_eq!(page.texts(".flash.good")[0], "Terima kasih. Semoga cocok!");
    assert_eq!(page.texts(".panel .badge"), ["Diterima"]);
    site.market.assert_sound().await;
}
