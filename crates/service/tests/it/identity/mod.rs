mod keys;
mod nowhere;
mod one_person;

use std::io::Cursor;

use bytes::Bytes;
use chrono::Duration;
use image::{DynamicImage, ImageFormat};
use pasar_domain::id::SellerId;
use pasar_domain::identity::Difference;
use pasar_domain::identity::input::DocumentInput;
use pasar_service::actor::{ShopKeeper, StaffRole};
use pasar_service::identity::{
    AccessedPart, IdentityError, Looker, Purpose, add_picture, erase, read, read_picture, record, retire_due,
    same_number, who_looked,
};
use pasar_service::seller::show::show_own;
use pasar_testkit::TestMarket;

use crate::kit;

pub(crate) const NIK: &str = "3273015708900001";

pub(crate) fn card(number: &str) -> DocumentInput {
    DocumentInput {
        kind: "nik".to_owned(),
        number: number.to_owned(),
        name: "Wulandari Kusumaningrum".to_owned(),
        born: "1990-08-17".to_owned(),
        sex: "female".to_owned(),
        expires_on: String::new(),
    }
}

pub(crate) fn photograph() -> Bytes {
    let mut file = Cursor::new(Vec::new());
    let mut picture = DynamicImage::new_rgb8(600, 400).to_rgb8();
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        pixel.0 = [(x % 251).try_into().unwrap(), (y % 241).try_into().unwrap(), 90];
    }
    picture.write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner().into()
}

pub(crate) async fn seller_of(market: &TestMarket, keeper: ShopKeeper) -> SellerId {
    let (seller, _) = show_own(market.ctx(), keeper).await.unwrap().unwrap();
    seller.seller_id
}

#[tokio::test]
async fn a_document_is_sealed_opened_for_a_purpose_and_its_seller_reads_who_looked() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (keeper, _) = kit::open_shop_of(&market, market.buyer("ana").await, "Toko Ana").await;
    let seller_id = seller_of(&market, keeper).await;
    let mut wrong = card("3273");
    wrong.name.clear();
    let refused = record(ctx, keeper, &wrong).await.unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the document is not right: length, document-name-missing"
    );
    assert_eq!(market.count("select count(*) from seller_key").await, 0);

    let mut typed = card("3273 0157 0890 0001");
    "1990-08-18".clone_into(&mut typed.born);
    let recorded = record(ctx, keeper, &typed).await.unwrap();
    assert_eq!(recorded.differences, [Difference::BirthDate]);
    let about = (seller_id, recorded.document_id);
    add_picture(ctx, keeper, recorded.document_id, photograph())
        .await
        .unwrap();
    let refused = add_picture(ctx, keeper, recorded.document_id, Bytes::from_static(b"GIF89a")).await;
    assert!(matches!(refused, Err(IdentityError::NotAPicture)));

    let support = market.staff(StaffRole::Support);
    assert!(matches!(
        Looker::new(support, Purpose::Review),
        Err(IdentityError::NotAllowed)
    ));
    let moderator = market.staff(StaffRole::Moderator);
    let looker = Looker::new(moderator, Purpose::Review).unwrap();
    let opened = read(ctx, looker, about).await.unwrap();
    assert_eq!((opened.number.as_str(), opened.pictures), (NIK, 1));
    assert_eq!(opened.facts.name, "Wulandari Kusumaningrum");
    assert_eq!(opened.differences, [Difference::BirthDate]);
    assert!(!format!("{opened:?}").contains("Wulandari"));
    market.passes(Duration::minutes(1));
    let looker = Looker::new(moderator, Purpose::LawRequest).unwrap();
    let jpeg = read_picture(ctx, looker, about, 0).await.unwrap();
    assert_eq!(image::load_from_memory(&jpeg).unwrap().width(), 600);
    assert!(matches!(
        read_picture(ctx, looker, about, 1).await,
        Err(IdentityError::NotFound)
    ));
    let looked: Vec<_> = who_looked(ctx, keeper, 10)
        .await
        .unwrap()
        .iter()
        .map(|access| (access.part, access.purpose, access.role))
        .collect();
    assert_eq!(
        looked,
        [
            (AccessedPart::Picture, Purpose::LawRequest, StaffRole::Moderator),
            (AccessedPart::Details, Purpose::Review, StaffRole::Moderator)
        ]
    );
    // Another shop's owner reads nothing of it.
    let (stranger, _) = kit::open_shop(&market, "Toko Budi").await;
    assert!(who_looked(ctx, stranger, 10).await.unwrap().is_empty());
    let refused = add_picture(ctx, stranger, recorded.document_id, photograph()).await;
    assert!(matches!(refused, Err(IdentityError::NotFound)));
}

#[tokio::test]
async fn the_program_may_not_rewrite_who_looked_nor_take_documents_away() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (keeper, _) = kit::open_shop(&market, "Toko Ana").await;
    let recorded = record(ctx, keeper, &card(NIK)).await.unwrap();
    let about = (seller_of(&market, keeper).await, recorded.document_id);
    let looker = Looker::new(market.staff(StaffRole::Administrator), Purpose::Appeal).unwrap();
    read(ctx, looker, about).await.unwrap();
    for statement in [
        "update identity_access set purpose = 'review'",
        "delete from identity_access",
        "delete from identity_document",
        "delete from seller_key",
        "update identity_document set seller_id = gen_random_uuid()",
        "update identity_document set recorded_at = now()",
        "update seller_key set seller_id = gen_random_uuid()",
    ] {
        let refused = market.try_sql(statement).await.unwrap_err();
        assert!(refused.contains("permission denied"), "{statement}: {refused}");
    }
}

#[tokio::test]
async fn erasing_destroys_the_key_and_keeps_what_the_law_asks_for() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (keeper, _) = kit::open_shop(&market, "Toko Ana").await;
    let seller_id = seller_of(&market, keeper).await;
    let recorded = record(ctx, keeper, &card(NIK)).await.unwrap();
    add_picture(ctx, keeper, recorded.document_id, photograph())
        .await
        .unwrap();
    let about = (seller_id, recorded.document_id);
    let looker = Looker::new(market.staff(StaffRole::Moderator), Purpose::Review).unwrap();
    read(ctx, looker, about).await.unwrap();
    assert!(!market.object_bytes().await.is_empty());

    let moderator = market.staff(StaffRole::Moderator);
    assert!(matches!(
        erase(ctx, moderator, seller_id).await,
        Err(IdentityError::NotAllowed)
    ));
    let administrator = market.staff(StaffRole::Administrator);
    erase(ctx, administrator, seller_id).await.unwrap();
    assert!(matches!(
        erase(ctx, administrator, seller_id).await,
        Err(IdentityError::NotFound)
    ));
    assert!(market.object_bytes().await.is_empty());
    assert!(matches!(
        read(ctx, looker, about).await,
        Err(IdentityError::Erased)
    ));
    let kept = "select count(*) from seller_key where wrapped is null and destroyed_at is not null";
    assert_eq!(market.count(kept).await, 1);
    assert_eq!(who_looked(ctx, keeper, 10).await.unwrap().len(), 1);
    let (_, verifications) = show_own(ctx, keeper).await.unwrap().unwrap();
    assert_eq!(verifications.len(), 1);
    // Whoever begins again gets another key.
    record(ctx, keeper, &card(NIK)).await.unwrap();
    assert_eq!(market.count("select count(*) from seller_key").await, 2);
}

#[tokio::test]
async fn identity_data_is_kept_while_there_is_a_reason_and_as_long_as_the_charter_says_after_it() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let days = i64::from(ctx.charter().identity.retention_days);
    let (verified, _) = kit::open_shop(&market, "Toko Ana").await;
    record(ctx, verified, &card(NIK)).await.unwrap();
    let (closed, _) = kit::open_shop(&market, "Toko Budi").await;
    record(ctx, closed, &card("3273015708900002")).await.unwrap();
    market
        .sql(&format!(
            "update shop set closed_at = '{}' where shop_id = '{}'",
            ctx.now().to_rfc3339(),
            closed.shop_id().uuid()
        ))
        .await;
    assert_eq!(retire_due(ctx).await.unwrap(), 0);
    market.passes(Duration::days(days - 1));
    assert_eq!(retire_due(ctx).await.unwrap(), 0);
    market.passes(Duration::days(2));
    // The closed shop's; the other one's verification ended this year.
    assert_eq!(retire_due(ctx).await.unwrap(), 1);
    assert_eq!(
        retire_due(ctx).await.unwrap(),
        0,
        "doing it again changes nothing"
    );
    let seller_id = seller_of(&market, verified).await.uuid();
    let alive =
        format!("select count(*) from seller_key where seller_id = '{seller_id}' and destroyed_at is null");
    assert_eq!(market.count(&alive).await, 1);
    market.passes(Duration::days(days));
    assert_eq!(retire_due(ctx).await.unwrap(), 1);
    assert_eq!(market.count(&alive).await, 0);
}

#[tokio::test]
async fn sellers_with_one_number_are_found_without_opening_anything() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let mut sellers = Vec::new();
    for (name, number) in [
        ("Toko Ana", NIK),
        ("Toko Budi", NIK),
        ("Toko Cici", "3273015708900003"),
    ] {
        let (keeper, _) = kit::open_shop(&market, name).await;
        record(ctx, keeper, &card(number)).await.unwrap();
        sellers.push(seller_of(&market, keeper).await);
    }
    let moderator = market.staff(StaffRole::Moderator);
    assert_eq!(
        same_number(ctx, moderator, sellers[0]).await.unwrap(),
        [sellers[1]]
    );
    assert_eq!(
        same_number(ctx, moderator, sellers[1]).await.unwrap(),
        [sellers[0]]
    );
    assert!(same_number(ctx, moderator, sellers[2]).await.unwrap().is_empty());
    assert_eq!(market.count("select count(*) from identity_access").await, 0);
    let support = market.staff(StaffRole::Support);
    assert!(matches!(
        same_number(ctx, support, sellers[0]).await,
        Err(IdentityError::NotAllowed)
    ));
}
