use pasar_service::actor::StaffRole;

use super::on_duty;
use crate::api::kit::Fair;

#[tokio::test]
async fn orders_are_listed_by_state() {
    let fair = Fair::new().await;
    fair.bought(1).await;
    let sari = fair.sari().await;
    sari.post_once("b", "/checkout", &fair.order(2, "sandbox_decline"))
        .await
        .ok();
    let mut budi = on_duty(&fair, StaffRole::Support).await;
    for (query, expected) in [
        ("", 2),
        ("?state=awaiting_payment", 1),
        ("?state=awaiting_shipment", 1),
        ("?state=completed", 0),
    ] {
        let page = budi.get(&format!("/staff/orders{query}")).await;
        assert_eq!(page.texts("tbody tr").len(), expected, "{query}");
    }
}
