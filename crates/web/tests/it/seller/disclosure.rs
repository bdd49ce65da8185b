use axum::http::StatusCode;
use pasar_testkit::TestMarket;

use super::newcomer;
use crate::kit::TestSite;

/// A seller reads what is asked, does it, and buyers read it on the page of the shop; a mistake is told at its field and loses nothing.
#[tokio::test]
async fn a_seller_shows_who_they_are_and_takes_it_back() {
    let site = TestSite::of(TestMarket::of("us").await);
    let (mut sari, _) = newcomer(&site, "sari").await;
    let page = "/seller/disclosure";
    assert!(sari.get("/seller/shop").await.body.contains(page));
    assert!(sari.get(page).await.body.contains("Nobody asks for this yet"));

    site.market
        .sql("update seller set sales_12_months = 300, revenue_12_months_minor = 2500000")
        .await;
    let asked = sari.get(page).await.body;
    assert!(asked.contains("300 orders, $25,000.00") && asked.contains("Until you have done it"));

    let wrong = sari
        .submit(
            page,
            page,
            &[
                ("name", "Sari Lestari"),
                ("address", ""),
                ("contact", "sari@example.com"),
            ],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"Sari Lestari\""));
    let typed = [
        ("name", "Sari Lestari"),
        ("address", "12 Oak Street\r\nSpringfield"),
        ("contact", "sari@example.com"),
    ];
    assert_eq!(
        sari.submit(page, page, &typed).await.status,
        StatusCode::SEE_OTHER
    );
    let shop = sari.get("/shops/sari").await.body;
    assert!(shop.contains("Who sells here") && shop.contains("12 Oak Street\nSpringfield"));

    // It is asked for, so it stays until it is not.
    let conceal = "/seller/disclosure/conceal";
    assert_eq!(sari.submit(page, conceal, &[]).await.status, StatusCode::CONFLICT);
    site.market
        .sql("update seller set revenue_12_months_minor = 100")
        .await;
    assert_eq!(
        sari.submit(page, conceal, &[]).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(!sari.get("/shops/sari").await.body.contains("Oak Street"));

    // Nobody has checked who she is, so there is nothing to certify.
    let certified = sari.submit(page, "/seller/disclosure/certify", &[]).await;
    assert_eq!(certified.status, StatusCode::CONFLICT);
}
