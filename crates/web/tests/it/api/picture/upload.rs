use axum::http::StatusCode;
use serde_json::json;

use crate::api::kit::Fair;

/// The smallest PNG: one black pixel.
pub(in crate::api) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01\x48\xaf\xa4\x71\0\0\0\0IEND\xaeB`\x82";

/// The address of the pictures of Ana's shirt.
pub(super) fn pictures(fair: &Fair) -> String {
    format!("/seller/shops/ana/products/{}/pictures", fair.shirt.product_id)
}

#[tokio::test]
async fn a_picture_takes_the_place_of_the_drawn_one() {
    let fair = Fair::new().await;
    let ana = fair.ana().await;
    let sent = ana
        .send(
            "POST",
            &format!("{}?alt=Tampak%20depan", pictures(&fair)),
            &[],
            PNG,
        )
        .await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
    let sent = sent.json();
    assert_eq!(
        (&sent["kind"], &sent["alt"]),
        (&json!("uploaded"), &json!("Tampak depan"))
    );
    let listing = fair.site.program().get("/products/ana/kaos-polos").await.ok();
    assert_eq!(listing["pictures"].as_array().unwrap().len(), 1);
    assert_eq!(listing["pictures"][0]["url"], sent["url"]);
}

#[tokio::test]
async fn what_is_no_picture_is_refused() {
    let fair = Fair::new().await;
    let ana = fair.ana().await;
    let path = pictures(&fair);
    assert_eq!(
        ana.send("POST", &path, &[], "hello").await.refusal(),
        (422, "NOT_A_PICTURE".to_owned())
    );
    let broken = &PNG[..PNG.len() - 20];
    assert_eq!(
        ana.send("POST", &path, &[], broken).await.refusal(),
        (422, "DAMAGED_PICTURE".to_owned())
    );
    let large = vec![0_u8; 12 * 1024 * 1024 + 1];
    assert_eq!(
        ana.send("POST", &path, &[], large).await.refusal(),
        (413, "TOO_LARGE".to_owned())
    );
    let other = fair
        .bo()
        .await
        .send("POST", &path.replace("/ana/", "/bo/"), &[], PNG)
        .await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_PRODUCT".to_owned()));
}
