use crate::kit::TestSite;

#[tokio::test]
async fn the_figures_are_those_of_the_charter() {
    let site = TestSite::new().await;
    let page = site.visitor().get("/about").await;
    let charter = &site.market.ctx().market().charter;
    let steps = page.texts("main ol li");
    let held = format!("{} hari", charter.windows.escrow_release_days);
    assert!(steps[2].contains(&held), "{steps:?}");
    let facts = page.texts(".facts dd");
    assert!(facts[1].starts_with("11%"), "{facts:?}");
    assert_eq!(
        facts[2],
        site.market
            .ctx()
            .market()
            .format_money(site.market.ctx().market().money(charter.fees.order_fee_minor))
    );
}
