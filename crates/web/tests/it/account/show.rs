use axum::http::StatusCode;

use crate::buying::signed_in;
use crate::kit::TestSite;

#[tokio::test]
async fn a_person_changes_name_and_language() {
    let site = TestSite::new().await;
    let mut sari = signed_in(&site, "sari").await;
    let page = sari.get("/account").await;
    assert_eq!(page.texts("h1"), ["Halo, sari"]);
    let answer = sari
        .submit(
            "/account",
            "/account",
            &[("name", " Sari  W. "), ("language", "en")],
        )
        .await;
    let page = sari.follow(&answer).await;
    assert_eq!(page.texts("h1"), ["Hello, Sari W."]);
    assert_eq!(page.texts(".flash"), ["Saved."]);
    let refused = sari.submit("/account", "/account", &[("name", " ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.texts("#f-name-error").len(), 1);
    assert_eq!(sari.get("/account").await.texts("h1"), ["Hello, Sari W."]);
}

#[tokio::test]
async fn a_stranger_is_sent_to_sign_in() {
    let site = TestSite::new().await;
    for page in [
        "/account",
        "/account/password",
        "/account/close",
        "/account/addresses",
        "/account/keys",
    ] {
        let answer = site.visitor().get(page).await;
        assert!(
            answer.location().starts_with("/id/sign-in?back=%2Fid%2Faccount"),
            "{page}"
        );
    }
}
