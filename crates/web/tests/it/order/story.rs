use chrono::Duration;
use pasar_service::order::complete_due;

use crate::buying::{action_of, put, sandbox_site, shipped, typed_address};
use crate::kit::PASSWORD;

/// Sari finds a shirt, has no account yet, has no money in her account, and wears the shirt in the end.
#[tokio::test]
async fn a_whole_purchase() {
    let site = sandbox_site().await;
    let shop = site.market.shop("bandung-kaos").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 3).await;
    let mut sari = site.visitor();

    // She fills her cart before she has an account, and takes it along.
    put(&mut sari, &shirt, 2).await;
    let answer = sari.get("/checkout").await;
    let sign_in = sari.follow(&answer).await;
    assert_eq!(sign_in.texts("h1"), ["Masuk"]);
    let fields = [
        ("name", "Sari"),
        ("email", "sari@example.com"),
        ("password", PASSWORD),
    ];
    let answer = sari
        .submit("/sign-up?back=%2Fid%2Fcheckout", "/sign-up", &fields)
        .await;
    assert_eq!(answer.location(), "/id/checkout");

    // She writes her address on the page, and her bank says no.
    let typed = typed_address(&site);
    let mut fields: Vec<(&str, &str)> = typed.iter().map(|(name, text)| (*name, text.as_str())).collect();
    fields.push(("payment", "sandbox_decline"));
    let answer = sari.submit("/checkout", "/checkout", &fields).await;
    let group = answer.location().to_owned();
    let page = sari.follow(&answer).await;
    assert!(page.body.contains("Saldonya tidak cukup."));

    // She pays by transfer, and her bank says yes a little later.
    let action = group.trim_start_matches("/id").to_owned() + "/pay";
    let bank = sari
        .submit(&group, &action, &[("payment", "sandbox_later")])
        .await;
    let answer = sari.post(bank.location(), &[("answer", "approve")]).await;
    assert_eq!(answer.location(), group);
    let page = sari.follow(&answer).await;
    assert_eq!(page.texts(".step.now b"), ["Disiapkan toko"]);
    assert_eq!(
        sari.get("/cart").await.texts(".empty h2"),
        ["Keranjangmu masih kosong"]
    );

    // The shop sends it, she has it, and after the agreed days the shop has its money.
    let cancel = action_of(&page, "/cancel");
    shipped(&site, shop, &cancel).await;
    let received = cancel.replace("/cancel", "/received");
    sari.post(&received, &[]).await;
    site.market.passes(Duration::days(8));
    complete_due(site.market.ctx()).await.unwrap();
    let page = sari.get(&group).await;
    assert_eq!(page.texts(".panel .badge"), ["Selesai"]);
    assert_eq!(
        page.texts(".step.done b"),
        ["Dibayar", "Dikirim", "Diterima", "Selesai"]
    );
    assert_eq!(sari.get("/orders").await.texts(".entry .badge"), ["Selesai"]);
    assert_eq!(site.market.stock(&shirt).await.on_hand, 1);
    site.market.assert_sound().await;
}
