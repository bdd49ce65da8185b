//! An adversary with the SQL rights of the program's role cannot write what the charter forbids.

use pasar_domain::seller::{Evidence, Standing};
use pasar_store::testing::SeedSeller;
use pasar_testkit::{TestMarket, TestOffer};

/// A line of a sound order, copied with these columns replaced.
async fn forge(market: &TestMarket, offer: &TestOffer, changes: &[(&str, &str)]) -> Result<(), String> {
    let columns = [
        "shop_id",
        "order_id",
        "position",
        "offer_id",
        "variant_id",
        "product_id",
        "title",
        "option_values",
        "quantity",
        "unit_price_minor",
        "amount_minor",
        "commission_minor",
        "stock_item_id",
        "stock_units",
        "seller_id",
        "origin",
        "standing",
        "verification_id",
        "evidence",
        "issued_by",
        "ship_from_country",
        "charter_version",
        "home_country",
        "origin_abroad",
        "issued_abroad",
        "ship_from_abroad",
        "stage",
        "surface",
        "decided_at",
        "decision_reasons",
    ];
    let value = |column: &str| -> String {
        let found = changes.iter().find(|(name, _)| *name == column);
        match (found, column) {
            (Some((_, value)), _) => (*value).to_owned(),
            (None, "position") => "position + 100".to_owned(),
            (None, "offer_id") => format!("'{}'", offer.offer_id.uuid()),
            _ => column.to_owned(),
        }
    };
    let values: Vec<String> = columns.iter().map(|column| value(column)).collect();
    let statement = format!(
        "insert into order_line ({}) select {} from order_line where position = 0",
        columns.join(", "),
        values.join(", ")
    );
    market.try_sql(&statement).await
}

#[tokio::test]
async fn a_forged_line_is_refused_whatever_it_says() {
    let market = TestMarket::new().await;
    let buyer = market.buyer("bo").await;
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 5_000_000, 9).await;
    market
        .place(market.order(buyer, "k1", &[(&shirt, 1)]))
        .await
        .unwrap();
    // The copy itself is sound: what follows fails for its changes only.
    forge(&market, &shirt, &[]).await.unwrap();
    market.sql("select 1").await;

    let merchant = market.merchant("xia", "CN").await;
    let silk = market.offer(&merchant, "sutra", 5_000_000, 9).await;
    let seller = format!("'{}'", silk.shop_id.uuid());
    let sold_by_merchant: &[(&str, &str)] = &[
        ("shop_id", &seller),
        ("seller_id", &seller),
        ("verification_id", &seller),
    ];
    let order = format!("(select order_id from orders where shop_id = {seller} limit 1)");
    let foreign: Vec<Vec<(&str, &str)>> = vec![
        // As it is: from China.
        vec![
            ("origin", "'CN'"),
            ("issued_by", "'CN'"),
            ("ship_from_country", "'CN'"),
            ("standing", "'merchant'"),
            ("evidence", "'business_register'"),
            ("origin_abroad", "true"),
            ("issued_abroad", "true"),
            ("ship_from_abroad", "true"),
        ],
        // With everything said to be local.
        vec![],
        // With the flags of a local sale.
        vec![
            ("origin", "'CN'"),
            ("issued_by", "'CN'"),
            ("ship_from_country", "'CN'"),
            ("standing", "'merchant'"),
            ("evidence", "'business_register'"),
        ],
        // As if another country were at home.
        vec![
            ("origin", "'CN'"),
            ("issued_by", "'CN'"),
            ("ship_from_country", "'CN'"),
            ("standing", "'merchant'"),
            ("evidence", "'business_register'"),
            ("home_country", "'CN'"),
            ("origin_abroad", "false"),
            ("issued_abroad", "false"),
            ("ship_from_abroad", "false"),
        ],
        // Under a charter that nobody adopted.
        vec![("charter_version", "'everything-goes'")],
        // Without a decision at all.
        vec![("charter_version", "null")],
        vec![("origin", "null")],
        vec![("ship_from_country", "null")],
        vec![("verification_id", "null")],
        vec![("decision_reasons", "'{}'")],
        // On the surface where nothing is paid, and at a stage that the market never reaches.
        vec![("surface", "'feed'")],
        vec![("stage", "'pilot'"), ("standing", "'merchant'")],
    ];
    market
        .sql(&format!(
            "insert into orders (shop_id, order_id, order_group_id, buyer_id, number, state, currency, goods_minor, shipping_minor,
               total_minor, commission_minor, order_fee_minor, charter_version, assumed_delivered_days, release_days, ship_to,
               shipping_service, created_at, payment_due_at)
             select {seller}, order_id, order_group_id, buyer_id, number, 'awaiting_payment', currency, goods_minor, shipping_minor, total_minor,
               commission_minor, order_fee_minor, charter_version, assumed_delivered_days, release_days, ship_to, shipping_service,
               created_at, payment_due_at from orders limit 1"
        ))
        .await;
    for changes in foreign {
        let mut all = sold_by_merchant.to_vec();
        all.push(("order_id", &order));
        all.extend(changes.clone());
        forge(&market, &silk, &all)
            .await
            .expect_err(&format!("{changes:?}"));
    }
    let foreign = market.count("select count(*) from order_line where offer_id in (select offer_id from offer where ship_from_country <> 'ID')");
    assert_eq!(foreign.await, 0);
}

#[tokio::test]
async fn what_a_charter_decides_by_cannot_be_rewritten() {
    let market = TestMarket::new().await;
    let merchant = market.merchant("xia", "CN").await;
    market.offer(&merchant, "sutra", 5_000_000, 9).await;
    for statement in [
        "update seller set origin = 'ID'",
        "update seller set standing = 'micro'",
        "delete from seller",
        "update verification set issued_by = 'ID'",
        "update verification set valid_until = 'infinity'",
        "update verification set valid_until = checked_until + interval '1 microsecond'",
        "update verification set checked_until = 'infinity'",
        "update verification set checked_until = valid_until",
        "delete from verification",
        "update offer set ship_from_country = 'ID'",
        "delete from offer",
        "insert into charter select 'mine', 'CN', digest, effective_at, carried_at from charter limit 1",
        "update charter set home_country = 'CN'",
        "insert into permitted_sale select charter_version, home_country, 'merchant', 'business_register', true, true, true, 'closed', 'trade'
         from permitted_sale limit 1",
        "delete from permitted_sale",
        "truncate permitted_sale",
        "alter table order_line drop constraint order_line_permitted",
    ] {
        market.try_sql(statement).await.expect_err(statement);
    }
    // Nor does a second row help: a seller has one origin, a shop one seller.
    let seller = SeedSeller {
        origin: "ID",
        standing: Standing::Business,
        evidence: Some(Evidence::BusinessRegister),
        return_country: "ID",
    };
    let accomplice = market.shop_of("budi", seller).await;
    let swap = format!(
        "insert into offer select '{}', offer_id, variant_id, price_minor, null, currency, stock_item_id, stock_per_unit, 'ID', ship_from_place,
           paused, updated_at from offer limit 1",
        accomplice.shop_id().uuid()
    );
    market
        .try_sql(&swap)
        .await
        .expect_err("an offer of another shop's variant");
}
