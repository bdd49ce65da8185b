use crate::api::kit::Fair;

#[tokio::test]
async fn a_program_learns_for_whom_it_acts() {
    let fair = Fair::new().await;
    let account = fair.sari().await.get("/account").await.ok();
    assert_eq!(account["name"], "sari");
    assert_eq!(account["account_id"], fair.sari.account_id().to_string());
    assert!(account["created_at"].as_str().unwrap().ends_with('Z'));
}
