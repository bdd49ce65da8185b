use crate::api::kit::Fair;
use crate::staff::payout::earned;

#[tokio::test]
async fn a_day_comes_from_what_was_owed_to_what_is_owed() {
    let fair = Fair::new().await;
    earned(&fair).await;
    let ctx = fair.site.market.ctx();
    let today = ctx.now().with_timezone(&ctx.market().time_zone).date_naive();
    let ana = fair.ana().await;
    let shown = ana
        .get(&format!("/seller/shops/ana/statement/{today}"))
        .await
        .ok();
    assert_eq!(shown["opening"]["amount_minor"], 0);
    let line = &shown["lines"][0];
    assert_eq!(line["what"], "order");
    assert_eq!(line["change"], line["amounts"]["net"]);
    assert_eq!(shown["closing"], line["change"]);
    let missing = ana.get("/seller/shops/ana/statement/yesterday").await;
    assert_eq!(missing.refusal().0, 404);
    let other = fair
        .bo()
        .await
        .get(&format!("/seller/shops/ana/statement/{today}"))
        .await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_SHOP".to_owned()));
}
