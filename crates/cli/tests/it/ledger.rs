//! `pasar ledger`

use pasar_testkit::TestMarket;

use crate::kit::Pasar;

#[tokio::test]
async fn a_sound_ledger_is_proved_and_a_stray_transfer_found() {
    let market = TestMarket::new().await;
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos polos", 50_000_00, 20).await;
    let buyer = market.buyer("bo").await;
    market
        .place(market.order(buyer, "key", &[(&shirt, 2)]))
        .await
        .unwrap();
    let pasar = Pasar::on(market.database().url());

    let said = pasar.run(&["ledger", "check", "--market", "id"]).ended(0);
    assert!(
        said.out.starts_with("id: 1 orders, ") && said.out.contains("everything adds up"),
        "{}",
        said.out
    );
    let json = pasar.run(&["ledger", "check", "--json"]).ended(0).json();
    assert_eq!(json["clean"], true);
    assert_eq!(json["markets"][0]["orders"], 1);

    let stray = "insert into transfer
        select shop_id, gen_random_uuid(), gen_random_uuid(), kind, 'immediate', null, debit_account, credit_account,
               amount_minor, currency, recorded_at
        from transfer limit 1";
    market.sql(stray).await;
    let said = pasar.run(&["ledger", "check"]).ended(1);
    assert!(said.out.contains("transfers without an order"), "{}", said.out);
    let json = pasar.run(&["ledger", "check", "--json"]).ended(1).json();
    assert_eq!(json["clean"], false);
    assert_eq!(json["markets"][0]["problems_total"], 1);
}

#[tokio::test]
async fn an_unknown_market_is_wrong_use() {
    let market = TestMarket::new().await;
    let said = Pasar::on(market.database().url())
        .run(&["ledger", "check", "--market", "xx"])
        .ended(2);
    assert!(
        said.err.contains("there is no market `xx`; there are id, gb, us"),
        "{}",
        said.err
    );
}
