use axum::http::StatusCode;
use pasar_service::actor::StaffRole;
use pasar_service::product::edit::{EditProduct, edit};

use super::{on_duty, shirt};
use crate::api::kit::{Fair, product};

#[tokio::test]
async fn staff_see_what_the_seller_entered_and_what_it_said_before() {
    let fair = Fair::new().await;
    let change = EditProduct {
        product_id: fair.shirt.product_id,
        version: 1,
        input: product(&fair.site, "Kaos polos katun", 5_350_000, 20),
    };
    edit(fair.site.market.ctx(), fair.ana, change).await.unwrap();
    let mut budi = on_duty(&fair, StaffRole::Moderator).await;
    let page = budi.get(&shirt(&fair)).await;
    assert_eq!(page.texts("h1"), ["Kaos polos katun"]);
    assert!(
        page.texts("td").contains(&"Kaos polos".to_owned()),
        "the earlier title is shown"
    );
    assert!(page.body.contains("<p>Katun 30s.</p>"));
    let missing = budi.get("/staff/products/prd_00000000000000000000000001").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}
