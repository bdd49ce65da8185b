//! What belongs to no market.

mod robots;
mod security_txt;
mod sitemap;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use crate::kit::TestSite;

fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).unwrap()
}

#[tokio::test]
async fn the_root_leads_to_a_market() {
    let site = TestSite::new().await;
    assert_eq!(site.send(get("/")).await.location(), "/id/");
}

#[tokio::test]
async fn health_is_told_to_programs() {
    let site = TestSite::new().await;
    let alive = site.send(get("/healthz")).await;
    assert_eq!((alive.status, alive.body.as_str()), (StatusCode::OK, "ok\n"));
    let ready = site.send(get("/readyz")).await;
    assert_eq!((ready.status, ready.body.as_str()), (StatusCode::OK, "id ok\n"));
}

#[tokio::test]
async fn an_unknown_address_is_a_page_that_helps() {
    let site = TestSite::new().await;
    for path in ["/id/nowhere", "/nowhere", "/xx/cart"] {
        let answer = site.send(get(path)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.texts("h1"), ["Halaman ini tidak ada"], "{path}");
    }
}

#[tokio::test]
async fn every_answer_is_careful() {
    let site = TestSite::new().await;
    let answer = site.send(get("/id/sign-in")).await;
    let says = |name: header::HeaderName| answer.headers[name].to_str().unwrap();
    assert!(says(header::CONTENT_SECURITY_POLICY).contains("script-src 'self'"));
    assert_eq!(says(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert_eq!(says(header::CACHE_CONTROL), "private, no-cache");
    assert!(answer.headers.contains_key("x-request-id"));
}
