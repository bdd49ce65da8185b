use axum::http::StatusCode;
use pasar_service::actor::StaffRole;

use super::{on_duty, shirt};
use crate::api::kit::Fair;

#[tokio::test]
async fn a_lifted_product_is_seen_again() {
    let fair = Fair::new().await;
    let mut budi = on_duty(&fair, StaffRole::Moderator).await;
    let page = shirt(&fair);
    let lift = format!("{page}/lift");
    assert_eq!(
        budi.post(&lift, &[]).await.status,
        StatusCode::CONFLICT,
        "it is not down"
    );
    let decision = [("reason", "other"), ("note", "Label?")];
    budi.submit(&page, &format!("{page}/take-down"), &decision).await;
    let lifted = budi.submit(&page, &lift, &[]).await;
    assert!(
        budi.follow(&lifted).await.body.contains("Label?"),
        "the decision stays on record"
    );
    let listing = fair.site.program().get("/products/ana/kaos-polos").await;
    assert_eq!(listing.status, StatusCode::OK);
}

#[tokio::test]
async fn who_only_reads_may_not() {
    let fair = Fair::new().await;
    let mut budi = on_duty(&fair, StaffRole::Support).await;
    let refused = budi.post(&format!("{}/lift", shirt(&fair)), &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
