use axum::http::StatusCode;
use pasar_domain::staff::StaffInput;
use pasar_service::actor::StaffRole;
use pasar_service::screening::due::screen_due;
use pasar_service::screening::load::{LoadList, load};
use pasar_service::seller::show::show_own;
use pasar_testkit::counting_statements;

use super::on_duty;
use crate::api::kit::Fair;

const PAGE: &str = "/staff/screening";

/// A list that Ana's name is like, with which everybody was compared.
async fn screened(fair: &Fair) -> String {
    let ctx = fair.site.market.ctx();
    fair.site
        .market
        .sql("update account set name = 'Zebulon Sulaimon' where name = 'ana-owner'")
        .await;
    let input = StaffInput {
        email: "citra@pasar.example".to_owned(),
        name: "Citra".to_owned(),
        role: StaffRole::Administrator,
        password: "a long enough passphrase".to_owned().into(),
    };
    pasar_service::staff::add(ctx, &input).await.unwrap();
    let citra = pasar_service::staff::acting_as(ctx, "citra@pasar.example").await;
    let list = LoadList {
        source: "list.csv",
        file: b"7,\"SULAIMAN, Zebulon\",\"individual\",\"XX\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 01 Jan 1970.\"\n",
        despite_problems: false,
    };
    load(ctx, citra.unwrap().unwrap(), list).await.unwrap();
    screen_due(ctx).await.unwrap();
    let (seller, _) = show_own(ctx, fair.ana).await.unwrap().unwrap();
    format!("{PAGE}/{}", seller.seller_id)
}

#[tokio::test]
async fn a_near_name_is_explained_and_a_hit_ends_the_verification() {
    let fair = Fair::new().await;
    let action = screened(&fair).await;
    let mut budi = on_duty(&fair, StaffRole::Moderator).await;
    let (page, statements) = counting_statements(budi.get(PAGE)).await;
    assert_eq!(statements, 9);
    for part in ["SULAIMAN, Zebulon", "satu huruf berbeda", "DOB 01 Jan 1970."] {
        assert!(page.body.contains(part), "{part}");
    }
    let (_, recorded) = show_own(fair.site.market.ctx(), fair.ana).await.unwrap().unwrap();
    assert!(recorded[0].revoked.is_none());
    let wordless = budi
        .submit(PAGE, &action, &[("outcome", "hit"), ("reason", "")])
        .await;
    assert!(budi.follow(&wordless).await.body.contains("Tulis alasannya"));
    let typed = [("outcome", "hit"), ("reason", "Tanggal lahirnya sama.")];
    let decided = budi.submit(PAGE, &action, &typed).await;
    let shown = budi.follow(&decided).await;
    assert!(shown.body.contains("Tanggal lahirnya sama.") && shown.body.contains("Tidak ada yang menunggu"));
    let (_, recorded) = show_own(fair.site.market.ctx(), fair.ana).await.unwrap().unwrap();
    assert_eq!(recorded[0].revoked.as_ref().unwrap().1, "Tanggal lahirnya sama.");
    let (seller, _) = show_own(fair.site.market.ctx(), fair.ana).await.unwrap().unwrap();
    let verify = format!("/staff/sellers/{}/verify", seller.seller_id);
    let typed = [
        ("evidence", "passport"),
        ("issued_by", "ID"),
        ("valid_until", "2040-01-31"),
        ("note", "Asli dilihat."),
    ];
    let refused = budi.post(&verify, &typed).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn who_only_reads_is_offered_no_decision() {
    let fair = Fair::new().await;
    let action = screened(&fair).await;
    let mut budi = on_duty(&fair, StaffRole::Support).await;
    assert!(!budi.get(PAGE).await.body.contains(&action));
    let typed = [("outcome", "hit"), ("reason", "x"), ("seen", "1")];
    assert_eq!(budi.post(&action, &typed).await.status, StatusCode::FORBIDDEN);
}
