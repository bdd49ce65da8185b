use axum::http::StatusCode;
use pasar_service::Clock as _;
use pasar_service::actor::StaffRole;
use pasar_service::staff::StaffDoor;
use pasar_testkit::{Authenticator, TestMarket};

use crate::kit::{Browser, TestSite};

pub(super) const PATH: &str = "/staff/second-factor";

/// Turns it on for whose browser this is: the app, and the recovery codes.
pub(super) async fn turned_on(browser: &mut Browser<'_>) -> (Authenticator, Vec<String>) {
    let start = format!("{PATH}/start");
    let answer = browser
        .submit(PATH, &start, &[("password", TestMarket::PASSWORD)])
        .await;
    let page = browser.follow(&answer).await;
    let app = Authenticator::typed(&page.texts("#secret").concat());
    let code = app.code(browser.site.market.clock().now());
    let done = browser
        .submit(PATH, &format!("{PATH}/confirm"), &[("code", &code)])
        .await;
    assert_eq!(done.status, StatusCode::CREATED, "{}", done.body);
    browser.site.market.passes(chrono::Duration::seconds(30));
    let codes = done.texts("#secret").concat();
    (app, codes.split_whitespace().map(str::to_owned).collect())
}

#[tokio::test]
async fn where_it_is_wanted_nothing_opens_before_it_is_on() {
    let market = TestMarket::new().await;
    let (_, token) = market.on_duty("budi", StaffRole::Administrator).await;
    let site = TestSite::with_staff_door(
        market,
        StaffDoor {
            wants_factor: true,
            ..StaffDoor::default()
        },
    );
    let mut budi = site.visitor();
    budi.cookies.insert("pasar_staff".to_owned(), token.to_string());
    for path in ["/staff", "/staff/orders", "/staff/sellers", "/staff/charters"] {
        assert_eq!(
            budi.get(path).await.location(),
            "/id/staff/second-factor",
            "{path}"
        );
    }
    let answer = budi.post("/staff/ownership/parties", &[("name", "A")]).await;
    assert_eq!(answer.location(), "/id/staff/second-factor");
    assert!(budi.get(PATH).await.texts(".flash.care, .note.care")[0].starts_with("Semua yang bekerja"));
    let (_, codes) = turned_on(&mut budi).await;
    assert_eq!(budi.get("/staff").await.status, StatusCode::OK);
    let fields = [("password", TestMarket::PASSWORD), ("code", codes[0].as_str())];
    budi.submit(PATH, &format!("{PATH}/remove"), &fields).await;
    assert_eq!(budi.get("/staff").await.location(), "/id/staff/second-factor");
    assert_eq!(
        budi.post("/staff/sign-out", &[]).await.location(),
        "/id/staff/sign-in"
    );
}
