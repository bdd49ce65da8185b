use axum::http::StatusCode;
use pasar_service::actor::StaffRole;
use pasar_service::charter::{approve, withdraw};
use pasar_testkit::counting_statements;

use super::{DRAFT, PAGE, on_duty, proposed, slower, told};
use crate::kit::{Answer, TestSite};

/// The headings of the page with the versions below each.
fn sections(page: &Answer) -> Vec<(String, Vec<String>)> {
    let ids = page.attributes("section.stack[id]", "id");
    let names = |id: &String| page.texts(&format!("#{id} h3"));
    ids.iter().map(|id| (id.clone(), names(id))).collect()
}

fn section(id: &str, names: &[&str]) -> (String, Vec<String>) {
    (
        id.to_owned(),
        names.iter().map(|name| (*name).to_owned()).collect(),
    )
}

#[tokio::test]
async fn every_version_stands_where_it_belongs() {
    let site = TestSite::of(slower().await);
    let ctx = site.market.ctx();
    let (mut ana, member) = on_duty(&site, "ana", StaffRole::Administrator).await;
    let (_, bo) = on_duty(&site, "bo", StaffRole::Administrator).await;
    let (in_force, past) = (
        section("in-force", &["2023-09-26"]),
        section("past", &["2023-07-30"]),
    );
    let page = ana.get(PAGE).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(
        sections(&page),
        [in_force.clone(), section("free", &[DRAFT]), past.clone()]
    );
    assert!(
        page.texts("#free")
            .join(" ")
            .contains("20 December 2026 at the earliest")
    );
    assert!(page.texts("#past").join(" ").contains("Came with the program"));

    let loosened = told("sell", true, "More is sold.");
    let first = proposed(&site, member, vec![loosened]).await;
    let (page, statements) = counting_statements(ana.get(PAGE)).await;
    // The browser's own session, since it has been here before; that of staff; the versions, and what the people are called.
    assert_eq!(statements, 4);
    assert_eq!(
        sections(&page),
        [in_force.clone(), section("waiting", &[DRAFT]), past.clone()]
    );
    let waiting = page.texts("#waiting").join(" ");
    assert!(
        waiting.contains("Proposed by ana, 1 December 2026") && waiting.contains("Permits more"),
        "{waiting}"
    );
    let links = page.attributes("#waiting h3 a", "href");
    assert_eq!(links, [site.url(&super::of(&first))]);

    withdraw(ctx, bo, first.adoption_id).await.unwrap();
    let page = ana.get(PAGE).await;
    assert_eq!(
        sections(&page),
        [
            in_force.clone(),
            section("free", &[DRAFT]),
            past.clone(),
            section("withdrawn", &[DRAFT])
        ]
    );
    let second = proposed(&site, member, Vec::new()).await;
    approve(ctx, bo, second.adoption_id).await.unwrap();
    let page = ana.get(PAGE).await;
    assert_eq!(
        sections(&page),
        [
            in_force,
            section("coming", &[DRAFT]),
            past,
            section("withdrawn", &[DRAFT])
        ]
    );
    assert!(page.texts("#coming").join(" ").contains("Adopted by bo"));
}

#[tokio::test]
async fn who_only_reads_is_offered_no_form_and_staff_find_the_page() {
    let site = TestSite::of(slower().await);
    for (name, role) in [("mod", StaffRole::Moderator), ("sup", StaffRole::Support)] {
        let (mut reader, _) = on_duty(&site, name, role).await;
        let page = reader.get(PAGE).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.attributes("main form", "action").is_empty());
        assert!(page.body.contains("Only administrators propose"));
        let overview = reader.get("/staff").await;
        assert!(overview.attributes("a", "href").contains(&site.url(PAGE)));
    }
}
