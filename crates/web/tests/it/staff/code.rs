use axum::http::StatusCode;
use pasar_service::Clock as _;
use pasar_service::actor::StaffRole;
use pasar_testkit::TestMarket;

use super::on_duty;
use super::second_factor::turned_on;
use crate::api::kit::Fair;

const CODE: &str = "/staff/sign-in/code";

#[tokio::test]
async fn staff_are_asked_for_a_code_after_the_password() {
    let fair = Fair::new().await;
    let mut budi = on_duty(&fair, StaffRole::Support).await;
    let (app, _) = turned_on(&mut budi).await;
    let mut elsewhere = fair.site.visitor();
    assert_eq!(
        elsewhere.get(CODE).await.attributes("main a.button", "href"),
        ["/id/staff/sign-in"]
    );
    let fields = [("email", "budi@example.com"), ("password", TestMarket::PASSWORD)];
    let answer = elsewhere
        .submit("/staff/sign-in", "/staff/sign-in", &fields)
        .await;
    assert_eq!(answer.location(), "/id/staff/sign-in/code");
    assert_eq!(elsewhere.get("/staff").await.location(), "/id/staff/sign-in");
    let refused = elsewhere.submit(CODE, CODE, &[("code", "123456")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let code = app.code(fair.site.market.clock().now());
    let answer = elsewhere.submit(CODE, CODE, &[("code", &code)]).await;
    assert_eq!(answer.location(), "/id/staff");
    assert_eq!(elsewhere.follow(&answer).await.status, StatusCode::OK);
    assert!(!elsewhere.cookies.contains_key("pasar_half_staff"));
}
