//! `pasar doctor`

use pasar_testkit::TestMarket;
use serde_json::Value as Json;

use crate::kit::{Pasar, Said};

fn finding(said: &Said, about: &str) -> Json {
    let json = said.json();
    let findings = json["findings"].as_array().unwrap();
    let found = findings.iter().find(|finding| finding["about"] == about);
    found
        .unwrap_or_else(|| panic!("nothing about {about} in {json:#}"))
        .clone()
}

#[test]
fn says_what_to_install_where_postgresql_is_missing() {
    let pasar = Pasar::new().with("PASAR_POSTGRES_BIN", "/nowhere");
    let said = pasar.run(&["doctor", "--json"]).ended(1);
    let programs = finding(&said, "PostgreSQL");
    assert_eq!(programs["state"], "wrong");
    assert!(
        programs["remedy"]
            .as_str()
            .unwrap()
            .contains("install PostgreSQL 15 or newer"),
        "{programs}"
    );
    assert_eq!(said.json()["fine"], false);
    let said = pasar.run(&["doctor"]).ended(1);
    assert!(said.out.contains("✗ PostgreSQL"), "{}", said.out);
    let said = pasar.run(&["serve", "--port", "0"]).ended(1);
    assert!(
        said.err
            .contains("no PostgreSQL programs found (looked in /nowhere)"),
        "{}",
        said.err
    );
}

#[test]
fn says_whether_money_moves() {
    for (key, state, says) in [
        ("sk_test_hush", "care", "no money moves"),
        ("sk_live_hush", "fine", "Stripe takes payments"),
    ] {
        let pasar = Pasar::new()
            .with("PASAR_SERVER_PORT", "0")
            .with("PASAR_SERVER_SITE_URL", "https://pasar.example")
            .with("PASAR_PAYMENTS_PROVIDER", "stripe")
            .with("PASAR_PAYMENTS_STRIPE_SECRET_KEY", key)
            .with("PASAR_PAYMENTS_STRIPE_WEBHOOK_SECRET", "whsec_hush");
        let said = pasar.run(&["doctor", "--json"]).ended(0);
        let payments = finding(&said, "payments");
        assert_eq!(payments["state"], state);
        assert!(payments["says"].as_str().unwrap().contains(says), "{payments}");
        assert!(!said.out.contains("hush") && !said.err.contains("hush"));
    }
}

#[test]
fn finds_nothing_in_the_way_on_an_empty_machine_and_leaves_it_empty() {
    let pasar = Pasar::new().with("PASAR_SERVER_PORT", "0");
    let said = pasar.run(&["doctor", "--json"]).ended(0);
    assert_eq!(
        finding(&said, "database")["says"],
        "there is none yet; the first start makes it"
    );
    assert!(!pasar.data().exists());
}

#[tokio::test]
async fn looks_at_the_database_and_what_is_in_it() {
    let market = TestMarket::new().await;
    let pasar = Pasar::on(market.database().url()).with("PASAR_SERVER_PORT", "0");
    let said = pasar.run(&["doctor", "--json"]).ended(0);
    assert!(
        finding(&said, "database")["says"]
            .as_str()
            .unwrap()
            .ends_with("answers")
    );
    assert_eq!(finding(&said, "schema")["says"], "`pasar` is up to date");
    let mut conn = market.ctx().home().begin().await.unwrap();
    // The program itself may not forge its migrations; an administrator's slip is told from a start that is due.
    pasar_store::testing::execute(&mut conn, "set local role none")
        .await
        .unwrap();
    pasar_store::testing::execute(
        &mut conn,
        "update _sqlx_migrations set checksum = '\\x00' where version = 1",
    )
    .await
    .unwrap();
    conn.commit().await.unwrap();
    let said = pasar.run(&["doctor"]).ended(1);
    assert!(
        said.out.contains("was changed by another version"),
        "{}",
        said.out
    );
}

#[test]
fn says_when_the_database_cannot_be_reached_and_hides_its_password() {
    let pasar = Pasar::on("postgres://me:hush@127.0.0.1:1/db");
    let said = pasar.run(&["doctor", "--json"]).ended(1);
    let database = finding(&said, "database");
    assert!(
        database["says"].as_str().unwrap().contains("cannot be reached"),
        "{database}"
    );
    assert!(!said.out.contains("hush"));
}

#[test]
fn a_port_in_use_and_a_foreign_folder_stand_in_the_way() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let pasar = Pasar::new().with("PASAR_SERVER_PORT", port.to_string());
    let said = pasar.run(&["doctor", "--json"]).ended(1);
    assert!(
        finding(&said, "port")["says"]
            .as_str()
            .unwrap()
            .contains("another program listens")
    );
    let file = pasar.file("a-file", "");
    let pasar = Pasar::new()
        .with("PASAR_MAIL_TRANSPORT", "smtp")
        .with("PASAR_MAIL_SMTP_URL", "smtp://127.0.0.1:1");
    let said = pasar.run(&["doctor", "--json", "--data", file.to_str().unwrap()]);
    // `--data` is given twice: the kit's comes last and is refused.
    assert_eq!(said.code, 2);
    let said = pasar.run(&["doctor", "--json"]).ended(1);
    assert_eq!(finding(&said, "mail")["state"], "wrong");
}

#[test]
fn a_wrong_configuration_is_a_finding() {
    let pasar = Pasar::new().with("PASAR_SERVER_PORT", "x");
    let said = pasar.run(&["doctor", "--json"]).ended(1);
    assert_eq!(finding(&said, "configuration")["state"], "wrong");
}
