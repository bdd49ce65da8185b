use axum::http::StatusCode;
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

pub(crate) const NIK: &str = "3273015708900001";

/// A small picture as PNG.
pub(crate) fn photograph() -> Vec<u8> {
    super::picture::png()
}

#[tokio::test]
async fn somebody_with_a_card_applies_step_by_step() {
    let site = TestSite::of(TestMarket::new().await);
    let (mut sari, _) = newcomer(&site, "sari").await;
    let page = "/seller/verification";
    let step = |name: &str| format!("{page}/{name}");
    let begun = sari.get(page).await;
    assert!(begun.body.contains("Isi setiap langkah, lalu kirim."));
    assert!(begun.body.contains("Belum ada yang membukanya."));

    let wrong = [
        ("kind", "nik"),
        ("number", "3273O15708900001"),
        ("name", ""),
        ("born", "1990-08-17"),
        ("sex", "female"),
    ];
    let refused = sari.submit(&step("document"), &step("document"), &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Karakter ke-5"));
    assert!(refused.body.contains("Ketik nama seperti di dokumen."));
    assert!(
        sari.get(&step("picture"))
            .await
            .body
            .contains("Isi dokumennya dulu")
    );
    let right = [
        ("kind", "nik"),
        ("number", "3273 0157 0890 0001"),
        ("name", "Wulandari Kusumaningrum"),
        ("born", "1990-08-17"),
        ("sex", "female"),
    ];
    let saved = sari.submit(&step("document"), &step("document"), &right).await;
    assert_eq!(saved.location(), "/id/seller/verification/picture");
    let taken = sari.follow(&saved).await;
    assert!(taken.body.contains("capture=\"environment\""));
    // What was typed is not shown again.
    assert!(!sari.get(&step("document")).await.body.contains("Wulandari"));
    assert_eq!(sari.get(&step("director")).await.status, StatusCode::NOT_FOUND);

    let photo = sari
        .upload(
            &step("picture/picture"),
            &[],
            &[("picture", "ktp.png", &photograph())],
        )
        .await;
    assert_eq!(photo.location(), "/id/seller/verification/bank");
    let no_photo = sari
        .upload(
            &step("picture/picture"),
            &[],
            &[("picture", "ktp.pdf", b"%PDF-1.7")],
        )
        .await;
    assert_eq!(no_photo.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(no_photo.body.contains("Berkas ini tidak bisa dipakai"));
    let account = [
        ("bank", "Bank Contoh"),
        ("holder", "Wulandari Kusumaningrum"),
        ("number", "998877665544"),
    ];
    let saved = sari.submit(&step("bank"), &step("bank"), &account).await;
    assert_eq!(saved.location(), "/id/seller/verification/send");
    let refused = sari.post(&step("send"), &[]).await;
    assert!(refused.body.contains("Centang kotak ini"));
    let sent = sari
        .submit(&step("send"), &step("send"), &[("agree", "yes")])
        .await;
    assert_eq!(sent.location(), "/id/seller/verification");
    let shown = sari.follow(&sent).await;
    assert!(shown.body.contains("sedang diperiksa"));
    assert!(!shown.body.contains("/seller/verification/document"));
    let late = sari.post(&step("bank"), &account).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
}
