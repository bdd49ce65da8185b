use axum::http::StatusCode;
use pasar_service::actor::StaffRole;

use super::{on_duty, shirt};
use crate::api::kit::Fair;

#[tokio::test]
async fn a_product_is_taken_down_with_a_note_that_its_seller_reads() {
    let fair = Fair::new().await;
    let mut budi = on_duty(&fair, StaffRole::Moderator).await;
    let page = shirt(&fair);
    let action = format!("{page}/take-down");
    let refused = budi
        .submit(&page, &action, &[("reason", "unsafe"), ("note", " ")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let decision = [("reason", "unsafe"), ("note", "Tunjukkan hasil uji.")];
    let taken = budi.submit(&page, &action, &decision).await;
    assert_eq!(taken.location(), format!("/id{page}"));
    let shown = budi.follow(&taken).await;
    assert!(shown.body.contains("Tunjukkan hasil uji."));
    let ana = fair.ana().await;
    let product = ana
        .get(&format!("/seller/shops/ana/products/{}", fair.shirt.product_id))
        .await
        .ok();
    assert_eq!(product["takedown"]["reason"], "unsafe");
    let listing = fair.site.program().get("/products/ana/kaos-polos").await;
    assert_eq!(listing.status, StatusCode::NOT_FOUND);
    let again = budi.post(&action, &decision).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn who_only_reads_may_not_and_is_not_offered_to() {
    let fair = Fair::new().await;
    let mut budi = on_duty(&fair, StaffRole::Support).await;
    let page = shirt(&fair);
    assert!(!budi.get(&page).await.body.contains("/take-down"));
    let decision = [("reason", "unsafe"), ("note", "Tunjukkan hasil uji.")];
    let refused = budi.post(&format!("{page}/take-down"), &decision).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(fair.site.market.count("select count(*) from takedown").await, 0);
}
