use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn a_program_learns_what_the_market_is_like() {
    let fair = Fair::new().await;
    let market = fair.site.program().get("/market").await.ok();
    assert_eq!(
        (&market["code"], &market["currency"]),
        (&json!("id"), &json!("IDR"))
    );
    assert_eq!(
        market["payment_methods"],
        json!(["sandbox_success", "sandbox_decline", "sandbox_later"])
    );
    let fields = market["address_fields"].as_array().unwrap();
    assert!(
        fields
            .iter()
            .any(|field| field["key"] == "postcode" && field["required"] == true),
        "{fields:?}"
    );
    assert!(market["shipping_services"][0]["name"].is_string());
}
