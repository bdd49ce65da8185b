use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use bytes::Bytes;
use pasar_service::picture::upload::upload;
use pasar_testkit::TestMarket;

use crate::goods::{open_shop, publish, simple};
use crate::kit::TestSite;

/// A photograph, made without one: a drawing as PNG.
fn photograph() -> Bytes {
    use resvg::{tiny_skia, usvg};
    let drawing = pasar_motif::draw(pasar_motif::Tradition::Batik, 1, "kitchen");
    let tree = usvg::Tree::from_str(&drawing, &usvg::Options::default()).unwrap();
    let mut pixels = tiny_skia::Pixmap::new(400, 400).unwrap();
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().unwrap().into()
}

#[tokio::test]
async fn an_uploaded_picture_is_on_its_product_in_every_size() {
    let market = TestMarket::new().await;
    let (keeper, shop) = open_shop(&market, "Toko Ana", "Kota Bandung").await;
    let kaos = publish(
        &market,
        keeper,
        simple(&market, "Kaos", "mens-fashion", 50_000, 2),
    )
    .await;
    upload(
        market.ctx(),
        keeper,
        kaos.product_id,
        "Dari <depan>",
        photograph(),
    )
    .await
    .unwrap();
    let site = TestSite::of(market);
    let page = site.visitor().get(&format!("/products/{shop}/kaos")).await;
    assert_eq!(page.attributes(".gallery img", "alt"), ["Dari <depan>"]);
    let large = page.attributes(".gallery img", "src")[0].clone();
    let folder = large.strip_suffix("/1280").unwrap().to_owned();
    for size in [160, 320, 640, 1_280] {
        let answer = site.visitor().get(&format!("{folder}/{size}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{size}");
        assert_eq!(answer.headers[header::CONTENT_TYPE], "image/jpeg");
        assert_eq!(
            answer.headers[header::CACHE_CONTROL],
            "public, max-age=31536000, immutable"
        );
        let tag = answer.headers[header::ETAG].clone();
        let again = Request::get(format!("{folder}/{size}")).header(header::IF_NONE_MATCH, tag);
        let again = site.send(again.body(Body::empty()).unwrap()).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    }
    for path in [
        format!("{folder}/641"),
        folder.replace("shop_", "shop_0"),
        format!("{folder}x/160"),
    ] {
        assert_eq!(
            site.visitor().get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}
