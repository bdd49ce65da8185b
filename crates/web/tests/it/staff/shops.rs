use pasar_service::actor::StaffRole;

use super::on_duty;
use crate::api::kit::Fair;

#[tokio::test]
async fn every_shop_is_listed_newest_first_page_by_page() {
    let fair = Fair::new().await;
    for number in 0..50 {
        fair.site.market.shop(&format!("shop-{number:02}")).await;
        fair.site.market.passes(chrono::Duration::seconds(1));
    }
    let mut budi = on_duty(&fair, StaffRole::Support).await;
    let first = budi.get("/staff/shops").await;
    let names = first.texts("tbody th");
    assert_eq!((names.len(), names[0].as_str()), (50, "shop-49"));
    let next = scraper::Selector::parse("a[rel=next]").unwrap();
    let href = first
        .page()
        .select(&next)
        .next()
        .unwrap()
        .attr("href")
        .unwrap()
        .to_owned();
    let second = budi.get(&href).await.texts("tbody th");
    assert_eq!(second.len(), 2);
    assert!(second.contains(&"ana".to_owned()), "{second:?}");
}
