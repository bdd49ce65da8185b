use axum::http::StatusCode;
use pasar_domain::identity::DocumentKind;
use pasar_domain::identity::input::DocumentInput;
use pasar_domain::seller::VerificationInput;
use pasar_service::actor::StaffRole;
use pasar_service::identity::specimen::draw;
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
            .contains("Kami belum memeriksa siapa Anda.")
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

/// What the holder of a specimen of a card would type, and the card.
pub(crate) fn specimen(site: &TestSite, seed: u64) -> (DocumentInput, Vec<u8>) {
    let drawn = draw(DocumentKind::Nik, seed, site.market.ctx().now().date_naive()).unwrap();
    (drawn.specimen.input, drawn.png)
}

#[tokio::test]
async fn a_photo_fills_in_the_form_and_what_is_changed_is_said_kindly() {
    let site = TestSite::reading(TestMarket::new().await).await;
    let (mut sari, _) = newcomer(&site, "sari").await;
    let step = |name: &str| format!("/seller/verification/{name}");
    let page = sari.get(&step("document")).await;
    assert!(page.body.contains("Ambil foto, kami isikan"));
    assert!(
        page.body
            .contains("action=\"/id/seller/verification/document/read\"")
    );
    assert!(page.body.contains("capture=\"environment\""));
    let (input, png) = specimen(&site, 6);
    let none = sari.upload(&step("document/read"), &[], &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.body.contains("Pilih atau ambil satu foto."));
    let no_photo = [("picture", "ktp.pdf", b"%PDF-1.7".as_slice())];
    let refused = sari.upload(&step("document/read"), &[], &no_photo).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Berkas ini tidak bisa dipakai"));
    let photo = [("picture", "ktp.png", png.as_slice())];
    let filled = sari.upload(&step("document/read"), &[], &photo).await;
    assert_eq!(filled.status, StatusCode::OK);
    assert!(filled.body.contains("Terisi dari foto Anda."));
    for read in [&input.number, &input.name, &input.born] {
        assert!(filled.body.contains(read.as_str()));
    }
    assert_eq!(
        filled.attributes("input[name=sex][checked]", "value"),
        [input.sex.as_str()]
    );
    assert_eq!(filled.attributes("input[name=kind][checked]", "value"), ["nik"]);
    // What was read is in the answer only.
    assert!(!sari.get(&step("document")).await.body.contains(&input.number));
    let mut typed = [
        ("kind", "nik"),
        ("number", input.number.as_str()),
        ("name", "CONTOH LAIN"),
        ("born", input.born.as_str()),
        ("sex", input.sex.as_str()),
    ];
    let saved = sari.submit(&step("document"), &step("document"), &typed).await;
    assert_eq!(saved.location(), "/id/seller/verification/document?differs=name");
    let told = sari.follow(&saved).await;
    assert!(told.body.contains("di foto terbaca lain: nama."));
    let ways = told.attributes("main .actions a", "href");
    assert_eq!(
        ways,
        ["/id/seller/verification/bank", "/id/seller/verification/document"]
    );
    // Mended, with a photo of its own later.
    typed[2].1 = input.name.as_str();
    let saved = sari.submit(&step("document"), &step("document"), &typed).await;
    assert_eq!(saved.location(), "/id/seller/verification/picture");
    let (_, other) = specimen(&site, 7);
    let photo = [("picture", "ktp.png", other.as_slice())];
    let added = sari.upload(&step("picture/picture"), &[], &photo).await;
    assert!(
        added
            .location()
            .starts_with("/id/seller/verification/picture?differs=number,name,born")
    );
    let told = sari.follow(&added).await;
    assert!(told.body.contains("terbaca lain: nomor, nama, tanggal lahir"));
    // An address made by hand says nothing that is not a field.
    let made = sari.get(&step("picture?differs=%3Cb%3E")).await;
    assert_eq!(made.status, StatusCode::OK);
    assert!(!made.body.contains("terbaca lain"));
    assert_eq!(
        sari.upload(&step("bank/read"), &[], &photo).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn where_no_program_reads_everything_is_typed() {
    let site = TestSite::of(TestMarket::new().await);
    let (mut sari, _) = newcomer(&site, "sari").await;
    let page = sari.get("/seller/verification/document").await;
    assert!(!page.body.contains("/document/read"));
    let (_, png) = specimen(&site, 6);
    let photo = [("picture", "ktp.png", png.as_slice())];
    let kept = sari
        .upload("/seller/verification/document/read", &[], &photo)
        .await;
    assert_eq!(kept.status, StatusCode::OK);
    assert!(kept.body.contains("tulisannya tidak terbaca"));
}
