use crate::api::kit::Fair;

#[tokio::test]
async fn a_category_says_what_its_products_say() {
    let fair = Fair::new().await;
    let market = fair.site.market.ctx().market();
    let leaf = market
        .categories
        .all()
        .iter()
        .find(|category| category.parent.is_some())
        .unwrap();
    let nobody = fair.site.program();
    let shown = nobody.get(&format!("/categories/{}", leaf.slug)).await.ok();
    assert_eq!(shown["slug"], leaf.slug.as_str());
    let path = shown["path"].as_array().unwrap();
    assert_eq!(path.last().unwrap()["slug"], leaf.slug.as_str());
    let attributes = market.categories.attributes(leaf.slug.as_str());
    assert_eq!(shown["attributes"].as_array().unwrap().len(), attributes.len());
    assert_eq!(
        nobody.get("/categories/no-such").await.refusal(),
        (404, "NOT_FOUND".to_owned())
    );
}
