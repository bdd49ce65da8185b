use pasar_domain::money::Money;
use pasar_service::order::{
    Cursor, ShipOrder, complete_due, confirm_delivered, ship, show_for_shop, statement,
};
use pasar_service::testing;

use super::{buy, publish, seller};
use crate::kit::TestSite;

#[tokio::test]
async fn the_statement_sums_and_says_where_each_amount_is() {
    let site = TestSite::new().await;
    let ctx = site.market.ctx();
    let (mut sari, keeper) = seller(&site, "keripik").await;
    let empty = sari.get("/seller/money").await;
    assert_eq!(empty.texts(".stat-value"), ["Rp0", "Rp0"]);

    let id = publish(&site, &mut sari, "Keripik", "100.000", "9").await;
    let paid = buy(&site, keeper, id, 1).await;
    let held = buy(&site, keeper, id, 2).await;
    let parcel = ShipOrder {
        order_id: paid,
        carrier: "JNE".to_owned(),
        tracking_number: "JX12345678".to_owned(),
    };
    ship(ctx, keeper, parcel).await.unwrap();
    let order = show_for_shop(ctx, keeper, paid).await.unwrap().order;
    confirm_delivered(ctx, testing::buyer(order.buyer_id), paid)
        .await
        .unwrap();
    let days = i64::from(ctx.charter().windows.escrow_release_days);
    site.market.passes(chrono::Duration::days(days));
    assert_eq!(complete_due(ctx).await.unwrap(), 1);

    // The clock has moved on by days; the session has not ended.
    let page = sari.get("/seller/money").await;
    let first = Cursor {
        before: None,
        limit: 10,
    };
    let found = statement(ctx, keeper, first).await.unwrap();
    let money = |amount: Money| ctx.market().format_money(amount);
    assert_eq!(
        page.texts(".stat-value"),
        [money(found.payable), money(found.held)]
    );
    assert!(found.payable.is_positive() && found.held.is_positive());
    let all = found.payable.add(found.held).unwrap();
    assert_eq!(page.texts(".sum tfoot td"), [money(all)]);
    let rows = page.texts("tbody tr");
    let rows: Vec<&String> = rows
        .iter()
        .filter(|row| row.contains("INV") || row.contains(&order.number))
        .collect();
    assert!(
        rows.iter().any(|row| row.contains(&order.number)
            && row.contains("Hak Anda sejak")
            && row.contains(&order.number)),
        "{rows:?}"
    );
    for id in [paid, held] {
        assert!(
            page.body.contains(&format!("href=\"/id/seller/orders/{id}\"")),
            "each line leads to its order"
        );
    }
}
