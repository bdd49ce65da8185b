use axum::http::StatusCode;
use pasar_domain::adoption::AdoptionOutcome;
use pasar_service::actor::StaffRole;
use pasar_service::charter::show;

use super::{PAGE, of, on_duty, proposed, slower};
use crate::kit::TestSite;

#[tokio::test]
async fn one_administrator_withdraws_what_waits_and_nothing_else() {
    let site = TestSite::of(slower().await);
    let (mut ana, member) = on_duty(&site, "ana", StaffRole::Administrator).await;
    let (mut moderator, _) = on_duty(&site, "mod", StaffRole::Moderator).await;
    let adoption = proposed(&site, member, Vec::new()).await;
    let (page, withdraw) = (of(&adoption), format!("{}/withdraw", of(&adoption)));
    assert_eq!(moderator.post(&withdraw, &[]).await.status, StatusCode::FORBIDDEN);
    let done = ana.submit(&page, &withdraw, &[]).await;
    assert_eq!(done.location(), site.url(PAGE));
    let shown = show(site.market.ctx(), adoption.adoption_id).await.unwrap();
    let decision = shown.adoption.decision.unwrap();
    assert_eq!(
        (decision.outcome, decision.decided_by),
        (AdoptionOutcome::Withdrawn, Some(member.staff_id()))
    );
    assert_eq!(ana.post(&withdraw, &[]).await.status, StatusCode::CONFLICT);
    let program = pasar_service::charter::list(site.market.ctx())
        .await
        .unwrap()
        .remove(0);
    let adopted = format!("{}/withdraw", of(&program));
    assert_eq!(ana.post(&adopted, &[]).await.status, StatusCode::CONFLICT);
}
