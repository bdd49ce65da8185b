use axum::http::StatusCode;
use pasar_service::actor::StaffRole;
use pasar_service::charter::list;

use super::{DRAFT, PAGE, market, on_duty, slower};
use crate::kit::{Answer, TestSite};

const TYPED: [(&str, &str); 2] = [("version", DRAFT), ("on", "2026-12-24")];

/// What the form still holds.
fn kept(page: &Answer) -> (Vec<String>, Vec<String>) {
    (
        page.attributes("#f-version option[selected]", "value"),
        page.attributes("#f-on", "value"),
    )
}

async fn waiting(site: &TestSite) -> usize {
    let known = list(site.market.ctx()).await.unwrap();
    known.iter().filter(|known| known.decision.is_none()).count()
}

#[tokio::test]
async fn a_version_is_proved_and_then_waits() {
    let site = TestSite::of(slower().await);
    let (mut ana, _) = on_duty(&site, "ana", StaffRole::Administrator).await;
    let proposed = ana.submit(PAGE, PAGE, &TYPED).await;
    assert_eq!(proposed.status, StatusCode::SEE_OTHER, "{}", proposed.body);
    let known = list(site.market.ctx()).await.unwrap();
    let draft = known
        .iter()
        .find(|known| known.version.as_str() == DRAFT)
        .unwrap();
    assert_eq!(proposed.location(), site.url(&super::of(draft)));
    assert_eq!(draft.effective_at.to_rfc3339(), "2026-12-23T17:00:00+00:00");
    let page = ana.follow(&proposed).await;
    assert!(page.body.contains("Everything is proved."), "{}", page.body);
    assert!(
        page.body
            .contains("it permits nothing that the version before refuses")
    );
}

#[tokio::test]
async fn a_broken_promise_is_told_with_its_sentence_and_an_example_and_nothing_is_lost() {
    let (from, to) = (
        "unless { resource.ship_from == Country::\"ID\" };",
        "unless { resource.ship_from == Country::\"ID\" || resource.price_minor > 100000000 };",
    );
    let mut files = pasar_testkit::TestMarket::draft("id", super::day());
    super::change(&mut files, "policies/sale.cedar", from, to);
    files.retain(|path, _| !path.starts_with("cases/"));
    let market = pasar_testkit::TestMarket::with_draft("id", DRAFT, files).await;
    let site = TestSite::of(market);
    let (mut ana, _) = on_duty(&site, "ana", StaffRole::Administrator).await;
    let refused = ana.submit(PAGE, PAGE, &TYPED).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let promise = pasar_web::promise::query::charter(site.market.ctx()).unwrap();
    let sentence = promise.promise("no-cross-border").unwrap();
    let sentence = sentence.sentence.get(&"en".parse().unwrap());
    assert!(refused.texts(".cases .strong").contains(&sentence.to_owned()));
    let told = refused.texts(".cases").join(" ");
    assert!(
        told.contains("would be allowed to sell goods sent from") && told.contains("Selling goods"),
        "{told}"
    );
    assert_eq!(
        kept(&refused),
        (vec![DRAFT.to_owned()], vec!["2026-12-24".to_owned()])
    );
    assert_eq!(waiting(&site).await, 0);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_without_a_solver() {
    // The machine has none, so that whatever is told here is told before anything is proved.
    let site = TestSite::without_solvers(slower().await);
    let (mut ana, _) = on_duty(&site, "ana", StaffRole::Administrator).await;
    for (version, on, field) in [
        ("", "2026-12-24", "version"),
        ("1999-01-01", "2026-12-24", "version"),
        (DRAFT, "", "on"),
        (DRAFT, "24 December", "on"),
    ] {
        let typed = [("version", version), ("on", on)];
        let refused = ana.submit(PAGE, PAGE, &typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{version} {on}");
        let error = refused.texts(&format!("#f-{field}-error"));
        assert_eq!(error.len(), 1, "{version} {on}");
    }
    let missing = ana.submit(PAGE, PAGE, &TYPED).await;
    assert_eq!(missing.status, StatusCode::SERVICE_UNAVAILABLE);
    let problems = missing.texts("#problems").join(" ");
    assert!(problems.contains("apt-get install cvc5"), "{problems}");
    assert_eq!(
        kept(&missing),
        (vec![DRAFT.to_owned()], vec!["2026-12-24".to_owned()])
    );
    assert_eq!(waiting(&site).await, 0);
}

#[tokio::test]
async fn days_and_cases_are_checked_before_anything_is_proved() {
    let case = "expect = \"refused\"";
    let site = TestSite::of(market("cases/dropshipper.toml", case, "expect = \"allowed\"").await);
    let (mut ana, _) = on_duty(&site, "ana", StaffRole::Administrator).await;
    for (on, words) in [
        ("2026-12-01", "That day is over."),
        ("2026-12-19", "20 December 2026 at the earliest"),
        ("2026-12-20", "“dropshipper”"),
    ] {
        let typed = [("version", DRAFT), ("on", on)];
        let refused = ana.submit(PAGE, PAGE, &typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{on}");
        let problems = refused.texts("#problems").join(" ");
        assert!(problems.contains(words), "{on}: {problems}");
    }
}

#[tokio::test]
async fn who_is_no_administrator_proposes_nothing() {
    let site = TestSite::of(slower().await);
    let (mut moderator, _) = on_duty(&site, "mod", StaffRole::Moderator).await;
    for typed in [&TYPED[..], &[]] {
        let refused = moderator.post(PAGE, typed).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(waiting(&site).await, 0);
}
