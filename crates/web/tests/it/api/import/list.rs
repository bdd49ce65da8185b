use super::start::FILE;
use crate::api::kit::Fair;

#[tokio::test]
async fn the_last_comes_first() {
    let fair = Fair::new().await;
    let ana = fair.ana().await;
    for name in ["a.csv", "b.csv"] {
        ana.send(
            "POST",
            &format!("/seller/shops/ana/imports?file_name={name}"),
            &[],
            FILE,
        )
        .await
        .ok();
        fair.site.market.passes(chrono::Duration::seconds(1));
    }
    let list = ana.get("/seller/shops/ana/imports").await.ok();
    let names: Vec<_> = list["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|import| import["file_name"].clone())
        .collect();
    assert_eq!(names, ["b.csv", "a.csv"]);
    let others = fair.bo().await.get("/seller/shops/bo/imports").await.ok();
    assert!(others["data"].as_array().unwrap().is_empty());
}
