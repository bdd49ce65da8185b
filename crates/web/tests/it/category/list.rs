use crate::kit::TestSite;

#[tokio::test]
async fn every_category_has_its_link() {
    let site = TestSite::new().await;
    let page = site.visitor().get("/categories").await;
    let links = page.attributes("main a", "href");
    for category in site.market.ctx().market().categories.all() {
        let path = site.url(&format!("/categories/{}", category.slug));
        assert!(links.contains(&path), "{path}");
    }
}
