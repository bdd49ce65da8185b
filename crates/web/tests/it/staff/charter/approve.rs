use axum::http::StatusCode;
use pasar_service::actor::StaffRole;
use pasar_service::charter::list;

use super::{DRAFT, of, on_duty, proposed, slower, told};
use crate::kit::TestSite;

async fn is_adopted(site: &TestSite) -> bool {
    let known = list(site.market.ctx()).await.unwrap();
    known
        .iter()
        .any(|known| known.is_adopted() && known.version.as_str() == DRAFT)
}

#[tokio::test]
async fn another_administrator_adopts_what_they_have_read_and_it_is_known_at_once() {
    let site = TestSite::of(slower().await);
    let (mut ana, member) = on_duty(&site, "ana", StaffRole::Administrator).await;
    let (mut bo, _) = on_duty(&site, "bo", StaffRole::Administrator).await;
    let adoption = proposed(&site, member, vec![told("sell", true, "More is sold.")]).await;
    let (page, approve) = (of(&adoption), format!("{}/approve", of(&adoption)));
    assert_eq!(
        ana.post(&approve, &[("read", "yes")]).await.status,
        StatusCode::FORBIDDEN
    );
    let unread = bo.submit(&page, &approve, &[]).await;
    assert_eq!(unread.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        unread.texts("#f-read-error"),
        ["Read what it newly permits, and say so here."]
    );
    assert!(!is_adopted(&site).await);
    assert!(site.market.ctx().rulebook().version(DRAFT).is_none());

    let adopted = bo.submit(&page, &approve, &[("read", "yes")]).await;
    assert_eq!(adopted.status, StatusCode::SEE_OTHER, "{}", adopted.body);
    assert!(is_adopted(&site).await);
    let known = site.market.ctx().rulebook().version(DRAFT).unwrap();
    assert_eq!(known.effective_at, adoption.effective_at);
    let shown = bo.follow(&adopted).await;
    assert!(shown.body.contains("Adopted by bo") && shown.attributes("#adopt form", "action").is_empty());
    assert_eq!(
        bo.post(&approve, &[("read", "yes")]).await.status,
        StatusCode::CONFLICT
    );
}

#[tokio::test]
async fn what_permits_nothing_new_needs_no_tick_and_an_administrator_all_the_same() {
    let site = TestSite::of(slower().await);
    let (_, member) = on_duty(&site, "ana", StaffRole::Administrator).await;
    let (mut moderator, _) = on_duty(&site, "mod", StaffRole::Moderator).await;
    let (mut bo, _) = on_duty(&site, "bo", StaffRole::Administrator).await;
    let adoption = proposed(&site, member, vec![told("sell", false, "Less is sold.")]).await;
    let (page, approve) = (of(&adoption), format!("{}/approve", of(&adoption)));
    assert_eq!(moderator.post(&approve, &[]).await.status, StatusCode::FORBIDDEN);
    assert!(bo.get(&page).await.attributes("#f-read", "name").is_empty());
    assert_eq!(
        bo.submit(&page, &approve, &[]).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(is_adopted(&site).await);
}

#[tokio::test]
async fn what_lapsed_is_not_adopted() {
    let site = TestSite::of(slower().await);
    let (_, member) = on_duty(&site, "ana", StaffRole::Administrator).await;
    let adoption = proposed(&site, member, vec![told("sell", true, "More is sold.")]).await;
    site.market.passes(chrono::Duration::days(30));
    let (mut bo, _) = on_duty(&site, "bo", StaffRole::Administrator).await;
    let approve = format!("{}/approve", of(&adoption));
    assert_eq!(
        bo.post(&approve, &[("read", "yes")]).await.status,
        StatusCode::CONFLICT
    );
    assert!(!is_adopted(&site).await);
}
