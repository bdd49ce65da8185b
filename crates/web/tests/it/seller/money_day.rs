use axum::http::StatusCode;
use pasar_service::statement::day;
use pasar_service::testing as actors;
use pasar_testkit::counting_statements;

use crate::api::kit::Fair;
use crate::staff::payout::earned;

#[tokio::test]
async fn a_day_is_shown_and_downloaded_and_each_line_leads_to_its_order() {
    let fair = Fair::new().await;
    earned(&fair).await;
    let ctx = fair.site.market.ctx();
    let today = ctx.now().with_timezone(&ctx.market().time_zone).date_naive();
    let owner = actors::buyer(fair.ana.account_id());
    let token = actors::open_session(ctx, pasar_domain::surface::Surface::Trade, Some(owner), None)
        .await
        .unwrap();
    let mut ana = fair.site.visitor();
    ana.cookies.insert("pasar_id".to_owned(), token.to_string());

    let money = ana.get("/seller/money").await;
    let here = format!("/seller/money/{today}");
    assert_eq!(money.attributes("#days a", "href"), [format!("/id{here}")]);
    let (page, statements) = counting_statements(ana.get(&here)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(statements, 6);
    let found = day(ctx, fair.ana, today).await.unwrap();
    let closing = ctx.market().format_money(found.closing);
    assert_eq!(page.texts("tbody tr:last-child td.money"), [closing]);
    assert_eq!(page.attributes("tbody a", "href").len(), 1);
    let csv = ana.get(&format!("{here}/csv")).await;
    assert!(
        csv.headers["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/csv")
    );
    assert!(csv.body.starts_with("day,at,what,reference,"), "{}", csv.body);
    let pdf = ana.get(&format!("{here}/pdf")).await;
    assert_eq!(pdf.headers["content-type"], "application/pdf");
    assert!(pdf.body.starts_with("%PDF-"));
    for missing in ["/seller/money/2999-01-01", "/seller/money/yesterday"] {
        assert_eq!(ana.get(missing).await.status, StatusCode::NOT_FOUND);
    }
}
