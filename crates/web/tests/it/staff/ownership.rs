use axum::http::StatusCode;
use pasar_service::actor::StaffRole;
use pasar_service::ownership::list::list;
use pasar_service::seller::show::show_own;

use super::on_duty;
use crate::api::kit::Fair;

const PAGE: &str = "/staff/ownership";

#[tokio::test]
async fn parties_and_stretches_are_recorded_and_ended_and_control_is_told() {
    let fair = Fair::new().await;
    let ctx = fair.site.market.ctx();
    let mut budi = on_duty(&fair, StaffRole::Moderator).await;
    let parties = format!("{PAGE}/parties");
    for (name, operator) in [("PT Pasar", "yes"), ("CV Anak", "")] {
        let typed = [
            ("name", name),
            ("kind", "entity"),
            ("country", "id"),
            ("operator", operator),
        ];
        let added = budi.submit(PAGE, &parties, &typed).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER);
    }
    let staff = fair.site.market.staff(StaffRole::Support);
    let (graph, _) = list(ctx, staff).await.unwrap();
    let id_of = |name: &str| {
        let party = graph.parties.iter().find(|party| party.name == name);
        party.unwrap().party_id.to_string()
    };
    let ids = [id_of("PT Pasar"), id_of("CV Anak")];
    let (seller, _) = show_own(ctx, fair.ana).await.unwrap().unwrap();
    let link = format!("{parties}/{}/sellers", ids[1]);
    let linked = budi
        .submit(PAGE, &link, &[("seller", &seller.seller_id.to_string())])
        .await;
    assert_eq!(linked.status, StatusCode::SEE_OTHER);
    let typed = [
        ("owner", ids[0].as_str()),
        ("owned", ids[1].as_str()),
        ("share", "50,01"),
        ("valid_from", "2026-01-01"),
        ("evidence", "AHU-1"),
    ];
    let refused = budi.submit(PAGE, PAGE, &typed[..4]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    budi.submit(PAGE, PAGE, &typed).await;
    let told = "PT Pasar memiliki 50,01% dari CV Anak.";
    assert!(budi.get(PAGE).await.body.contains(told));
    let seller_page = format!("/staff/sellers/{}", seller.seller_id);
    assert!(budi.get(&seller_page).await.body.contains(told));

    let (graph, _) = list(ctx, staff).await.unwrap();
    let end = format!("{PAGE}/{}/end", graph.stretches[0].ownership_id);
    budi.submit(PAGE, &end, &[("until", "2026-02-01")]).await;
    assert!(!budi.get(&seller_page).await.body.contains(told));
    let again = budi.post(&end, &[("until", "2026-03-01")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn who_only_reads_is_offered_no_form() {
    let fair = Fair::new().await;
    let mut budi = on_duty(&fair, StaffRole::Support).await;
    assert!(!budi.get(PAGE).await.body.contains("/parties"));
    let refused = budi.post(&format!("{PAGE}/parties"), &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
