use axum::http::{StatusCode, header};
use pasar_service::Clock as _;

use super::second_factor::turned_on;
use crate::kit::{PASSWORD, TestSite};

const CODE: &str = "/sign-in/code";

#[tokio::test]
async fn a_code_is_asked_for_after_the_password_and_leads_to_where_the_person_was_going() {
    let site = TestSite::new().await;
    let mut phone = site.visitor();
    phone.sign_up("sari").await;
    let (app, codes) = turned_on(&mut phone).await;
    let mut laptop = site.visitor();
    let fields = [("email", "sari@example.com"), ("password", PASSWORD)];
    let answer = laptop
        .submit("/sign-in?back=%2Fid%2Fcart%3Fa%3D1", "/sign-in", &fields)
        .await;
    assert_eq!(answer.location(), "/id/sign-in/code?back=%2Fid%2Fcart%3Fa%3D1");
    assert!(!answer.headers[header::SET_COOKIE].is_empty());
    assert!(laptop.cookies.contains_key("pasar_half_id"));
    assert!(
        laptop.get("/account").await.status.is_redirection(),
        "nothing is open yet"
    );

    let question = answer.location().to_owned();
    let refused = laptop.submit(&question, CODE, &[("code", "123456")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.texts("#f-code-error").len(), 1);
    assert!(!refused.body.contains("123456"), "a code is not shown again");
    let code = app.code(site.market.clock().now());
    let answer = laptop.submit(&question, CODE, &[("code", &code)]).await;
    assert_eq!(answer.location(), "/id/cart?a=1");
    assert!(!laptop.cookies.contains_key("pasar_half_id"));
    assert_eq!(laptop.get("/account").await.status, StatusCode::OK);
    assert_eq!(laptop.get(CODE).await.location(), "/id/account");

    let mut tablet = site.visitor();
    tablet.submit("/sign-in", "/sign-in", &fields).await;
    tablet.submit(CODE, CODE, &[("code", &codes[0])]).await;
    assert_eq!(tablet.get("/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn who_took_too_long_begins_again() {
    let site = TestSite::new().await;
    let mut nobody = site.visitor();
    let page = nobody.get(CODE).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.attributes("main a.button", "href"), ["/id/sign-in"]);
    let refused = nobody.post(CODE, &[("code", "123456")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

    let mut phone = site.visitor();
    phone.sign_up("sari").await;
    let (app, _) = turned_on(&mut phone).await;
    let mut laptop = site.visitor();
    let fields = [("email", "sari@example.com"), ("password", PASSWORD)];
    laptop.submit("/sign-in", "/sign-in", &fields).await;
    site.market.passes(chrono::Duration::minutes(10));
    let code = app.code(site.market.clock().now());
    let refused = laptop.submit(CODE, CODE, &[("code", &code)]).await;
    assert_eq!(refused.attributes("main a.button", "href"), ["/id/sign-in"]);
    assert!(laptop.get("/account").await.status.is_redirection());
}

#[tokio::test]
async fn another_browser_cannot_finish_what_this_one_began() {
    let site = TestSite::new().await;
    let mut phone = site.visitor();
    phone.sign_up("sari").await;
    let (app, _) = turned_on(&mut phone).await;
    let fields = [("email", "sari@example.com"), ("password", PASSWORD)];
    site.visitor().submit("/sign-in", "/sign-in", &fields).await;
    let code = app.code(site.market.clock().now());
    let mut thief = site.visitor();
    thief.post(CODE, &[("code", &code)]).await;
    assert!(thief.get("/account").await.status.is_redirection());
}
