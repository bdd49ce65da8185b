use std::sync::Arc;

use axum::http::{StatusCode, header};
use pasar_service::Clock as _;
use pasar_service::actor::StaffRole;
use pasar_service::staff::StaffDoor;
use pasar_service::staff::oidc::OidcProvider;
use pasar_testkit::{OpenIdProvider, Says, TestMarket};

use super::second_factor::turned_on;
use crate::kit::{Browser, TestSite};

const SIGN_IN: &str = "/staff/sign-in";
const OIDC: &str = "/staff/sign-in/oidc";

async fn site(takes_passwords: bool) -> (TestSite, OpenIdProvider) {
    let provider = OpenIdProvider::new().await;
    let door = StaffDoor {
        takes_passwords,
        oidc: Some(Arc::new(OidcProvider::new(provider.settings()).unwrap())),
        ..StaffDoor::default()
    };
    (TestSite::with_staff_door(TestMarket::new().await, door), provider)
}

/// Presses the button, signs in at the provider, and is sent back to this path.
async fn there(browser: &mut Browser<'_>, provider: &OpenIdProvider, says: &Says) -> String {
    let page = browser.submit(SIGN_IN, OIDC, &[]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let link = page.attributes("main a.button", "href").concat();
    let refresh = page.headers[header::REFRESH].to_str().unwrap();
    assert_eq!(refresh, format!("0; url={link}"), "browsers go by themselves");
    let back = provider.visit(&link, says, browser.site.market.clock().now());
    back.strip_prefix("https://pasar.example").unwrap().to_owned()
}

#[tokio::test]
async fn staff_go_to_the_provider_and_come_back_signed_in() {
    let (site, provider) = site(true).await;
    site.market.on_duty("budi", StaffRole::Support).await;
    let says = Says::email("budi@example.com");
    let mut budi = site.visitor();
    assert_eq!(budi.get(SIGN_IN).await.texts("main button"), ["Masuk lewat Kantor", "Masuk"]);
    let back = there(&mut budi, &provider, &says).await;
    // In another browser the answer is nothing.
    let refused = site.visitor().get(&back).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = budi.get(&back).await;
    assert_eq!(answer.location(), "/id/staff");
    assert!(!budi.cookies.contains_key("pasar_oidc"));
    assert_eq!(budi.follow(&answer).await.status, StatusCode::OK);
    let mut again = site.visitor();
    let back = there(&mut again, &provider, &Says::email("eve@example.com")).await;
    let refused = again.get(&back).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.texts(".problems li")[0].starts_with("Identitas ini bukan milik"), "{}", refused.body);
    assert_eq!(again.get("/staff").await.location(), "/id/staff/sign-in");
    // Somebody who says no at the provider is told that it did not work.
    let refused = again.get(&format!("{OIDC}?state=a&error=access_denied")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_second_factor_here_is_asked_for_also_then() {
    let (site, provider) = site(true).await;
    let (_, token) = site.market.on_duty("budi", StaffRole::Support).await;
    let mut budi = site.visitor();
    budi.cookies.insert("pasar_staff".to_owned(), token.to_string());
    turned_on(&mut budi).await;
    let mut elsewhere = site.visitor();
    let back = there(&mut elsewhere, &provider, &Says::email("budi@example.com")).await;
    assert_eq!(elsewhere.get(&back).await.location(), "/id/staff/sign-in/code");
    assert_eq!(elsewhere.get("/staff").await.location(), "/id/staff/sign-in");
}

#[tokio::test]
async fn where_passwords_are_not_taken_none_opens_the_office() {
    let (site, _provider) = site(false).await;
    site.market.on_duty("budi", StaffRole::Administrator).await;
    let mut budi = site.visitor();
    assert_eq!(budi.get(SIGN_IN).await.texts("main button"), ["Masuk lewat Kantor"]);
    let right = [("email", "budi@example.com"), ("password", TestMarket::PASSWORD)];
    let refused = budi.post(SIGN_IN, &right).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(budi.get("/staff").await.location(), "/id/staff/sign-in");
}

#[tokio::test]
async fn without_a_provider_there_is_no_button() {
    let site = TestSite::new().await;
    let mut budi = site.visitor();
    assert_eq!(budi.get(SIGN_IN).await.texts("main button"), ["Masuk"]);
    assert_eq!(budi.post(OIDC, &[]).await.status, StatusCode::NOT_FOUND);
}
