use serde_json::json;

use crate::api::kit::{Fair, goods};

#[tokio::test]
async fn a_seller_finds_their_products() {
    let fair = Fair::new().await;
    goods(&fair.site, fair.ana, "Topi", 2_500_000, 3).await;
    goods(&fair.site, fair.bo, "Mug", 2_500_000, 3).await;
    let ana = fair.ana().await;
    let path = "/seller/shops/ana/products";
    let all = ana.get(path).await.ok();
    let titles: Vec<_> = all["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|product| product["title"].clone())
        .collect();
    assert_eq!(titles, ["Topi", "Kaos polos"]);
    let found = ana.get(&format!("{path}?q=kaos&state=active")).await.ok();
    assert_eq!(found["data"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&found["data"][0]["on_hand"], &found["data"][0]["state"]),
        (&json!(20), &json!("active"))
    );
    let first = ana.get(&format!("{path}?limit=1")).await.ok();
    let next = first["next"].as_str().unwrap();
    let second = ana.get(&format!("{path}?limit=1&cursor={next}")).await.ok();
    assert_eq!(second["data"][0]["title"], "Kaos polos");
    assert_eq!(
        fair.bo().await.get(path).await.refusal(),
        (404, "NO_SUCH_SHOP".to_owned())
    );
    assert_eq!(
        fair.sari().await.get(path).await.refusal(),
        (404, "NO_SUCH_SHOP".to_owned())
    );
}
