//! Letters pass through many hands: nothing that a seller showed stands in one.

use pasar_domain::application::{BankAccount, Step};
use pasar_domain::identity::DocumentKind;
use pasar_domain::identity::input::DocumentInput;
use pasar_service::actor::StaffRole;
use pasar_service::application::{add_picture, approve, give_back, queue, save_bank, save_document, submit};
use pasar_service::disclosure::ask::ask_due;
use pasar_service::identity::specimen::draw;
use pasar_service::seller::revoke::revoke;
use pasar_service::seller::show::show_own;
use pasar_testkit::{TestMarket, capturing_logs};

use crate::{letters, worker};

const NIK: &str = "3273015708900001";
const ACCOUNT: &str = "998877665544";

#[tokio::test]
async fn letters_about_an_application_hold_nothing_of_what_was_shown() {
    let market = TestMarket::new().await;
    let folder = tempfile::tempdir().unwrap();
    let worker = worker(&market, folder.path());
    let keeper = market.shop("toko-penanda").await;
    let ctx = market.ctx();
    let document = DocumentInput {
        kind: "nik".to_owned(),
        number: NIK.to_owned(),
        name: "Wulandari Kusumaningrum".to_owned(),
        born: "1990-08-17".to_owned(),
        sex: "female".to_owned(),
        expires_on: String::new(),
    };
    let bank = BankAccount {
        bank: "Bank Penanda".to_owned(),
        holder: "Wulandari Kusumaningrum".to_owned(),
        number: ACCOUNT.to_owned(),
    };
    let picture = draw(DocumentKind::Nik, 1, ctx.now().date_naive()).unwrap().png;
    let moderator = market.staff(StaffRole::Moderator);
    let ((), logs) = capturing_logs(async {
        for is_last in [false, true] {
            save_document(ctx, keeper, Step::Document, &document)
                .await
                .unwrap();
            add_picture(ctx, keeper, Step::Picture, picture.clone().into())
                .await
                .unwrap();
            save_bank(ctx, keeper, &bank).await.unwrap();
            submit(ctx, keeper, true).await.unwrap();
            let queued = queue(ctx, moderator).await.unwrap();
            let application = &queued[0].application;
            let about = (application.seller_id, application.application_id);
            if is_last {
                approve(ctx, moderator, about, ctx.market().country)
                    .await
                    .unwrap();
            } else {
                let words = "Fotonya buram; ambil lagi di tempat terang.";
                give_back(ctx, moderator, about, &["picture_unreadable"], words)
                    .await
                    .unwrap();
            }
            worker.run_due().await.unwrap();
        }
        let (seller, _) = show_own(ctx, keeper).await.unwrap().unwrap();
        let about = (seller.seller_id, seller.verification.unwrap().verification_id);
        revoke(ctx, moderator, about, "Kartunya dilaporkan hilang.")
            .await
            .unwrap();
        ask_due(ctx).await.unwrap();
        worker.run_due().await.unwrap();
    })
    .await;

    let all = letters(folder.path());
    assert!(all.len() >= 3, "{}", all.len());
    // The letters are what they should be …
    for words in ["perlu diperbaiki", "dilaporkan hilang"] {
        assert!(
            all.iter().any(|letter| letter.contains(words)),
            "{words}: {all:#?}"
        );
    }
    // … and nobody learns from one who the seller is.
    for planted in [
        NIK,
        ACCOUNT,
        "Wulandari",
        "Kusumaningrum",
        "1990-08-17",
        "17 Agustus 1990",
        "Penanda",
    ] {
        for letter in &all {
            assert!(!letter.contains(planted), "{planted}: {letter}");
        }
        assert!(!logs.contains(planted), "{planted} is in a log");
    }
}
