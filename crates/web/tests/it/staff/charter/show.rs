use axum::http::StatusCode;
use pasar_service::actor::StaffRole;
use pasar_service::charter::list;
use pasar_testkit::{TestMarket, counting_statements};

use super::{DRAFT, PAGE, day, of, on_duty, proposed, told};
use crate::kit::TestSite;

/// A market of which the folder has a version that differs in a figure and in three promises.
async fn market() -> TestMarket {
    let mut files = TestMarket::draft("id", day());
    let (from, to) = ("days_to_ship = { value = 2,", "days_to_ship = { value = 3,");
    super::change(&mut files, "charter.toml", from, to);
    files.retain(|path, _| !path.starts_with("cases/"));
    files.remove("promises/one-shop-each.toml").unwrap();
    let welcome = files["promises/local-sellers-welcome.toml"].clone();
    files.insert("promises/still-welcome.toml".to_owned(), welcome);
    let settled = "A seller knows when an order is settled:";
    super::change(&mut files, "promises/claims-end.toml", settled, "Sellers know:");
    let market = TestMarket::with_draft("id", DRAFT, files).await;
    market.adopt_folder().await;
    market
}

#[tokio::test]
async fn what_changes_is_told_first_what_is_newly_permitted() {
    let site = TestSite::of(market().await);
    let (mut ana, _) = on_duty(&site, "ana", StaffRole::Administrator).await;
    let (_, bo) = on_duty(&site, "bo", StaffRole::Administrator).await;
    let changes = vec![
        told("publish", false, "Less is offered."),
        told("sell", true, "More is sold."),
    ];
    let adoption = proposed(&site, bo, changes).await;
    let (page, statements) = counting_statements(ana.get(&of(&adoption))).await;
    assert_eq!(page.status, StatusCode::OK);
    // The session of staff, the versions, the proof, and what the people are called.
    assert_eq!(statements, 4);
    let ids = page.attributes("section[id]", "id");
    let order = [
        "loosened",
        "tightened",
        "figures",
        "promises-changed",
        "promises",
        "policies",
    ];
    assert_eq!(ids[..6], order);
    let words = |id: &str| page.texts(&format!("#{id}")).join(" ");
    assert!(words("loosened").contains("Selling goods") && words("loosened").contains("More is sold."));
    assert!(words("loosened").contains("Compared with version 2023-09-26"));
    assert!(words("tightened").contains("Offering goods") && words("tightened").contains("Less is offered."));
    assert_eq!(
        page.texts("#figures dt, #figures dd"),
        [
            "Working days to hand a paid order to a carrier",
            "2 days → 3 days"
        ]
    );
    let changed = words("promises-changed");
    for words in [
        "New",
        "No longer promised",
        "Sellers know:",
        "Before: A seller knows when",
    ] {
        assert!(changed.contains(words), "{words}: {changed}");
    }
    assert_eq!(page.texts("#promises-changed h3").len(), 3);
    let proof = words("proof");
    for words in [
        "1 December 2026",
        "cvc5 1.0.3",
        "1 question",
        "agrees with 1 of 1 answers",
    ] {
        assert!(proof.contains(words), "{words}: {proof}");
    }
    let folder = &site.market.ctx().market().charter_files[DRAFT];
    let promises = folder.keys().filter(|path| path.starts_with("promises/"));
    assert_eq!(page.texts("#promises li").len(), promises.count());
    let policies = folder.keys().filter(|path| path.ends_with(".cedar"));
    assert_eq!(page.texts("#policies details pre").len(), policies.count());
    assert_eq!(page.texts("main pre").len(), page.texts("main details pre").len());
    let digest: String = adoption.digest.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(words("policies").contains(&format!("SHA-256 {digest}")));
}

#[tokio::test]
async fn what_came_with_the_program_is_told_without_a_comparison_and_open_to_no_decision() {
    let site = TestSite::of(market().await);
    let (mut ana, _) = on_duty(&site, "ana", StaffRole::Administrator).await;
    let known = list(site.market.ctx()).await.unwrap();
    let page = ana.get(&of(&known[1])).await;
    let loosened = page.texts("#loosened").join(" ");
    assert!(loosened.contains("It was not compared"), "{loosened}");
    assert!(
        !loosened.contains("Nothing"),
        "nobody proved that nothing changes: {loosened}"
    );
    assert!(page.texts("#promises-changed h2").join("").contains("2023-07-30"));
    assert!(page.attributes("#adopt form", "action").is_empty());
    let first = ana.get(&of(&known[0])).await;
    assert!(first.texts("#promises-changed").is_empty());
}

#[tokio::test]
async fn whoever_cannot_adopt_it_reads_why() {
    let site = TestSite::of(market().await);
    let (mut ana, member) = on_duty(&site, "ana", StaffRole::Administrator).await;
    let (mut reader, _) = on_duty(&site, "sup", StaffRole::Support).await;
    let adoption = proposed(&site, member, Vec::new()).await;
    let page = of(&adoption);
    let forms = [format!("{page}/withdraw")].map(|action| site.url(&action));
    let shown = ana.get(&page).await;
    assert!(
        shown
            .texts("#adopt")
            .join(" ")
            .contains("You proposed this version.")
    );
    assert_eq!(shown.attributes("#adopt form", "action"), forms);
    let shown = reader.get(&page).await;
    assert!(shown.texts("#adopt").join(" ").contains("Your role may read."));
    assert!(shown.attributes("main form", "action").is_empty());
    site.market.passes(chrono::Duration::days(30));
    let (mut bo, _) = on_duty(&site, "bo", StaffRole::Administrator).await;
    let shown = bo.get(&page).await;
    assert!(shown.texts("#adopt").join(" ").contains("Its day has come"));
    assert_eq!(shown.attributes("#adopt form", "action"), forms);
}

#[tokio::test]
async fn a_version_of_another_market_is_not_here() {
    let (market, other) = TestMarket::apart("id", "gb").await;
    market.adopt_folder().await;
    market.passes(chrono::Duration::hours(1));
    other.adopt_folder().await;
    let site = TestSite::of(market);
    let (mut ana, _) = on_duty(&site, "ana", StaffRole::Administrator).await;
    let foreign = list(other.ctx()).await.unwrap().remove(0);
    assert_eq!(ana.get(&of(&foreign)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        ana.get(&format!("{PAGE}/nothing")).await.status,
        StatusCode::BAD_REQUEST
    );
}
