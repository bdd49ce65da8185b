use pasar_domain::seller::VerificationInput;
use pasar_service::actor::StaffRole;
use pasar_service::seller::revoke::revoke;
use pasar_service::seller::show::show_own;
use pasar_service::seller::verify::verify;
use pasar_testkit::TestMarket;

use super::newcomer;
use crate::kit::TestSite;

#[tokio::test]
async fn a_seller_reads_what_counts_until_when_and_why_not_any_more() {
    let site = TestSite::of(TestMarket::new().await);
    let (mut sari, keeper) = newcomer(&site, "sari").await;
    let page = "/seller/verification";
    assert!(sari.get("/seller/shop").await.body.contains(page));
    assert!(
        sari.get(page)
            .await
            .body
            .contains("Kami belum memeriksa identitas Anda.")
    );
    let ctx = site.market.ctx();
    let (who, _) = show_own(ctx, keeper).await.unwrap().unwrap();
    let staff = site.market.staff(StaffRole::Moderator);
    let mut input = VerificationInput {
        evidence: "national_id".to_owned(),
        issued_by: "ID".to_owned(),
        valid_until: "2040-01-31".to_owned(),
        note: "A note that sellers do not read.".to_owned(),
    };
    let recorded = verify(ctx, staff, who.seller_id, &input).await.unwrap();
    let shown = sari.get(page).await.body;
    assert!(shown.contains("Anda terverifikasi sampai 31 Januari 2040"));
    assert!(!shown.contains("A note that sellers do not read."));
    let about = (who.seller_id, recorded.verification.verification_id);
    revoke(ctx, staff, about, "Kartunya dilaporkan hilang.")
        .await
        .unwrap();
    let shown = sari.get(page).await.body;
    assert!(shown.contains("tidak berlaku lagi") && shown.contains("Kartunya dilaporkan hilang."));
    // Less than two months are left.
    input.valid_until = (ctx.now() + chrono::Duration::days(30)).date_naive().to_string();
    verify(ctx, staff, who.seller_id, &input).await.unwrap();
    assert!(
        sari.get(page)
            .await
            .body
            .contains("Anda terverifikasi hanya sampai")
    );
}
