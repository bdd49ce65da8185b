//! `pasar payment`

use pasar_service::actor::StaffRole;
use pasar_testkit::TestMarket;

use crate::kit::Pasar;

const STATEMENT: &str = "row_id,kind,booked_on,settlement_id,payment_id,amount,currency\n\
                         c1,charge,2026-11-30,s1,,53500.00,IDR\n\
                         f1,fee,2026-11-30,s1,,-374.50,IDR\n\
                         s1,settlement,2026-12-02,s1,,-53125.50,IDR\n";

#[tokio::test]
async fn a_statement_is_taken_in_once_and_what_differs_is_named() {
    let market = TestMarket::new().await;
    market.on_duty("ana", StaffRole::Administrator).await;
    market.on_duty("bo", StaffRole::Support).await;
    let pasar = Pasar::on(market.database().url());
    let run = |who: &str, words: &[&str]| {
        let email = TestMarket::email(who);
        pasar.run(&[words, &["--market", "id", "--as", &email]].concat())
    };
    let file = pasar.file("statement.csv", STATEMENT);
    let file = file.to_str().unwrap();
    let refused = run("bo", &["payment", "reconcile", file]).ended(1);
    assert!(refused.err.contains("only administrators"), "{}", refused.err);
    let read = run("ana", &["payment", "reconcile", file, "--json"])
        .ended(1)
        .json();
    assert_eq!((&read["rows"], &read["settlements"]), (&3.into(), &1.into()));
    assert_eq!(read["differences"][0]["kind"], "charge_not_in_ledger");
    assert_eq!(read["differences"][0]["said_minor"], 5_350_000);
    let again = run("ana", &["payment", "reconcile", file]).ended(0);
    assert!(
        again
            .out
            .starts_with("taken in before, nothing changed: 3 rows of sandbox"),
        "{}",
        again.out
    );
    let proved = pasar
        .run(&["ledger", "check", "--market", "id", "--json"])
        .ended(0)
        .json();
    assert_eq!(proved["markets"][0]["settlements"], 1);
    let totals = proved["markets"][0]["totals"].as_array().unwrap().iter();
    let totals: Vec<_> = totals
        .map(|one| (one["account"].as_str().unwrap(), one["minor"].as_str().unwrap()))
        .collect();
    assert_eq!(
        totals,
        [
            ("bank:operator", "-5312550"),
            ("fee:provider", "-37450"),
            ("provider", "5350000")
        ]
    );

    let empty = run("ana", &["payment", "statement"]).ended(0);
    assert_eq!(
        empty.out.trim(),
        "row_id,kind,booked_on,settlement_id,payment_id,refund_key,amount,currency"
    );
    let broken = pasar.file("broken.csv", "a,b\n");
    let said = run("ana", &["payment", "reconcile", broken.to_str().unwrap()]).ended(1);
    assert!(said.err.contains("its first row lacks `row_id`"), "{}", said.err);
}
