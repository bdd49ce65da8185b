use axum::http::StatusCode;
use pasar_service::actor::StaffRole;
use pasar_service::seller::show::show_own;

use super::on_duty;
use crate::api::kit::Fair;

#[tokio::test]
async fn a_verification_is_recorded_and_revoked_with_a_reason() {
    let fair = Fair::new().await;
    let ctx = fair.site.market.ctx();
    let (seller, _) = show_own(ctx, fair.ana).await.unwrap().unwrap();
    let mut budi = on_duty(&fair, StaffRole::Moderator).await;
    let listed = budi.get("/staff/sellers").await;
    assert!(listed.texts("tbody th").contains(&"ana".to_owned()));
    let page = format!("/staff/sellers/{}", seller.seller_id);
    let action = format!("{page}/verify");
    let typed = [
        ("evidence", "passport"),
        ("issued_by", "ID"),
        ("valid_until", "2040-01-31"),
        ("note", "Asli dilihat."),
    ];
    let refused = budi.submit(&page, &action, &typed[..3]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let recorded = budi.submit(&page, &action, &typed).await;
    let shown = budi.follow(&recorded).await;
    assert!(shown.body.contains("31 Januari 2040") && shown.body.contains("Asli dilihat."));

    let (seller, recorded) = show_own(ctx, fair.ana).await.unwrap().unwrap();
    let id = seller.verification.unwrap().verification_id;
    assert_eq!(id, recorded[0].verification.verification_id);
    let revoke = format!("{page}/verifications/{id}/revoke");
    let revoked = budi
        .submit(&page, &revoke, &[("reason", "Dilaporkan hilang.")])
        .await;
    assert!(budi.follow(&revoked).await.body.contains("Dilaporkan hilang."));
    let again = budi.post(&revoke, &[("reason", "Lagi.")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn who_only_reads_is_offered_no_decision() {
    let fair = Fair::new().await;
    let (seller, _) = show_own(fair.site.market.ctx(), fair.ana).await.unwrap().unwrap();
    let mut budi = on_duty(&fair, StaffRole::Support).await;
    let page = format!("/staff/sellers/{}", seller.seller_id);
    assert!(!budi.get(&page).await.body.contains("/verify"));
    let refused = budi.post(&format!("{page}/verify"), &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
