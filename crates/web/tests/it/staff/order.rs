use axum::http::StatusCode;
use pasar_service::actor::StaffRole;

use super::on_duty;
use crate::api::kit::Fair;

#[tokio::test]
async fn an_order_shows_its_money_and_not_where_the_buyer_lives() {
    let fair = Fair::new().await;
    let (_, order) = fair.bought(2).await;
    let mut budi = on_duty(&fair, StaffRole::Support).await;
    let page = budi.get(&format!("/staff/orders/{order}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Rp117.000"), "{}", page.body);
    let address = fair.site.market.address();
    for (field, text) in address
        .fields()
        .filter(|(field, _)| ["recipient", "phone", "line1"].contains(&field.as_str()))
    {
        assert!(!page.body.contains(text), "{field}");
    }
    let missing = budi.get("/staff/orders/ord_00000000000000000000000001").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}
