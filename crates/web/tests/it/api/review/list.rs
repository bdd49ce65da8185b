use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn reviews_come_newest_first_page_by_page() {
    let fair = Fair::new().await;
    for number in 1..=3 {
        let id = format!("00000000-0000-7000-8000-00000000000{number}");
        let insert = format!(
            "insert into review (shop_id, product_id, review_id, rating, body, source)
             select shop_id, product_id, '{id}', {number}, 'Bagus {number}', 'PRDECT-ID' from product where handle = 'kaos-polos'"
        );
        fair.site.market.sql(&insert).await;
    }
    let nobody = fair.site.program();
    let path = "/products/ana/kaos-polos/reviews";
    let first = nobody.get(&format!("{path}?limit=2")).await.ok();
    assert_eq!(
        (&first["data"][0]["stars"], &first["data"][0]["data_set"]),
        (&json!(3), &json!("PRDECT-ID"))
    );
    let next = first["next"].as_str().unwrap();
    let second = nobody.get(&format!("{path}?limit=2&cursor={next}")).await.ok();
    assert_eq!(second["data"][0]["body"], "Bagus 1");
    assert_eq!(second["next"], json!(null));
    assert_eq!(
        nobody.get("/products/ana/no-such/reviews").await.refusal(),
        (404, "NOT_FOUND".to_owned())
    );
}
