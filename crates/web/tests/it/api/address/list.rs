use crate::api::kit::Fair;

#[tokio::test]
async fn everybody_has_their_own_book() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    let added = sari.post("/addresses", fair.address()).await.ok();
    let book = sari.get("/addresses").await.ok();
    assert_eq!(book["data"][0]["address_id"], added["address_id"]);
    let other = fair.bo().await.get("/addresses").await.ok();
    assert!(other["data"].as_array().unwrap().is_empty());
}
