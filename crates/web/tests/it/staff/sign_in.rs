use axum::http::StatusCode;
use pasar_service::actor::StaffRole;
use pasar_testkit::TestMarket;

use crate::api::kit::Fair;

#[tokio::test]
async fn staff_sign_in_for_a_working_day() {
    let fair = Fair::new().await;
    fair.site.market.on_duty("budi", StaffRole::Support).await;
    let mut budi = fair.site.visitor();
    assert_eq!(budi.get("/staff").await.location(), "/id/staff/sign-in");
    let wrong = [("email", "budi@example.com"), ("password", "wrong password")];
    let refused = budi.submit("/staff/sign-in", "/staff/sign-in", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = [("email", "budi@example.com"), ("password", TestMarket::PASSWORD)];
    let answer = budi.submit("/staff/sign-in", "/staff/sign-in", &right).await;
    assert_eq!(answer.location(), "/id/staff");
    assert_eq!(budi.follow(&answer).await.status, StatusCode::OK);
    assert_eq!(budi.get("/staff/sign-in").await.location(), "/id/staff");
    fair.site.market.passes(chrono::Duration::hours(12));
    assert_eq!(budi.get("/staff").await.location(), "/id/staff/sign-in");
}

#[tokio::test]
async fn an_account_of_the_market_opens_no_office() {
    let fair = Fair::new().await;
    fair.site.market.signed_in("sari2").await;
    let mut sari = fair.site.visitor();
    let account = [("email", "sari2@example.com"), ("password", TestMarket::PASSWORD)];
    let refused = sari.submit("/staff/sign-in", "/staff/sign-in", &account).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    sari.submit("/sign-in", "/sign-in", &account).await;
    assert_eq!(sari.get("/staff").await.location(), "/id/staff/sign-in");
}
