use axum::http::{StatusCode, header};
use pasar_testkit::Device;

use crate::kit::{Browser, PASSWORD, TRADE, TestSite};

const PATH: &str = "/account/passkeys";
const SIGN_IN: &str = "/sign-in/passkey";

/// Adds a passkey for whose browser this is, as the script does with the page's options.
async fn added(browser: &mut Browser<'_>, name: &str) -> Device {
    let fields = [("name", name), ("password", PASSWORD)];
    let page = browser.submit(PATH, &format!("{PATH}/begin"), &fields).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert_eq!(page.headers[header::CACHE_CONTROL], "private, no-store");
    let options = page
        .attributes("form[data-passkey]", "data-passkey-options")
        .concat();
    let mut device = Device::default();
    let answer = device
        .makes(TRADE, &serde_json::from_str(&options).unwrap())
        .await;
    let answer = browser.post(PATH, &[("name", name), ("answer", &answer)]).await;
    assert_eq!(browser.follow(&answer).await.texts(".list b"), [name]);
    device
}

#[tokio::test]
async fn a_passkey_is_added_signed_in_with_renamed_and_removed() {
    let site = TestSite::new().await;
    let mut sari = site.visitor();
    sari.sign_up("sari").await;
    let refused = sari
        .submit(
            PATH,
            &format!("{PATH}/begin"),
            &[("name", "Ponsel"), ("password", "salah sekali")],
        )
        .await;
    assert_eq!(refused.texts("#f-password-error").len(), 1);
    let mut device = added(&mut sari, "Ponsel").await;

    let mut phone = site.visitor();
    let page = phone.get("/sign-in?back=%2Fid%2Fcart").await;
    let begin = page
        .attributes("form[data-passkey]", "data-passkey-begin")
        .concat();
    assert_eq!(begin, "/id/sign-in/passkey/begin");
    let asked = phone.post(&begin, &[]).await;
    assert_eq!(asked.headers[header::CACHE_CONTROL], "private, no-store");
    let answer = device.answers(TRADE, &asked.json()).await;
    let fields = [("back", "/id/cart"), ("answer", answer.as_str())];
    let signed_in = phone.post(SIGN_IN, &fields).await;
    assert_eq!(signed_in.location(), "/id/cart");
    assert_eq!(phone.get("/account").await.status, StatusCode::OK);
    assert!(!phone.cookies.contains_key("pasar_passkey"));
    // The same answer is nothing in another browser.
    let mut thief = site.visitor();
    let refused = thief.post(SIGN_IN, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

    let page = sari.get(PATH).await;
    let rename = page.attributes("form[action$='/rename']", "action").concat();
    let answer = sari.post(&rename, &[("name", "Ponsel lama")]).await;
    assert_eq!(sari.follow(&answer).await.texts(".list b"), ["Ponsel lama"]);
    let remove = page.attributes("form[action$='/remove']", "action").concat();
    let answer = sari.post(&remove, &[]).await;
    assert!(sari.follow(&answer).await.texts(".list b").is_empty());
    let asked = thief.post(&begin, &[]).await;
    let answer = device.answers(TRADE, &asked.json()).await;
    let refused = thief.post(SIGN_IN, &[("answer", &answer)]).await;
    assert!(refused.texts(".problems li")[0].starts_with("Kunci sandi ini tidak diterima"));
}
