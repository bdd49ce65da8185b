use std::sync::Arc;

use axum::http::StatusCode;
use pasar_domain::application::{BankAccount, Step};
use pasar_domain::id::ApplicationId;
use pasar_domain::identity::input::DocumentInput;
use pasar_reader::Reader;
use pasar_service::Context;
use pasar_service::actor::{ShopKeeper, StaffRole};
use pasar_service::application::{add_picture, save_bank, save_document, show, submit};
use pasar_service::seller::show::show_own;

use super::on_duty;
use crate::api::kit::Fair;
use crate::kit::Answer;
use crate::seller::verification::{NIK, photograph, specimen};

/// Ana's application, which waits for staff.
pub(crate) async fn applied(fair: &Fair) -> ApplicationId {
    applied_by(fair.site.market.ctx(), fair.ana, NIK, photograph()).await
}

async fn applied_by(ctx: &Context, keeper: ShopKeeper, number: &str, photo: Vec<u8>) -> ApplicationId {
    let document = DocumentInput {
        kind: "nik".to_owned(),
        number: number.to_owned(),
        name: "Wulandari Kusumaningrum".to_owned(),
        born: "1990-08-18".to_owned(),
        sex: "female".to_owned(),
        expires_on: String::new(),
    };
    save_document(ctx, keeper, Step::Document, &document)
        .await
        .unwrap();
    add_picture(ctx, keeper, Step::Picture, photo.into())
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

#[tokio::test]
async fn what_the_photo_says_stands_beside_what_was_typed_and_the_next_application_follows() {
    let fair = Fair::new().await;
    let count = |shown: &Answer, what: &str| shown.texts(what).len();
    let reader = Reader::find(None).await.expect("scripts/install-tesseract.sh");
    let ctx = &fair.site.market.ctx().reading_with(Arc::new(reader));
    let (input, png) = specimen(&fair.site, 6);
    applied_by(ctx, fair.ana, &input.number, png).await;
    fair.site.market.passes(chrono::Duration::minutes(1));
    applied_by(ctx, fair.bo, "3273015708900002", photograph()).await;
    let mut budi = on_duty(&fair, StaffRole::Moderator).await;
    let queue = budi.get("/staff/verifications").await;
    let links = queue.attributes("main a[href*='/staff/verifications/']", "href");
    let path = |link: &str| link.strip_prefix("/id").unwrap().to_owned();
    let shown = budi.get(&path(&links[0])).await;
    assert!(shown.body.contains(&format!("Di foto terbaca: {}", input.name)));
    assert_eq!(count(&shown, ".desk .read.differs"), 2, "name and day of birth");
    assert!(shown.body.contains("Sama di foto"));
    assert_eq!(shown.attributes("a[data-key=n]", "href"), [links[1].as_str()]);
    assert!(shown.attributes("a[data-key=p]", "href").is_empty());
    // Every key that is listed does something, and everything works without keys.
    for key in ["a", "b", "r"] {
        assert_eq!(count(&shown, &format!("button[data-key={key}]")), 1, "{key}");
    }
    assert_eq!(count(&shown, "#shortcuts kbd"), 11);
    assert_eq!(
        count(&shown, "[data-viewer] a[href*='/pictures/document/0'] img"),
        1
    );
    assert_eq!(count(&shown, "[data-tools][hidden]"), 1);
    let here = path(&links[0]);
    let fields = [("reasons", "details_differ"), ("do", "return")];
    let returned = budi.submit(&here, &format!("{here}/decide"), &fields).await;
    assert_eq!(returned.location(), links[1]);
    let here = path(&links[1]);
    let next = budi.follow(&returned).await;
    assert!(next.body.contains("Dikembalikan. Penjual mendapat surat."));
    assert!(next.attributes("a[data-key]", "href").is_empty());
    let approved = budi
        .submit(&here, &format!("{here}/approve"), &[("issued_by", "id")])
        .await;
    assert_eq!(approved.location(), "/id/staff/verifications");
}
