use crate::api::kit::Fair;

#[tokio::test]
async fn a_program_reads_what_buyers_do_not_see_and_why() {
    let fair = Fair::new().await;
    let ana = fair.ana().await;
    let none = ana.get("/seller/shops/ana/refusals").await.ok();
    assert_eq!(none["data"].as_array().unwrap().len(), 0);
    fair.site
        .market
        .sql("update verification set revoked_at = recorded_at, revoke_reason = 'test'")
        .await;
    let list = ana.get("/seller/shops/ana/refusals").await.ok();
    let product = &list["data"][0];
    assert_eq!(product["product_id"], fair.shirt.product_id.to_string());
    assert_eq!(product["is_shown"], false);
    let rule = &product["rules"][0];
    assert_eq!(rule["rule"], "verified");
    for words in ["title", "reason", "remedy"] {
        assert!(!rule[words].as_str().unwrap().is_empty(), "{rule}");
    }
}
