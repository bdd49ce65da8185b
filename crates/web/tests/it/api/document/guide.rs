use crate::kit::TestSite;

#[tokio::test]
async fn the_guide_names_every_operation() {
    let site = TestSite::new().await;
    let guide = site.visitor().get("/api").await;
    let document = site.visitor().get("/api/openapi.json").await.json();
    let anchors = guide.page();
    let mut operations = 0;
    for item in document["paths"].as_object().unwrap().values() {
        for operation in item.as_object().unwrap().values() {
            let id = operation["operationId"].as_str().unwrap();
            let selector = scraper::Selector::parse(&format!("#{id}")).unwrap();
            assert!(
                anchors.select(&selector).next().is_some(),
                "{id} is not in the guide"
            );
            operations += 1;
        }
    }
    assert!(operations > 40);
    assert!(guide.body.contains("https://pasar.example/id/api/v1/cart"));
}
