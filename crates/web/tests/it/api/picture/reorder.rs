use serde_json::json;

use super::upload::{PNG, pictures};
use crate::api::kit::Fair;

#[tokio::test]
async fn the_named_ones_come_first_and_say_what_they_show() {
    let fair = Fair::new().await;
    let ana = fair.ana().await;
    let path = pictures(&fair);
    let first = ana.send("POST", &path, &[], PNG).await.ok();
    let second = ana.send("POST", &path, &[], PNG).await.ok();
    let order = json!({"pictures": [{"picture_id": second["picture_id"], "alt": "Belakang"}]});
    let other = fair
        .bo()
        .await
        .put(&path.replace("/ana/", "/bo/"), order.clone())
        .await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_PRODUCT".to_owned()));
    let product = ana.put(&path, order).await.ok();
    let ids: Vec<_> = product["pictures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|picture| &picture["picture_id"])
        .collect();
    assert_eq!(ids, [&second["picture_id"], &first["picture_id"]]);
    assert_eq!(product["pictures"][0]["alt"], "Belakang");
}
