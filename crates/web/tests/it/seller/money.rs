use pasar_domain::money::Money;
use pasar_domain::seller::VerificationInput;
use pasar_service::actor::StaffRole;
use pasar_service::order::{
    Cursor, ShipOrder, complete_due, confirm_delivered, ship, show_for_shop, statement,
};
use pasar_service::seller::revoke::revoke;
use pasar_service::seller::show::show_own;
use pasar_service::seller::verify::verify;
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

#[tokio::test]
async fn money_that_waits_says_how_much_why_since_when_and_until_when() {
    let site = TestSite::new().await;
    let ctx = site.market.ctx();
    let (mut sari, keeper) = seller(&site, "keripik").await;
    let id = publish(&site, &mut sari, "Keripik", "100.000", "9").await;
    let sold = buy(&site, keeper, id, 2).await;
    let parcel = ShipOrder {
        order_id: sold,
        carrier: "JNE".to_owned(),
        tracking_number: "JX12345678".to_owned(),
    };
    ship(ctx, keeper, parcel).await.unwrap();
    let order = show_for_shop(ctx, keeper, sold).await.unwrap().order;
    confirm_delivered(ctx, testing::buyer(order.buyer_id), sold)
        .await
        .unwrap();
    let (who, _) = show_own(ctx, keeper).await.unwrap().unwrap();
    let about = (who.seller_id, who.verification.unwrap().verification_id);
    let staff = site.market.staff(StaffRole::Moderator);
    revoke(ctx, staff, about, "Kartunya dilaporkan hilang.")
        .await
        .unwrap();
    assert!(!sari.get("/seller/money").await.body.contains("tertahan"));
    let days = i64::from(ctx.charter().windows.escrow_release_days);
    site.market.passes(chrono::Duration::days(days));
    let since = ctx.now();
    complete_due(ctx).await.unwrap();
    // Asked for again, it waits on; it has waited since the first time.
    site.market.passes(chrono::Duration::days(2));
    complete_due(ctx).await.unwrap();

    let first = Cursor {
        before: None,
        limit: 10,
    };
    let found = statement(ctx, keeper, first).await.unwrap();
    let [held] = found.holds.as_slice() else {
        panic!("{:?}", found.holds);
    };
    assert_eq!((held.orders, held.net), (1, order.amounts.net().unwrap()));
    assert_eq!(held.hold.since, since);
    assert!(held.hold.again_at > ctx.now());
    assert_eq!(held.hold.rules, ["verified"]);
    let page = sari.get("/seller/money").await;
    let amount = ctx.market().format_money(held.net);
    assert!(
        page.body
            .contains(&format!("{amount} dari 1 pesanan tertahan sejak")),
        "{}",
        page.body
    );
    let words = &ctx.rulebook().in_force(ctx.now()).unwrap().folder.words["verified"];
    assert!(
        page.body
            .contains(words.remedy.get(ctx.market().default_language()))
    );
    assert!(page.body.contains("Kami periksa lagi") && page.body.contains("Tertahan"));

    // Verified again, the money is theirs at the next look.
    let input = VerificationInput {
        evidence: "national_id".to_owned(),
        issued_by: "ID".to_owned(),
        valid_until: "2040-01-31".to_owned(),
        note: "A new card.".to_owned(),
    };
    verify(ctx, staff, who.seller_id, &input).await.unwrap();
    site.market.passes(chrono::Duration::hours(6));
    assert_eq!(complete_due(ctx).await.unwrap(), 1);
    let found = statement(ctx, keeper, first).await.unwrap();
    assert!(found.holds.is_empty() && found.held.is_zero());
    assert!(!sari.get("/seller/money").await.body.contains("tertahan"));
}
