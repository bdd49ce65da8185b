use axum::http::StatusCode;
use pasar_service::actor::StaffRole;
use pasar_service::programme::show::show;
use pasar_service::programme::{Programme, Stage};
use pasar_testkit::TestMarket;

use crate::kit::{Browser, TestSite};

const PAGE: &str = "/staff/programme";

async fn on_duty<'a>(site: &'a TestSite, name: &str, role: StaffRole) -> Browser<'a> {
    let (_, token) = site.market.on_duty(name, role).await;
    let mut browser = site.visitor();
    browser
        .cookies
        .insert("pasar_staff".to_owned(), token.to_string());
    browser
}

/// A market whose charter lets merchants in.
async fn site() -> TestSite {
    TestSite::of(TestMarket::of("gb").await)
}

async fn stand(site: &TestSite) -> Programme {
    let staff = site.market.staff(StaffRole::Support);
    show(site.market.ctx(), staff).await.unwrap().current
}

#[tokio::test]
async fn one_proposes_another_approves_and_anyone_of_them_stops() {
    let site = site().await;
    let mut ana = on_duty(&site, "ana", StaffRole::Administrator).await;
    let mut bo = on_duty(&site, "bo", StaffRole::Administrator).await;
    let typed = [("to", "pilot"), ("cohort", "20"), ("reason", "Ten are ready.")];
    let refused = ana.submit(PAGE, PAGE, &typed[..2]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let proposed = ana.submit(PAGE, PAGE, &typed).await;
    assert_eq!(proposed.status, StatusCode::SEE_OTHER);
    assert!(
        !ana.get(PAGE).await.body.contains("/approve"),
        "not to the one who proposed it"
    );
    let approve = bo
        .get(PAGE)
        .await
        .attributes("form[action$='/approve']", "action")
        .remove(0);
    let path = approve.trim_start_matches("/gb").to_owned();
    assert_eq!(ana.post(&path, &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(bo.submit(PAGE, &path, &[]).await.status, StatusCode::SEE_OTHER);
    let pilot = Programme {
        stage: Stage::Pilot,
        cohort_basis_points: 2_000,
    };
    assert_eq!(stand(&site).await, pilot);
    let shown = bo.get(PAGE).await;
    assert!(shown.body.contains("20%") && shown.body.contains("Ten are ready."));
    let stop = format!("{PAGE}/pause");
    let stopped = bo.submit(PAGE, &stop, &[("reason", "A recall.")]).await;
    assert_eq!(stopped.status, StatusCode::SEE_OTHER);
    assert_eq!(stand(&site).await.stage, Stage::Paused);
    assert!(
        !bo.get(PAGE).await.body.contains("/programme/pause"),
        "there is nothing to stop"
    );
}

#[tokio::test]
async fn who_only_reads_is_offered_no_move() {
    let site = site().await;
    let mut budi = on_duty(&site, "budi", StaffRole::Support).await;
    assert!(!budi.get(PAGE).await.body.contains("<form class=\"form\""));
    let typed = [("to", "pilot"), ("cohort", "20"), ("reason", "Mine.")];
    let refused = budi.post(PAGE, &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(stand(&site).await, Programme::CLOSED);
}
