//! `pasar payout`

use pasar_service::actor::StaffRole;
use pasar_testkit::TestMarket;

use crate::kit::Pasar;

const STATEMENT: &str = "<Document><BkToCstmrStmt><Stmt><Ntry><Amt Ccy=\"IDR\">53500.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>\
                         <AcctSvcrRef>B1</AcctSvcrRef></Ntry></Stmt></BkToCstmrStmt></Document>";

#[tokio::test]
async fn a_statement_is_read_once_and_nothing_is_sent_that_is_not_due() {
    let market = TestMarket::new().await;
    market.on_duty("ana", StaffRole::Administrator).await;
    market.on_duty("bo", StaffRole::Support).await;
    let pasar = Pasar::on(market.database().url());
    let run = |who: &str, words: &[&str]| {
        let email = TestMarket::email(who);
        pasar.run(&[words, &["--market", "id", "--as", &email]].concat())
    };
    let file = pasar.file("statement.xml", STATEMENT);
    let file = file.to_str().unwrap();
    let refused = run("bo", &["payout", "statement", file]).ended(1);
    assert!(refused.err.contains("only administrators"), "{}", refused.err);
    let read = run("ana", &["payout", "statement", file, "--json"])
        .ended(0)
        .json();
    assert_eq!((&read["entries"], &read["again"]), (&1.into(), &false.into()));
    assert_eq!(read["differences"][0]["kind"], "unknown_credit");
    let again = run("ana", &["payout", "statement", file]).ended(0);
    assert!(
        again.out.starts_with("read before, nothing changed"),
        "{}",
        again.out
    );
    let listed = run("bo", &["payout", "list", "--json"]).ended(0).json();
    assert_eq!(
        (&listed["differences"], &listed["owed_minor"]),
        (&1.into(), &0.into())
    );
    let listed = run("bo", &["payout", "list", "--state", "due"]).ended(0);
    assert!(listed.out.starts_with("owed 0.00 IDR"), "{}", listed.out);

    let out = pasar.file("nothing", "");
    std::fs::remove_file(&out).unwrap();
    let words = [
        "payout",
        "file",
        "--holder",
        "PT Pasar",
        "--bank",
        "Bank",
        "--number",
        "1234567890",
        "--out",
        out.to_str().unwrap(),
    ];
    let said = run("ana", &words).ended(1);
    assert!(
        said.err.contains("no payout waits to be sent") && !out.exists(),
        "{}",
        said.err
    );
}
