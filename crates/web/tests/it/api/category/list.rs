use std::collections::BTreeSet;

use crate::api::kit::Fair;

#[tokio::test]
async fn each_category_follows_the_one_above_it_in_the_language_of_the_request() {
    let fair = Fair::new().await;
    let list = fair.site.program().get("/categories").await.ok();
    let mut seen = BTreeSet::new();
    for category in list["data"].as_array().unwrap() {
        if let Some(parent) = category["parent"].as_str() {
            assert!(seen.contains(parent), "{category}");
        }
        seen.insert(category["slug"].as_str().unwrap().to_owned());
    }
    assert_eq!(seen.len(), fair.site.market.ctx().market().categories.all().len());
    let first = |list: &serde_json::Value| list["data"][0]["name"].clone();
    let indonesian = fair.site.program().speaking("id").get("/categories").await.ok();
    let market = fair.site.market.ctx().market();
    let names = &market.categories.all()[0].name;
    assert_eq!(first(&list), names.get(market.language("en").unwrap()));
    assert_eq!(first(&indonesian), names.get(market.language("id").unwrap()));
}
