//! `pasar programme`, `pasar seller`, `pasar campaign`, `pasar ownership`: what members of staff decide, by command.

use pasar_service::actor::StaffRole;
use pasar_testkit::TestMarket;

use crate::kit::{Pasar, Said};

/// A market whose charter lets merchants in, with two members of staff.
async fn market() -> (TestMarket, Pasar) {
    let market = TestMarket::of("gb").await;
    market.on_duty("ana", StaffRole::Administrator).await;
    market.on_duty("bo", StaffRole::Administrator).await;
    let pasar = Pasar::on(market.database().url());
    (market, pasar)
}

fn run(pasar: &Pasar, who: &str, words: &[&str]) -> Said {
    let email = TestMarket::email(who);
    pasar.run(&[words, &["--market", "gb", "--as", &email]].concat())
}

#[tokio::test]
async fn two_people_move_the_programme_and_one_stops_it() {
    let (market, pasar) = market().await;
    let propose = [
        "programme",
        "propose",
        "--to",
        "pilot",
        "--cohort",
        "20",
        "--reason",
        "Ready.",
        "--json",
    ];
    let proposed = run(&pasar, "ana", &propose).ended(0).json();
    let id = proposed["move_id"].as_str().unwrap();
    let said = run(&pasar, "ana", &["programme", "approve", id]).ended(1);
    assert!(said.err.contains("somebody else must approve it"), "{}", said.err);
    run(&pasar, "bo", &["programme", "approve", id]).ended(0);
    let said = run(&pasar, "bo", &["programme", "show"]).ended(0);
    assert!(
        said.out.starts_with("gb: pilot for 20 % of buyers"),
        "{}",
        said.out
    );

    market.signed_in("li").await;
    let li = TestMarket::email("li");
    let admit = [
        "programme",
        "admit",
        "--account",
        &li,
        "--origin",
        "CN",
        "--return-country",
        "GB",
        "--valid-until",
        "2040-01-31",
        "--note",
        "Extract seen.",
        "--shop",
        "Yiwu Lights",
        "--place",
        "Yiwu, China",
        "--json",
    ];
    let admitted = run(&pasar, "ana", &admit).ended(0).json();
    let listed = run(&pasar, "ana", &["seller", "list", "--json"]).ended(0).json();
    assert_eq!(listed[0]["seller_id"], admitted["seller_id"]);
    assert_eq!(listed[0]["verification"]["issued_by"], "CN");

    run(&pasar, "ana", &["programme", "pause", "--reason", "A recall."]).ended(0);
    let shown = run(&pasar, "ana", &["programme", "show", "--json"])
        .ended(0)
        .json();
    assert_eq!(shown["stage"], "paused");
    assert_eq!(shown["moves"].as_array().unwrap().len(), 2);
    let said = run(&pasar, "nobody", &["programme", "show"]).ended(1);
    assert!(said.err.contains("is no member of staff"), "{}", said.err);
}

#[tokio::test]
async fn sellers_are_verified_and_ownership_is_listed() {
    let (market, pasar) = market().await;
    market.shop("ana").await;
    let listed = run(&pasar, "ana", &["seller", "list", "--json"]).ended(0).json();
    let seller = listed[0]["seller_id"].as_str().unwrap();
    let verify = [
        "seller",
        "verify",
        seller,
        "--evidence",
        "passport",
        "--issued-by",
        "GB",
        "--valid-until",
        "2040-01-31",
        "--note",
        "Seen.",
        "--json",
    ];
    let recorded = run(&pasar, "ana", &verify).ended(0).json();
    let verification = recorded["verification_id"].as_str().unwrap();
    let revoke = ["seller", "revoke", seller, verification, "--reason", "Lost."];
    run(&pasar, "ana", &revoke).ended(0);
    let said = run(&pasar, "ana", &revoke).ended(1);
    assert!(said.err.contains("revoked before"), "{}", said.err);
    let listed = run(&pasar, "ana", &["ownership", "list", "--json"])
        .ended(0)
        .json();
    assert_eq!(listed["parties"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn sellers_are_asked_to_be_verified_again_and_a_campaign_is_stopped() {
    let (market, pasar) = market().await;
    // The program has the clock of the machine.
    #[allow(clippy::disallowed_methods, reason = "the program is asked as it runs")]
    let now = chrono::Utc::now();
    market.clock().set(now - chrono::Duration::days(1));
    market.on_duty("mo", StaffRole::Moderator).await;
    market.shop("ana").await;
    market.shop("budi").await;
    let due_on = (now + chrono::Duration::days(40)).date_naive().to_string();
    let start = [
        "campaign",
        "start",
        "--reason",
        "Old cards.",
        "--due-on",
        &due_on,
        "--json",
    ];
    let would = run(&pasar, "ana", &[&start[..], &["--dry-run"]].concat())
        .ended(0)
        .json();
    assert_eq!(would["sellers"], 2);
    let listed = run(&pasar, "ana", &["campaign", "list", "--json"])
        .ended(0)
        .json();
    assert_eq!(listed.as_array().unwrap().len(), 0);
    let said = run(&pasar, "mo", &start).ended(1);
    assert!(said.err.contains("only administrators"), "{}", said.err);
    let started = run(&pasar, "ana", &start).ended(0).json();
    let id = started["campaign_id"].as_str().unwrap();
    let said = run(&pasar, "ana", &start).ended(1);
    assert!(said.err.contains("runs already"), "{}", said.err);
    pasar_service::campaign::tend_due(market.ctx()).await.unwrap();
    let shown = run(&pasar, "mo", &["campaign", "show", id, "--json"])
        .ended(0)
        .json();
    assert_eq!((&shown["asked"], &shown["waiting"]), (&2.into(), &2.into()));
    assert_eq!(shown["state"], "running");
    assert_eq!(shown["unanswered"].as_array().unwrap().len(), 2);
    let first = shown["unanswered"][0]["seller_id"].as_str().unwrap();
    let rest = run(
        &pasar,
        "mo",
        &["campaign", "show", id, "--after", first, "--json"],
    )
    .ended(0)
    .json();
    assert_eq!(rest["unanswered"].as_array().unwrap().len(), 1);
    run(&pasar, "ana", &["campaign", "stop", id]).ended(0);
    let said = run(&pasar, "ana", &["campaign", "list"]).ended(0);
    assert!(said.out.contains("stopped until"), "{}", said.out);
}
