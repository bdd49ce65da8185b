use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::api::kit::{Fair, product};

/// A product of two sizes as JSON.
pub(super) fn input(fair: &Fair) -> Value {
    let price = json!({"amount_minor": 7_500_000, "currency": "IDR", "formatted": "Rp75.000"});
    json!({
        "title": "Kemeja batik", "description_html": "Halus & <b>rapi</b><script>x</script>", "option_names": ["Ukuran"],
        "category": product(&fair.site, "", 1, 1).category,
        "variants": [
            {"option_values": ["M"], "sku": "KB-M", "price": price, "stock": {"on_hand": 4}},
            {"option_values": ["L"], "sku": "KB-L", "price": price}
        ]
    })
}

#[tokio::test]
async fn a_product_is_created_and_published_at_once() {
    let fair = Fair::new().await;
    let ana = fair.ana().await;
    let path = "/seller/shops/ana/products";
    let made = ana
        .post(path, json!({"product": input(&fair), "publish": true}))
        .await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let made = made.json();
    assert_eq!(
        (&made["handle"], &made["state"], &made["version"]),
        (&json!("kemeja-batik"), &json!("active"), &json!(1))
    );
    assert!(!made["description_html"].as_str().unwrap().contains("script"));
    assert_eq!(made["variants"][0]["on_hand"], 4);
    assert_eq!(made["variants"][1]["on_hand"], 0);
    let listing = fair.site.program().get("/products/ana/kemeja-batik").await.ok();
    assert_eq!(
        listing["variants"][1]["options"],
        json!([{"name": "Ukuran", "value": "L"}])
    );
}

#[tokio::test]
async fn every_wrong_field_is_named() {
    let fair = Fair::new().await;
    let ana = fair.ana().await;
    let mut wrong = input(&fair);
    wrong["title"] = json!("");
    wrong["category"] = json!("no-such");
    wrong["variants"][0]["price"]["currency"] = json!("GBP");
    wrong["variants"][1]["sku"] = json!("KB-M");
    let answer = ana
        .post("/seller/shops/ana/products", json!({"product": wrong}))
        .await;
    let fields = answer.wrong_fields();
    for field in ["title", "category", "variants.0.price", "variants.1.sku"] {
        assert!(fields.contains(&field.to_owned()), "{field}: {fields:?}");
    }
    assert!(
        answer.json()["errors"][0]["code"]
            .as_str()
            .unwrap()
            .starts_with("field-")
    );
    let other = fair
        .bo()
        .await
        .post("/seller/shops/ana/products", json!({"product": input(&fair)}))
        .await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_SHOP".to_owned()));
}
