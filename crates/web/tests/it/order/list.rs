use axum::http::StatusCode;

use pasar_testkit::counting_statements;

use crate::buying::{order, put, ready, signed_in};
use crate::kit::TestSite;

#[tokio::test]
async fn orders_are_listed_newest_first_in_pages_and_for_their_owner_only() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 99).await;
    let mut sari = ready(&site, "sari", &shirt, 1).await;
    for place in 1..=12_u32 {
        if place > 1 {
            put(&mut sari, &shirt, place).await;
        }
        site.market.passes(chrono::Duration::minutes(1));
        order(&mut sari, "sandbox_success").await;
    }
    let page = sari.get("/orders").await;
    let totals = page.texts(".entry .money");
    assert_eq!(totals.len(), 10);
    assert_eq!(totals[9], "Rp160.000", "three shirts and the parcel");
    assert_eq!(page.texts(".entry .badge")[0], "Disiapkan toko");
    assert_eq!(page.texts(".entry-words")[9], "3 barang dari ana");
    let next = page.page();
    let next = next
        .select(&scraper::Selector::parse("a[rel=next]").unwrap())
        .next()
        .unwrap()
        .attr("href")
        .unwrap()
        .to_owned();
    let rest = sari.get(&next).await;
    assert_eq!(rest.texts(".entry .money"), ["Rp110.000", "Rp60.000"]);
    assert!(rest.texts("a[rel=next]").is_empty());

    let mut bo = signed_in(&site, "bo").await;
    assert_eq!(bo.get("/orders").await.texts(".empty h2"), ["Belum ada pesanan"]);
    assert_eq!(bo.get(&next).await.texts(".empty h2"), ["Belum ada pesanan"]);
    assert_eq!(bo.get("/orders?before=x").await.status, StatusCode::NOT_FOUND);
    let stranger = site.visitor().get("/orders").await;
    assert_eq!(stranger.location(), "/id/sign-in?back=%2Fid%2Forders");
}

#[tokio::test]
async fn a_long_list_costs_no_more_statements_than_a_short_one() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 99).await;
    let mut sari = ready(&site, "sari", &shirt, 1).await;
    let mut counts = Vec::new();
    for _ in 0..3 {
        order(&mut sari, "sandbox_success").await;
        let (_, list) = counting_statements(sari.get("/orders")).await;
        counts.push(list);
        put(&mut sari, &shirt, 1).await;
    }
    // The session; groups and their orders' names; payments; orders, shops, lines, parcels; listings.
    assert_eq!(counts, [10; 3]);
}
