use crate::api::kit::Fair;

#[tokio::test]
async fn phrases_begin_with_what_is_typed() {
    let fair = Fair::new().await;
    fair.indexed().await;
    let nobody = fair.site.program();
    let phrases = nobody.get("/suggestions?q=kao").await.ok();
    let phrases = phrases["data"].as_array().unwrap();
    assert!(
        phrases
            .iter()
            .any(|phrase| phrase.as_str().unwrap().contains("kaos")),
        "{phrases:?}"
    );
    assert_eq!(
        nobody.get("/suggestions").await.refusal(),
        (400, "BAD_QUERY".to_owned())
    );
}
