use serde_json::json;

use crate::api::kit::Fair;

#[tokio::test]
async fn a_member_sees_how_the_shop_sends() {
    let fair = Fair::new().await;
    let shop = fair.ana().await.get("/seller/shops/ana").await.ok();
    assert_eq!(shop["handle"], "ana");
    let way = &shop["shipping"][0];
    assert_eq!(
        (&way["service"], &way["active"]),
        (&json!(fair.site.market.service()), &json!(true))
    );
    assert_eq!(way["base"]["formatted"], "Rp10.000");
    for path in ["/seller/shops/ana", "/seller/shops/no-such"] {
        let stranger = fair.bo().await.get(path).await;
        assert_eq!(
            stranger.refusal(),
            (404, "NO_SUCH_SHOP".to_owned()),
            "the two look alike"
        );
    }
}
