use axum::http::StatusCode;

use crate::api::kit::Fair;

#[tokio::test]
async fn a_deleted_product_is_gone_for_everybody() {
    let fair = Fair::new().await;
    let ana = fair.ana().await;
    let path = format!("/seller/shops/ana/products/{}", fair.shirt.product_id);
    let other = fair.bo().await.delete(&path.replace("/ana/", "/bo/")).await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_PRODUCT".to_owned()));
    assert_eq!(ana.delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(
        ana.get(&path).await.refusal(),
        (404, "NO_SUCH_PRODUCT".to_owned())
    );
    assert_eq!(
        ana.delete(&path).await.refusal(),
        (404, "NO_SUCH_PRODUCT".to_owned())
    );
    let listing = fair.site.program().get("/products/ana/kaos-polos").await;
    assert_eq!(listing.status, StatusCode::NOT_FOUND);
}
