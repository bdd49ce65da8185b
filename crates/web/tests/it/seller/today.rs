use axum::http::StatusCode;

use super::{buy, newcomer, publish, seller};
use crate::kit::TestSite;

#[tokio::test]
async fn what_needs_the_seller_comes_first() {
    let site = TestSite::new().await;
    let (mut sari, keeper) = seller(&site, "keripik").await;
    let id = publish(&site, &mut sari, "Keripik", "100.000", "2").await;
    let calm = sari.get("/seller").await;
    assert!(
        calm.texts(".flash")
            .iter()
            .any(|said| said.contains("Tidak ada yang menunggu")),
        "{}",
        calm.body
    );
    buy(&site, keeper, id, 2).await;
    let page = sari.get("/seller").await;
    let heads = page.texts("main h2");
    assert_eq!(heads[0], "1 pesanan perlu dikirim");
    assert_eq!(heads[1], "1 produk habis");
    assert!(page.texts("tbody tr")[0].contains("Kirim paling lambat"));
    assert_eq!(page.texts(".stat-value")[0], "Rp200.000", "sold this week");
}

#[tokio::test]
async fn a_newcomer_is_led_to_be_verified() {
    let site = TestSite::new().await;
    let (mut sari, _) = newcomer(&site, "sari").await;
    let page = sari.get("/seller").await;
    assert!(
        page.body.contains("Pembeli belum melihat barang Anda."),
        "{}",
        page.body
    );
    assert!(page.body.contains("Mulai verifikasi"));
    assert!(page.body.contains("href=\"/id/seller/verification\""));
    let account = [
        ("bank", "Bank Contoh"),
        ("holder", "Sari"),
        ("number", "998877665544"),
    ];
    let step = "/seller/verification/bank";
    sari.submit(step, step, &account).await;
    assert!(sari.get("/seller").await.body.contains("Lanjutkan verifikasi"));
    let (mut ana, _) = seller(&site, "ana").await;
    assert!(
        !ana.get("/seller")
            .await
            .body
            .contains("Pembeli belum melihat barang Anda.")
    );
}

#[tokio::test]
async fn a_stranger_signs_in_first() {
    let site = TestSite::new().await;
    let answer = site.visitor().get("/seller").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.location().starts_with("/id/sign-in?back="));
}

#[tokio::test]
async fn a_new_shop_reads_what_is_limited_and_until_when() {
    let site = TestSite::new().await;
    let (mut sari, keeper) = seller(&site, "keripik").await;
    let id = publish(&site, &mut sari, "Keripik", "100.000", "20").await;
    let title = "Toko Anda masih baru".to_owned();
    let old = sari.get("/seller").await;
    assert!(!old.texts("main h2").contains(&title), "others are not told");
    site.market.begins(keeper).await;
    buy(&site, keeper, id, 1).await;
    let page = sari.get("/seller").await;
    assert!(page.texts("main h2").contains(&title), "{}", page.body);
    assert_eq!(
        page.texts("main .facts dd"),
        ["1 dari paling banyak 100", "1 dari paling banyak 200"]
    );
    let until = "Batas ini hilang pada 15 Desember 2026 kalau saat itu sudah 10 pesanan selesai; kalau belum, begitu jumlah itu tercapai. \
                 Sampai sekarang: 0.";
    assert!(page.texts("main p").contains(&until.to_owned()), "{}", page.body);
    assert!(!page.body.contains("sudah habis. Toko menerima"));
    site.market.places_left(keeper, 0).await;
    let full = sari.get("/seller").await;
    assert!(full.body.contains("sudah habis. Toko menerima"), "{}", full.body);

    site.market.passes(chrono::Duration::days(14));
    let page = sari.get("/seller").await;
    let until = "Batas ini hilang begitu 10 pesanan selesai. Sampai sekarang: 0.";
    assert!(page.texts("main p").contains(&until.to_owned()), "{}", page.body);
    site.market.has_completed(keeper, 10).await;
    let over = sari.get("/seller").await;
    assert!(!over.texts("main h2").contains(&title));
}
