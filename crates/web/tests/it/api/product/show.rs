use pasar_service::actor::StaffRole;
use pasar_service::takedown::take::{TakeDown, take};

use crate::api::kit::Fair;

#[tokio::test]
async fn a_seller_sees_why_a_product_is_hidden() {
    let fair = Fair::new().await;
    let ana = fair.ana().await;
    let path = format!("/seller/shops/ana/products/{}", fair.shirt.product_id);
    let shown = ana.get(&path).await.ok();
    assert!(shown["takedown"].is_null());
    let decision = TakeDown {
        product_id: fair.shirt.product_id,
        reason: "misleading".parse().unwrap(),
        note: "Tulis bahan yang sebenarnya.".to_owned(),
    };
    let staff = fair.site.market.staff(StaffRole::Moderator);
    take(fair.site.market.ctx(), staff, &decision).await.unwrap();
    let shown = ana.get(&path).await.ok();
    assert_eq!(shown["takedown"]["note"], "Tulis bahan yang sebenarnya.");
    let other = fair.bo().await.get(&path.replace("/ana/", "/bo/")).await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_PRODUCT".to_owned()));
}
