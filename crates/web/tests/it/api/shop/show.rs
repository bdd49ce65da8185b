use serde_json::json;

use crate::api::kit::{Fair, goods};

#[tokio::test]
async fn a_shop_shows_what_it_sells() {
    let fair = Fair::new().await;
    goods(&fair.site, fair.ana, "Topi", 2_500_000, 3).await;
    let nobody = fair.site.program();
    let first = nobody.get("/shops/ana?limit=1").await.ok();
    assert_eq!(
        (&first["handle"], &first["is_open"]),
        (&json!("ana"), &json!(true))
    );
    assert_eq!(first["products"]["data"][0]["title"], "Topi");
    let next = first["products"]["next"].as_str().unwrap();
    let second = nobody
        .get(&format!("/shops/ana?limit=1&cursor={next}"))
        .await
        .ok();
    assert_eq!(second["products"]["data"][0]["title"], "Kaos polos");
    assert_eq!(
        nobody.get("/shops/no-such").await.refusal(),
        (404, "NO_SUCH_SHOP".to_owned())
    );
}
