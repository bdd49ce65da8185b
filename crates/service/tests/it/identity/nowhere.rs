use pasar_service::actor::StaffRole;
use pasar_service::export::write::{ExportFormat, write};
use pasar_service::identity::{Looker, Purpose, add_picture, read, read_picture, record};
use pasar_testkit::{TestMarket, capturing_logs};

use super::{NIK, card, photograph, seller_of};
use crate::kit;

/// A number, a name and a picture are planted; whoever has the database, the object store and the logs finds none of them.
#[tokio::test]
async fn what_a_seller_showed_is_nowhere_but_in_the_vault() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (keeper, _) = kit::open_shop(&market, "Toko Penanda").await;
    kit::publish(&market, keeper, kit::simple(&market, "Kaos", 50_000, 2)).await;
    let seller_id = seller_of(&market, keeper).await;
    let looker = Looker::new(market.staff(StaffRole::Moderator), Purpose::Review).unwrap();
    let ((jpeg, errors), logs) = capturing_logs(async {
        let mut errors = String::new();
        let mut wrong = card(&NIK[..15]);
        "17-08-1990 Wulandari".clone_into(&mut wrong.born);
        let refused = record(ctx, keeper, &wrong).await.unwrap_err();
        errors.push_str(&format!("{refused} {refused:?}"));
        let recorded = record(ctx, keeper, &card(NIK)).await.unwrap();
        errors.push_str(&format!("{recorded:?}"));
        add_picture(ctx, keeper, recorded.document_id, photograph())
            .await
            .unwrap();
        let about = (seller_id, recorded.document_id);
        let opened = read(ctx, looker, about).await.unwrap();
        errors.push_str(&format!("{opened:?}"));
        (read_picture(ctx, looker, about, 0).await.unwrap(), errors)
    })
    .await;
    let mut export = Vec::new();
    for format in ExportFormat::ALL {
        let mut parts = write(ctx, keeper, format, "https://pasar.example/id");
        while let Some(part) = parts.recv().await {
            export.extend_from_slice(&part.unwrap());
        }
    }
    let objects = market.object_bytes().await;

    // The searches find what is there …
    assert!(!market.tables_with(&["Toko Penanda"]).await.is_empty());
    assert!(
        logs.contains("insert into identity_document"),
        "statements are heard"
    );
    assert!(contains(&export, b"Kaos") && contains(&objects, b"identity/"));
    // … and nothing of the seller.
    let planted = [
        NIK,
        &NIK[..15],
        "Wulandari",
        "Kusumaningrum",
        "1990-08-17",
        "19900817",
    ];
    assert_eq!(market.tables_with(&planted).await, Vec::<String>::new());
    for needle in planted {
        let needle = needle.as_bytes();
        assert!(!contains(logs.as_bytes(), needle) && !contains(errors.as_bytes(), needle));
        assert!(!contains(&export, needle) && !contains(&objects, needle));
    }
    // No part of the picture is anywhere, nor even that it is one.
    for piece in jpeg.chunks_exact(16) {
        assert!(!contains(&objects, piece));
    }
    assert!(!contains(&objects, b"JFIF") && !contains(&objects, b"PNG"));
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|bytes| bytes == needle)
}
