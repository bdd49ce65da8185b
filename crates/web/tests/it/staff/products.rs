use pasar_service::actor::StaffRole;
use pasar_service::product::create::create;

use super::on_duty;
use crate::api::kit::{Fair, goods, product};

#[tokio::test]
async fn products_are_found_by_words_state_and_shop() {
    let fair = Fair::new().await;
    goods(&fair.site, fair.bo, "Mug keramik", 2_500_000, 3).await;
    fair.site.market.passes(chrono::Duration::seconds(1));
    let draft = product(&fair.site, "Topi", 1_000_000, 1);
    create(fair.site.market.ctx(), fair.bo, draft, false)
        .await
        .unwrap();
    let mut budi = on_duty(&fair, StaffRole::Support).await;
    for (query, expected) in [
        ("", vec!["Topi", "Mug keramik", "Kaos polos"]),
        ("?q=mug", vec!["Mug keramik"]),
        ("?state=draft", vec!["Topi"]),
        ("?state=taken-down", vec![]),
        (&format!("?shop={}", fair.ana.shop_id()), vec!["Kaos polos"]),
        ("?q=%3Cb%3E", vec![]),
    ] {
        let page = budi.get(&format!("/staff/products{query}")).await;
        assert_eq!(page.texts("tbody th"), expected, "{query}");
    }
    let page = budi.get("/staff/products?q=%3Cb%3E").await;
    assert!(
        page.body.contains("value=\"&#60;b&#62;\""),
        "what is typed stays, as text: {}",
        page.body
    );
}
