use axum::http::StatusCode;
use pasar_service::actor::StaffRole;

use crate::api::kit::Fair;
use crate::kit::Browser;

/// The browser of Ana, who sells.
async fn ana(fair: &Fair) -> Browser<'_> {
    let ana = pasar_service::testing::buyer(fair.ana.account_id());
    let ctx = fair.site.market.ctx();
    let token =
        pasar_service::testing::open_session(ctx, pasar_domain::surface::Surface::Trade, Some(ana), None)
            .await
            .unwrap();
    let mut browser = fair.site.visitor();
    browser.cookies.insert("pasar_id".to_owned(), token.to_string());
    browser
}

#[tokio::test]
async fn a_seller_reads_what_is_refused_and_why_and_staff_answer_the_appeal() {
    let fair = Fair::new().await;
    let mut ana = ana(&fair).await;
    let list = ana.get("/seller/refusals").await;
    assert_eq!(list.status, StatusCode::OK);
    assert_eq!(list.texts("main section.panel"), [""; 0]);
    fair.site
        .market
        .sql("update verification set revoked_at = recorded_at, revoke_reason = 'test'")
        .await;

    let list = ana.get("/seller/refusals").await;
    let words = list.texts("main section.panel").join(" ");
    assert!(words.contains("Penjual yang sudah diverifikasi"), "{words}");
    assert!(words.contains("Yang bisa dilakukan"), "{words}");
    let product = format!("/seller/products/{}", fair.shirt.product_id);
    for page in ["/seller/products", product.as_str()] {
        let banner = ana.get(page).await.texts(".flash.care").join(" ");
        assert!(banner.contains("Lihat semua yang ditolak"), "{page}: {banner}");
    }

    let product = fair.shirt.product_id.to_string();
    let fields = [
        ("product_id", product.as_str()),
        ("rule", "verified"),
        ("text", "KTP saya masih berlaku."),
    ];
    let sent = ana.post("/seller/refusals/appeal", &fields).await;
    assert_eq!(sent.location(), "/id/seller/refusals");
    let list = ana.follow(&sent).await;
    assert!(list.texts(".flash").join(" ").contains("sedang dibaca petugas"));

    let (_, token) = fair.site.market.on_duty("budi", StaffRole::Moderator).await;
    let mut budi = fair.site.visitor();
    budi.cookies.insert("pasar_staff".to_owned(), token.to_string());
    let queue = budi.get("/staff/appeals").await;
    assert!(queue.texts("main").join(" ").contains("KTP saya masih berlaku."));
    let actions = queue.attributes("main form", "action");
    let answered = budi
        .post(&actions[0], &[("text", "Kirim foto KTP yang baru.")])
        .await;
    assert_eq!(answered.location(), "/id/staff/appeals");
    let list = ana.get("/seller/refusals").await;
    assert_eq!(list.texts("blockquote"), ["Kirim foto KTP yang baru."]);
}
