use crate::api::kit::Fair;

#[tokio::test]
async fn a_person_sees_the_shops_they_work_in() {
    let fair = Fair::new().await;
    let list = fair.ana().await.get("/seller/shops").await.ok();
    assert_eq!(list["data"].as_array().unwrap().len(), 1);
    assert_eq!(list["data"][0]["handle"], "ana");
    let none = fair.sari().await.get("/seller/shops").await.ok();
    assert!(none["data"].as_array().unwrap().is_empty());
}
