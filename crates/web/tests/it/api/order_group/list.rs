use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn everybody_sees_what_they_bought_newest_first() {
    let fair = Fair::new().await;
    let mut bought = Vec::new();
    for quantity in 1..=3 {
        bought.push(fair.bought(quantity).await.0);
        fair.site.market.passes(chrono::Duration::seconds(1));
    }
    let sari = fair.sari().await;
    let first = sari.get("/order-groups?limit=2").await.ok();
    let next = first["next"].as_str().unwrap();
    let second = sari
        .get(&format!("/order-groups?limit=2&cursor={next}"))
        .await
        .ok();
    let ids: Vec<_> = [&first, &second]
        .iter()
        .flat_map(|page| page["data"].as_array().unwrap())
        .map(|group| group["order_group_id"].as_str().unwrap().to_owned())
        .collect();
    bought.reverse();
    assert_eq!(ids, bought);
    assert_eq!(second["next"], json!(null));
    let others = fair.bo().await.get("/order-groups").await.ok();
    assert!(others["data"].as_array().unwrap().is_empty());
}
