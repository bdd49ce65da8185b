use serde_json::json;

use super::create::input;
use crate::api::kit::Fair;

#[tokio::test]
async fn an_edit_names_the_version_it_was_made_from() {
    let fair = Fair::new().await;
    let ana = fair.ana().await;
    let made = ana
        .post("/seller/shops/ana/products", json!({"product": input(&fair)}))
        .await
        .ok();
    let path = format!(
        "/seller/shops/ana/products/{}",
        made["product_id"].as_str().unwrap()
    );
    let mut product = input(&fair);
    product["title"] = json!("Kemeja batik tulis");
    product["variants"].as_array_mut().unwrap().truncate(1);
    product["variants"][0].as_object_mut().unwrap().remove("stock");
    let edit = json!({"version": 1, "product": product});
    let other = fair
        .bo()
        .await
        .put(&path.replace("/ana/", "/bo/"), edit.clone())
        .await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_PRODUCT".to_owned()));
    let after = ana.put(&path, edit.clone()).await.ok();
    assert_eq!(
        (&after["title"], &after["version"]),
        (&json!("Kemeja batik tulis"), &json!(2))
    );
    assert_eq!(
        after["variants"].as_array().unwrap().len(),
        1,
        "the other size is retired"
    );
    assert_eq!(
        after["variants"][0]["on_hand"], 4,
        "stock that is not named stays"
    );
    let mut late = edit;
    late["product"]["title"] = json!("Kemeja");
    assert_eq!(
        ana.put(&path, late).await.refusal(),
        (409, "STALE_VERSION".to_owned())
    );
}
