use axum::http::{StatusCode, header};
use pasar_service::Clock as _;
use pasar_testkit::Authenticator;

use crate::kit::{Answer, Browser, PASSWORD, TestSite};

pub(super) const PATH: &str = "/account/second-factor";

pub(super) fn below(path: &str) -> String {
    format!("{PATH}/{path}")
}

/// Turns it on for whose browser this is: the app, and the recovery codes.
pub(super) async fn turned_on(browser: &mut Browser<'_>) -> (Authenticator, Vec<String>) {
    let answer = browser
        .submit(PATH, &below("start"), &[("password", PASSWORD)])
        .await;
    let page = browser.follow(&answer).await;
    let app = Authenticator::typed(&page.texts("#secret").concat());
    let code = app.code(browser.site.market.clock().now());
    let done = browser.submit(PATH, &below("confirm"), &[("code", &code)]).await;
    assert_eq!(done.status, StatusCode::CREATED, "{}", done.body);
    browser.site.market.passes(chrono::Duration::seconds(30));
    (app, codes(&done))
}

fn codes(page: &Answer) -> Vec<String> {
    let codes = page.texts("#secret").concat();
    codes.split_whitespace().map(str::to_owned).collect()
}

#[tokio::test]
async fn it_is_turned_on_with_the_app_and_off_with_password_and_code() {
    let site = TestSite::new().await;
    let mut sari = site.visitor();
    sari.sign_up("sari").await;
    let refused = sari
        .submit(PATH, &below("start"), &[("password", "salah sekali")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.texts("#f-password-error").len(), 1);

    let answer = sari
        .submit(PATH, &below("start"), &[("password", PASSWORD)])
        .await;
    let page = sari.follow(&answer).await;
    assert_eq!(page.headers[header::CACHE_CONTROL], "private, no-store");
    assert_eq!(page.attributes("svg.scan", "role"), ["img"]);
    let app = Authenticator::typed(&page.texts("#secret").concat());
    let refused = sari.submit(PATH, &below("confirm"), &[("code", "000000")]).await;
    assert_eq!(refused.texts("#f-code-error").len(), 1);
    let code = app.code(site.market.clock().now());
    let done = sari.submit(PATH, &below("confirm"), &[("code", &code)]).await;
    assert_eq!(done.headers[header::CACHE_CONTROL], "private, no-store");
    assert_eq!(codes(&done).len(), 10);
    let page = sari.get(PATH).await;
    assert!(
        page.texts(".flash.good, .note.good")[0].starts_with("Aktif sejak"),
        "{}",
        page.body
    );
    assert!(
        codes(&done).iter().all(|code| !page.body.contains(code)),
        "shown once"
    );
    assert!(page.texts("#secret").is_empty(), "the key is not shown again");

    site.market.passes(chrono::Duration::seconds(30));
    let code = app.code(site.market.clock().now());
    let fields = [("password", PASSWORD), ("code", "000000")];
    let refused = sari.submit(PATH, &below("remove"), &fields).await;
    assert_eq!(refused.texts("#f-code-error").len(), 1);
    let fields = [("password", PASSWORD), ("code", code.as_str())];
    let answer = sari.submit(PATH, &below("remove"), &fields).await;
    let page = sari.follow(&answer).await;
    assert_eq!(page.texts(".flash"), ["Verifikasi dua langkah sudah dimatikan."]);
    assert_eq!(page.attributes("form[action$='/start']", "method"), ["post"]);
}

#[tokio::test]
async fn keys_and_closing_ask_for_a_code_then() {
    let site = TestSite::new().await;
    let mut sari = site.visitor();
    sari.sign_up("sari").await;
    assert!(
        sari.get("/account/keys")
            .await
            .attributes("#f-code", "name")
            .is_empty()
    );
    assert!(
        sari.get("/account/close")
            .await
            .attributes("#f-code", "name")
            .is_empty()
    );
    let (app, codes) = turned_on(&mut sari).await;
    let refused = sari
        .submit("/account/keys", "/account/keys", &[("name", "Kasir")])
        .await;
    assert_eq!(refused.texts("#f-code-error").len(), 1, "{}", refused.body);
    let code = app.code(site.market.clock().now());
    let fields = [("name", "Kasir"), ("code", code.as_str())];
    let made = sari.submit("/account/keys", "/account/keys", &fields).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let path = "/account/close";
    let refused = sari.submit(path, path, &[("password", PASSWORD)]).await;
    assert_eq!(refused.texts("#f-code-error").len(), 1, "{}", refused.body);
    let fields = [("password", PASSWORD), ("code", codes[0].as_str())];
    assert_eq!(sari.submit(path, path, &fields).await.location(), "/id/");
}
