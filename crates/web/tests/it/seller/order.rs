use axum::http::StatusCode;
use pasar_domain::order::{OrderState, OrderStateName};
use pasar_service::order::show_for_shop;

use super::{buy, product, publish, seller};
use crate::kit::TestSite;

#[tokio::test]
async fn an_order_is_found_read_shipped_and_followed() {
    let site = TestSite::new().await;
    let (mut sari, keeper) = seller(&site, "keripik").await;
    let id = publish(&site, &mut sari, "Keripik singkong", "100.000", "5").await;
    let order_id = buy(&site, keeper, id, 2).await;
    let here = format!("/seller/orders/{order_id}");
    let list = sari.get("/seller/orders?state=awaiting_shipment").await;
    let row = &list.texts("tbody tr")[0];
    assert!(
        row.contains("Keripik singkong × 2") && row.contains("Kirim paling lambat"),
        "{row}"
    );

    let page = sari.get(&here).await;
    let order = show_for_shop(site.market.ctx(), keeper, order_id)
        .await
        .unwrap()
        .order;
    let net = site
        .market
        .ctx()
        .market()
        .format_money(order.amounts.net().unwrap());
    assert_eq!(
        page.texts(".sum tfoot td"),
        [net],
        "what the shop is paid, and why"
    );
    let parts = page.texts(".sum tbody tr");
    assert_eq!(parts.len(), 5);
    let tax = site
        .market
        .ctx()
        .market()
        .format_money(order.amounts.commission_tax);
    assert!(parts[2].contains('%') && parts[3].contains(&tax), "{parts:?}");

    let slip = sari.get(&format!("{here}/slip")).await;
    let words = slip.texts("main").join(" ");
    assert!(
        words.contains("Keripik singkong") && words.contains(&order.number),
        "{words}"
    );
    assert!(!words.contains("Rp"), "the slip names no price: {words}");

    let refused = sari
        .submit(
            &here,
            &format!("{here}/ship"),
            &[("tracking_number", "?"), ("carrier", "JNE")],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.texts("#f-tracking_number-error").len(), 1);
    let sent = sari
        .submit(
            &here,
            &format!("{here}/ship"),
            &[("tracking_number", "jx 1234 5678")],
        )
        .await;
    let page = sari.follow(&sent).await;
    assert!(page.texts(".flash")[0].contains("JX12345678"));
    let again = sari
        .post(
            &format!("{here}/ship"),
            &[("tracking_number", "JX12345678"), ("carrier", "JNE")],
        )
        .await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let empty = sari.get("/seller/orders?state=awaiting_shipment").await;
    assert_eq!(empty.texts("tbody tr").len(), 0);
    assert_eq!(
        sari.get("/seller/orders?state=in_transit")
            .await
            .texts("tbody tr")
            .len(),
        1
    );
}

#[tokio::test]
async fn an_order_is_called_off_with_a_reason() {
    let site = TestSite::new().await;
    let (mut sari, keeper) = seller(&site, "keripik").await;
    let id = publish(&site, &mut sari, "Keripik", "100.000", "5").await;
    let order_id = buy(&site, keeper, id, 2).await;
    let here = format!("/seller/orders/{order_id}");
    let refused = sari.submit(&here, &format!("{here}/cancel"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.texts("#f-reason-error").len(), 1, "{}", refused.body);
    let foreign = sari
        .submit(&here, &format!("{here}/cancel"), &[("reason", "payment_lost")])
        .await;
    assert_eq!(
        foreign.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "no reason of a seller"
    );
    let done = sari
        .submit(&here, &format!("{here}/cancel"), &[("reason", "out_of_stock")])
        .await;
    let page = sari.follow(&done).await;
    assert!(
        page.texts("main").join(" ").contains("Dibatalkan oleh toko Anda"),
        "{}",
        page.body
    );
    let state = show_for_shop(site.market.ctx(), keeper, order_id)
        .await
        .unwrap()
        .order
        .state;
    assert!(matches!(state, OrderState::Cancelled { .. }));
    assert_eq!(
        product(&site, keeper, id).await.current.variants[0].stock.on_hand,
        5,
        "the stock is back"
    );
}

#[tokio::test]
async fn the_list_goes_on_and_a_word_that_is_no_state_is_no_page() {
    let site = TestSite::new().await;
    let (mut sari, keeper) = seller(&site, "keripik").await;
    let id = publish(&site, &mut sari, "Keripik", "10.000", "99").await;
    for _ in 0..31 {
        site.market.passes(chrono::Duration::seconds(1));
        buy(&site, keeper, id, 1).await;
    }
    let first = sari.get("/seller/orders").await;
    assert_eq!(first.texts("tbody tr").len(), 30);
    let name = OrderStateName::AwaitingShipment.as_str();
    let all = sari.get(&format!("/seller/orders?state={name}")).await;
    assert_eq!(all.texts(".tabs [aria-current] .figure"), ["31"]);
    let next = first.page();
    let link = scraper::Selector::parse(".pager a[rel=next]").unwrap();
    let next = next
        .select(&link)
        .next()
        .unwrap()
        .attr("href")
        .unwrap()
        .to_owned();
    assert_eq!(sari.get(&next).await.texts("tbody tr").len(), 1);
    assert_eq!(
        sari.get("/seller/orders?state=lost").await.status,
        StatusCode::NOT_FOUND
    );
}
