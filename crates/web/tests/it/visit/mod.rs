//! Forms are taken only from the person they were made for.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use crate::kit::TestSite;

#[tokio::test]
async fn a_form_without_its_token_is_refused() {
    let site = TestSite::new().await;
    let mut bo = site.visitor();
    let token = bo.token().await;
    let mut stranger = site.visitor();
    let foreign = stranger.token().await;
    for wrong in [None, Some(""), Some(foreign.as_str()), Some(&token[1..])] {
        let answer = bo.post_with("/preferences", wrong, &[("theme", "dark")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{wrong:?}");
        assert!(!bo.cookies.contains_key("pasar_theme"));
    }
    let answer = bo
        .post_with("/preferences", Some(&token), &[("theme", "dark")])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_form_that_another_site_sends_is_refused_even_with_its_token() {
    let site = TestSite::new().await;
    let mut bo = site.visitor();
    let token = bo.token().await;
    let request = Request::post("/id/preferences")
        .header(header::COOKIE, format!("pasar_id={}", bo.cookies["pasar_id"]))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site")
        .body(Body::from(format!("_csrf={token}&theme=dark")));
    let answer = site.send(request.unwrap()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(answer.texts("h1"), ["Formulir sudah kedaluwarsa"]);
}
