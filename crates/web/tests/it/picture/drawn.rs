use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use pasar_testkit::counting_statements;

use crate::kit::{Answer, TestSite};

async fn get(site: &TestSite, path: &str, headers: &[(header::HeaderName, &str)]) -> Answer {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    site.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn drawings_are_kept_for_ever_and_packed_for_those_who_take_it() {
    let site = TestSite::new().await;
    let path = "/id/pictures/drawn/mens-fashion/7.svg";
    let (plain, statements) = counting_statements(get(&site, path, &[])).await;
    assert_eq!(statements, 0);
    assert_eq!(plain.headers[header::CONTENT_TYPE], "image/svg+xml");
    assert!(plain.body.starts_with("<svg") && !plain.headers.contains_key(header::CONTENT_ENCODING));
    for _ in 0..2 {
        let packed = get(&site, path, &[(header::ACCEPT_ENCODING, "gzip, br")]).await;
        assert_eq!(packed.headers[header::CONTENT_ENCODING], "gzip");
        assert_eq!(packed.headers[header::VARY], "accept-encoding");
        assert_eq!(
            packed.headers[header::CACHE_CONTROL],
            "public, max-age=31536000, immutable"
        );
        assert!(packed.body.len() < plain.body.len() / 2);
    }
    let tag = plain.headers[header::ETAG].to_str().unwrap();
    let known = get(&site, path, &[(header::IF_NONE_MATCH, tag)]).await;
    assert_eq!(
        (known.status, known.body.as_str()),
        (StatusCode::NOT_MODIFIED, "")
    );
    let other = get(
        &site,
        "/id/pictures/drawn/mens-fashion/8.svg",
        &[(header::IF_NONE_MATCH, tag)],
    )
    .await;
    assert_eq!(other.status, StatusCode::OK);
}

#[tokio::test]
async fn tiles_letters_and_rasters_are_drawn_and_nothing_else() {
    let site = TestSite::new().await;
    for path in [
        "drawn/fashion/tile.svg",
        "drawn/unknown/3.svg",
        "monogram/TA/5.svg",
        "monogram/-/5.svg",
    ] {
        let answer = get(&site, &format!("/id/pictures/{path}"), &[]).await;
        assert!(answer.body.starts_with("<svg"), "{path}: {}", answer.status);
    }
    let raster = get(&site, "/id/pictures/drawn/fashion/3.png", &[]).await;
    assert_eq!(raster.headers[header::CONTENT_TYPE], "image/png");
    assert!(raster.body.contains("PNG"));
    for path in [
        "drawn/fashion/x.svg",
        "drawn/fashion/3.jpg",
        "monogram/TA/tile.svg",
    ] {
        let answer = get(&site, &format!("/id/pictures/{path}"), &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}
