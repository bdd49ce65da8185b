use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn lines_are_worked_out_and_nothing_is_reserved() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    let quote = sari
        .post("/checkout/quote", json!({"lines": [fair.line(2)]}))
        .await
        .ok();
    assert_eq!(quote["is_orderable"], true);
    let shop = &quote["shops"][0];
    assert_eq!(shop["goods"]["amount_minor"], 10_700_000);
    assert_eq!(shop["shipping"]["amount_minor"], 1_000_000);
    assert_eq!(quote["total"]["formatted"], "Rp117.000");
    assert_eq!(shop["shipping_options"][0]["service"], fair.site.market.service());
    assert_eq!(
        fair.site
            .market
            .count("select sum(reserved)::bigint from stock_item")
            .await,
        0
    );
}

#[tokio::test]
async fn what_stands_in_the_way_is_part_of_the_answer() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    let mut line = fair.line(21);
    line["unit_price"]["amount_minor"] = json!(1);
    let quote = sari.post("/checkout/quote", json!({"lines": [line]})).await.ok();
    assert_eq!(quote["is_orderable"], false);
    let codes: Vec<_> = quote["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["PRICE_CHANGED", "OUT_OF_STOCK"]);
    let none = sari.post("/checkout/quote", json!({"lines": []})).await;
    assert_eq!(none.refusal(), (422, "LINE_COUNT".to_owned()));
}
