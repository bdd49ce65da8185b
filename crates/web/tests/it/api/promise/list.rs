use pasar_web::promise::query;

use crate::api::kit::Fair;

#[tokio::test]
async fn programs_read_the_promises_with_their_meaning_and_the_rules_that_keep_them() {
    let fair = Fair::new().await;
    let ctx = fair.site.market.ctx();
    let folder = query::charter(ctx).unwrap();
    let list = fair.site.program().get("/promises").await.ok();
    assert_eq!(list["charter_version"], folder.charter.version.as_str());
    let promises = list["promises"].as_array().unwrap();
    assert_eq!(promises.len(), folder.promises.len());
    let english = ctx.market().language("en").unwrap();
    for (shown, promise) in promises.iter().zip(&folder.promises) {
        assert_eq!(shown["promise"], promise.id.as_str());
        assert_eq!(shown["sentence"], promise.sentence.get(english));
        assert_eq!(shown["meaning"], promise.meaning.trim());
        let rules = shown["kept_by"].as_array().unwrap();
        assert_eq!(rules.len(), promise.kept_by.len());
        let url = shown["url"].as_str().unwrap();
        assert_eq!(url, format!("https://pasar.example/id/promises/{}", promise.id));
    }
}
