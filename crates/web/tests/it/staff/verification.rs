use axum::http::StatusCode;
use pasar_domain::application::{BankAccount, Step};
use pasar_domain::id::ApplicationId;
use pasar_domain::identity::input::DocumentInput;
use pasar_service::actor::StaffRole;
use pasar_service::application::{add_picture, save_bank, save_document, show, submit};
use pasar_service::seller::show::show_own;

use super::on_duty;
use crate::api::kit::Fair;
use crate::seller::verification::{NIK, photograph};

/// Ana's application, which waits for staff.
pub(crate) async fn applied(fair: &Fair) -> ApplicationId {
    let (ctx, keeper) = (fair.site.market.ctx(), fair.ana);
    let document = DocumentInput {
        kind: "nik".to_owned(),
        number: NIK.to_owned(),
        name: "Wulandari Kusumaningrum".to_owned(),
        born: "1990-08-18".to_owned(),
        sex: "female".to_owned(),
        expires_on: String::new(),
    };
    save_document(ctx, keeper, Step::Document, &document)
        .await
        .unwrap();
    add_picture(ctx, keeper, Step::Picture, photograph().into())
        .await
        .unwrap();
    let bank = BankAccount {
        bank: "Bank Contoh".to_owned(),
        holder: "Wulandari Kusumaningrum".to_owned(),
        number: "998877665544".to_owned(),
    };
    save_bank(ctx, keeper, &bank).await.unwrap();
    submit(ctx, keeper, true).await.unwrap();
    let shown = show(ctx, keeper).await.unwrap();
    shown.application.unwrap().application_id
}

#[tokio::test]
async fn an_application_is_opened_decided_and_its_seller_reads_who_looked() {
    let fair = Fair::new().await;
    let ctx = fair.site.market.ctx();
    applied(&fair).await;
    let mut budi = on_duty(&fair, StaffRole::Moderator).await;
    let queue = budi.get("/staff/verifications").await;
    assert!(!queue.body.contains(NIK));
    let links = queue.attributes("main a[href*='/staff/verifications/']", "href");
    let page = links[0].strip_prefix("/id").unwrap().to_owned();
    let shown = budi.get(&page).await;
    assert!(shown.body.contains(NIK) && shown.body.contains("998877665544"));
    assert!(shown.body.contains("Nomor menyebut tanggal lahir lain."));
    let picture = budi.get(&format!("{page}/pictures/document/0")).await;
    assert_eq!(picture.status, StatusCode::OK);
    assert_eq!(picture.headers["cache-control"], "no-store");
    assert_eq!(picture.headers["content-type"], "image/jpeg");

    let nothing = budi
        .submit(&page, &format!("{page}/decide"), &[("do", "return")])
        .await;
    assert!(
        budi.follow(&nothing)
            .await
            .body
            .contains("Pilih paling sedikit satu alasan.")
    );
    let approved = budi
        .submit(&page, &format!("{page}/approve"), &[("issued_by", "id")])
        .await;
    assert_eq!(approved.location(), "/id/staff/verifications");
    assert!(
        budi.follow(&approved)
            .await
            .body
            .contains("Tidak ada yang menunggu")
    );
    let (seller, _) = show_own(ctx, fair.ana).await.unwrap().unwrap();
    assert!(seller.verification.is_some());
    assert_eq!(budi.get(&page).await.status, StatusCode::CONFLICT);
    let looked = fair
        .site
        .market
        .count("select count(*) from identity_access")
        .await;
    assert_eq!(looked, 5, "four times the page, once the picture");
}

#[tokio::test]
async fn who_only_reads_opens_nothing() {
    let fair = Fair::new().await;
    applied(&fair).await;
    let mut budi = on_duty(&fair, StaffRole::Support).await;
    let queue = budi.get("/staff/verifications").await;
    let links = queue.attributes("main a[href*='/staff/verifications/']", "href");
    let page = links[0].strip_prefix("/id").unwrap().to_owned();
    for path in [page.clone(), format!("{page}/pictures/document/0")] {
        assert_eq!(budi.get(&path).await.status, StatusCode::FORBIDDEN);
    }
    let refused = budi
        .post(&format!("{page}/approve"), &[("issued_by", "id")])
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(
        fair.site
            .market
            .count("select count(*) from identity_access")
            .await,
        0
    );
}
