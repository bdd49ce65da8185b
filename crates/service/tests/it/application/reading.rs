use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;

use bytes::Bytes;
use chrono::{Duration, NaiveDate};
use pasar_domain::application::Step;
use pasar_domain::identity::input::DocumentInput;
use pasar_domain::identity::reading::{ReadField, Reading};
use pasar_domain::identity::{DocumentKind, Sex};
use pasar_reader::Reader;
use pasar_service::Context;
use pasar_service::actor::StaffRole;
use pasar_service::application::{
    ApplicationError, add_picture, give_back, photograph, review, save_bank, save_document, show, submit,
};
use pasar_service::identity::specimen::draw;
use pasar_service::identity::{erase, retire_due};
use pasar_testkit::{TestMarket, capturing_logs};

use super::{bank, waiting};
use crate::identity::seller_of;
use crate::kit;

/// The market with the program that reads pictures: `make test` installs it.
async fn reading(market: &TestMarket) -> Context {
    let reader = Reader::find(None).await.expect("scripts/install-tesseract.sh");
    market.ctx().reading_with(Arc::new(reader))
}

fn specimen(market: &TestMarket, kind: DocumentKind, seed: u64) -> (DocumentInput, Bytes) {
    let drawn = draw(kind, seed, market.ctx().now().date_naive()).unwrap();
    (drawn.specimen.input, drawn.png.into())
}

/// What was read, as its holder would type it.
fn typed(read: &Reading) -> DocumentInput {
    DocumentInput {
        kind: read.kind.map(|kind| kind.to_string()).unwrap_or_default(),
        number: read.typed_number().unwrap_or_default().to_owned(),
        name: read.name.clone().unwrap_or_default(),
        born: read.born.map(|born| born.to_string()).unwrap_or_default(),
        sex: read.sex.map(|sex| sex.to_string()).unwrap_or_default(),
        expires_on: read.expires_on.map(|last| last.to_string()).unwrap_or_default(),
    }
}

async fn pictures(market: &TestMarket) -> usize {
    let bytes = market.object_bytes().await;
    bytes.windows(9).filter(|part| part == b"identity/").count()
}

#[tokio::test]
async fn a_photo_fills_in_the_form_and_is_kept_with_what_is_sent() {
    let market = TestMarket::new().await;
    let ctx = &reading(&market).await;
    for (seed, kind) in [
        (5, DocumentKind::Nik),
        (8, DocumentKind::Passport),
        (2, DocumentKind::Nik),
    ] {
        let name = format!("Toko {seed}");
        let (keeper, _) = kit::open_shop_of(&market, market.buyer(&name).await, &name).await;
        let (input, png) = specimen(&market, kind, seed);
        let ((read, unlike), logs) = capturing_logs(async {
            let read = photograph(ctx, keeper, Step::Document, png).await.unwrap();
            let saved = save_document(ctx, keeper, Step::Document, &typed(&read))
                .await
                .unwrap();
            assert_eq!(saved.differences, []);
            (read, saved.unlike)
        })
        .await;
        assert_eq!(unlike, []);
        let words = |name: &str| {
            let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
            words.sort();
            words
        };
        assert_eq!(words(&typed(&read).name), words(&input.name));
        let named = DocumentInput {
            name: typed(&read).name,
            ..input.clone()
        };
        assert!(typed(&read) == named, "the {kind} of seed {seed} is read right");
        // The photo is that of the document; nothing else has to be taken.
        let shown = show(ctx, keeper).await.unwrap();
        assert!(shown.steps.contains(&(Step::Picture, true)));
        let secrets = [
            input.number.as_str(),
            input.name.as_str(),
            "CONTOH",
            input.born.as_str(),
        ];
        assert_eq!(market.tables_with(&secrets).await, Vec::<String>::new());
        assert!(
            logs.contains("insert into waiting_picture"),
            "statements are heard"
        );
        for secret in secrets {
            assert!(!logs.contains(secret));
        }
    }
    assert_eq!(pictures(&market).await, 3);
    assert_eq!(market.count("select count(*) from waiting_picture").await, 0);
}

#[tokio::test]
async fn a_certificate_of_a_business_is_read() {
    let market = TestMarket::new().await;
    let ctx = &reading(&market).await;
    let (keeper, _) = kit::open_shop_of(&market, market.buyer("sari").await, "Toko Sari").await;
    let (input, png) = specimen(&market, DocumentKind::Nib, 1);
    let read = photograph(ctx, keeper, Step::Document, png).await.unwrap();
    assert!(typed(&read) == input);
}

#[tokio::test]
async fn what_a_photo_says_otherwise_is_told_to_its_seller_and_to_staff() {
    let market = TestMarket::new().await;
    let ctx = &reading(&market).await;
    let (keeper, _) = kit::open_shop_of(&market, market.buyer("sari").await, "Toko Sari").await;
    let (mut input, png) = specimen(&market, DocumentKind::Nik, 5);
    "CONTOH LAIN".clone_into(&mut input.name);
    "1990-08-17".clone_into(&mut input.born);
    save_document(ctx, keeper, Step::Document, &input).await.unwrap();
    let unlike = add_picture(ctx, keeper, Step::Picture, png.clone())
        .await
        .unwrap();
    assert_eq!(unlike, [ReadField::Name, ReadField::Born]);
    // Nothing can be read from this one, and what was read before stays.
    let blank = crate::identity::photograph();
    assert_eq!(add_picture(ctx, keeper, Step::Picture, blank).await.unwrap(), []);
    save_bank(ctx, keeper, &bank()).await.unwrap();
    submit(ctx, keeper, true).await.unwrap();
    let moderator = market.staff(StaffRole::Moderator);
    let about = waiting(&market, moderator).await[0];
    let (reviewed, logs) = capturing_logs(review(ctx, moderator, about)).await;
    let opened = reviewed.unwrap().document;
    assert_eq!(opened.unlike, unlike);
    let read = opened.reading.unwrap();
    assert_eq!(read.number.as_deref(), Some(input.number.as_str()));
    assert_eq!(read.name.as_deref(), Some("CONTOH PRASETYO"));
    assert_eq!(read.sex, Some(Sex::Male));
    assert!(!logs.contains("CONTOH") && !logs.contains(&input.number));
    // Photographed first and typed otherwise: the same is told when it is saved.
    give_back(ctx, moderator, about, &["details_differ"], "")
        .await
        .unwrap();
    photograph(ctx, keeper, Step::Document, png).await.unwrap();
    let saved = save_document(ctx, keeper, Step::Document, &input).await.unwrap();
    assert_eq!(saved.unlike, unlike);
    // Of another document nothing but that is told.
    let (_, passport) = specimen(&market, DocumentKind::Passport, 5);
    let unlike = add_picture(ctx, keeper, Step::Picture, passport).await.unwrap();
    assert_eq!(unlike, [ReadField::Kind]);
    let administrator = market.staff(StaffRole::Administrator);
    erase(ctx, administrator, about.0).await.unwrap();
    let kept = "select count(*) from identity_document where reading_sealed is not null";
    assert_eq!(market.count(kept).await, 0);
}

#[tokio::test]
async fn a_photo_waits_for_its_form_for_a_day_and_only_the_last_one_does() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (keeper, _) = kit::open_shop_of(&market, market.buyer("sari").await, "Toko Sari").await;
    let (input, png) = specimen(&market, DocumentKind::Nik, 4);
    // Without the program nothing is read, and everything else is the same.
    let read = photograph(ctx, keeper, Step::Document, png.clone())
        .await
        .unwrap();
    assert!(read.is_empty());
    photograph(ctx, keeper, Step::Document, png.clone())
        .await
        .unwrap();
    assert_eq!(pictures(&market).await, 1);
    let refused = photograph(ctx, keeper, Step::Document, Bytes::from_static(b"GIF89a")).await;
    assert!(matches!(refused, Err(ApplicationError::Identity(_))));
    for step in [Step::Director, Step::Bank] {
        let refused = photograph(ctx, keeper, step, png.clone()).await;
        assert!(matches!(refused, Err(ApplicationError::NotFound)));
    }
    market.passes(Duration::hours(23));
    retire_due(ctx).await.unwrap();
    assert_eq!(pictures(&market).await, 1);
    market.passes(Duration::hours(2));
    retire_due(ctx).await.unwrap();
    assert_eq!(pictures(&market).await, 0);

    save_document(ctx, keeper, Step::Document, &input).await.unwrap();
    add_picture(ctx, keeper, Step::Picture, png.clone())
        .await
        .unwrap();
    photograph(ctx, keeper, Step::Document, png.clone())
        .await
        .unwrap();
    let seller_id = seller_of(&market, keeper).await;
    assert_eq!(pictures(&market).await, 2);
    // What is sent in is what was saved.
    save_bank(ctx, keeper, &bank()).await.unwrap();
    submit(ctx, keeper, true).await.unwrap();
    assert_eq!(pictures(&market).await, 1);
    let refused = photograph(ctx, keeper, Step::Document, png.clone()).await;
    assert!(matches!(refused, Err(ApplicationError::NotOpen)));
    assert_eq!(pictures(&market).await, 1);
    let moderator = market.staff(StaffRole::Moderator);
    let about = waiting(&market, moderator).await[0];
    give_back(ctx, moderator, about, &["picture_unreadable"], "")
        .await
        .unwrap();
    photograph(ctx, keeper, Step::Document, png).await.unwrap();
    erase(ctx, market.staff(StaffRole::Administrator), seller_id)
        .await
        .unwrap();
    assert_eq!(pictures(&market).await, 0);
    assert_eq!(market.count("select count(*) from waiting_picture").await, 0);
}

/// A reader that begins, and ends when the file is there.
async fn slow_reader(folder: &std::path::Path) -> Reader {
    let path = folder.join("tesseract");
    let script = format!(
        "#!/bin/sh\ncase $1 in --version) echo tesseract 5; exit;; --list-langs) echo List; echo eng; exit;; esac\n\
         cat >/dev/null\nwhile [ ! -e '{0}/go' ]; do [ -e '{0}/begun' ] || mkdir '{0}/begun'; sleep 0.02; done\n",
        folder.display()
    );
    std::fs::write(&path, script).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    Reader::find(Some(path)).await.unwrap()
}

#[tokio::test]
async fn a_picture_that_comes_too_late_is_not_added_to_what_was_sent_in() {
    let market = TestMarket::new().await;
    let folder = std::env::temp_dir().join(format!("pasar-slow-reader-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let slow = market.ctx().reading_with(Arc::new(slow_reader(&folder).await));
    let (keeper, _) = kit::open_shop_of(&market, market.buyer("sari").await, "Toko Sari").await;
    let (input, png) = specimen(&market, DocumentKind::Nik, 4);
    let ctx = market.ctx();
    save_document(ctx, keeper, Step::Document, &input).await.unwrap();
    add_picture(ctx, keeper, Step::Picture, png.clone())
        .await
        .unwrap();
    save_bank(ctx, keeper, &bank()).await.unwrap();
    let late = tokio::spawn(async move { add_picture(&slow, keeper, Step::Picture, png).await });
    while !folder.join("begun").exists() {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    submit(ctx, keeper, true).await.unwrap();
    std::fs::create_dir(folder.join("go")).unwrap();
    let refused = late.await.unwrap();
    assert!(matches!(refused, Err(ApplicationError::NotOpen)), "{refused:?}");
    assert_eq!(pictures(&market).await, 1);
    let kept = "select cardinality(pictures)::bigint from identity_document where erased_at is null";
    assert_eq!(market.count(kept).await, 1);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn specimens_are_marked_and_the_same_for_the_same_seed() {
    let on: NaiveDate = "2026-11-30".parse().unwrap();
    let drawn = draw(DocumentKind::Passport, 3, on).unwrap();
    assert_eq!(draw(DocumentKind::Passport, 3, on), Some(drawn.clone()));
    assert_ne!(draw(DocumentKind::Passport, 4, on), Some(drawn));
    assert_eq!(draw(DocumentKind::UsSsn, 3, on), None);
}
