mod neighbours;
mod reading;

use chrono::Duration;
use pasar_domain::application::{ApplicationState, BankAccount, DecisionReason, Step};
use pasar_domain::identity::Difference;
use pasar_domain::identity::input::DocumentInput;
use pasar_domain::market::Country;
use pasar_domain::seller::{Evidence, Standing};
use pasar_service::actor::{ShopKeeper, StaffMember, StaffRole};
use pasar_service::application::{
    About, ApplicationError, add_picture, approve, give_back, queue, reject, review, review_picture,
    save_bank, save_document, show, submit,
};
use pasar_service::identity::{IdentityError, Purpose, erase};
use pasar_service::seller::show::show_own;
use pasar_store::testing::SeedSeller;
use pasar_testkit::TestMarket;

use crate::identity::{NIK, card, photograph};
use crate::kit;

pub(super) fn bank() -> BankAccount {
    BankAccount {
        bank: "Bank Contoh".to_owned(),
        holder: "Wulandari Kusumaningrum".to_owned(),
        number: "998877665544".to_owned(),
    }
}

pub(super) fn home(market: &TestMarket) -> Country {
    market.ctx().market().country
}

pub(super) async fn apply(market: &TestMarket, keeper: ShopKeeper, document: &DocumentInput) {
    let ctx = market.ctx();
    save_document(ctx, keeper, Step::Document, document)
        .await
        .unwrap();
    add_picture(ctx, keeper, Step::Picture, photograph())
        .await
        .unwrap();
    save_bank(ctx, keeper, &bank()).await.unwrap();
    submit(ctx, keeper, true).await.unwrap();
}

pub(super) async fn waiting(market: &TestMarket, staff: StaffMember) -> Vec<About> {
    let queued = queue(market.ctx(), staff).await.unwrap();
    queued
        .iter()
        .map(|queued| (queued.application.seller_id, queued.application.application_id))
        .collect()
}

const LETTERS: &str =
    "select count(*) from job where kind = 'send_letter' and subject->>'letter' = 'application_decided'";

#[tokio::test]
async fn a_person_applies_step_by_step_and_is_verified() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (keeper, _) = kit::open_shop_of(&market, market.buyer("sari").await, "Toko Sari").await;
    let missing = submit(ctx, keeper, false).await;
    let all = [Step::Document, Step::Picture, Step::Bank, Step::Send];
    assert!(matches!(missing, Err(ApplicationError::Incomplete(steps)) if steps == all));
    let refused = add_picture(ctx, keeper, Step::Picture, photograph()).await;
    assert!(matches!(refused, Err(ApplicationError::NotOpen)));
    let mut typed = card(NIK);
    "male".clone_into(&mut typed.sex);
    let saved = save_document(ctx, keeper, Step::Document, &typed).await.unwrap();
    assert_eq!(saved.differences, [Difference::Sex]);
    add_picture(ctx, keeper, Step::Picture, photograph())
        .await
        .unwrap();
    // Typed again, the first document and its picture are gone.
    save_document(ctx, keeper, Step::Document, &card(NIK))
        .await
        .unwrap();
    assert!(market.object_bytes().await.is_empty());
    let done = |shown: &pasar_service::application::ShownApplication| {
        shown
            .steps
            .iter()
            .map(|(_, is_done)| *is_done)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        done(&show(ctx, keeper).await.unwrap()),
        [true, false, false, false]
    );
    let refused = save_document(ctx, keeper, Step::Director, &card(NIK)).await;
    assert!(matches!(refused, Err(ApplicationError::NotFound)));
    add_picture(ctx, keeper, Step::Picture, photograph())
        .await
        .unwrap();
    save_bank(ctx, keeper, &bank()).await.unwrap();
    submit(ctx, keeper, true).await.unwrap();
    assert_eq!(done(&show(ctx, keeper).await.unwrap()), [true; 4]);
    let refused = save_bank(ctx, keeper, &bank()).await;
    assert!(matches!(refused, Err(ApplicationError::NotOpen)));
    assert_eq!(
        market.tables_with(&["998877665544", "Bank Contoh"]).await,
        Vec::<String>::new()
    );

    let moderator = market.staff(StaffRole::Moderator);
    let about = waiting(&market, moderator).await[0];
    let reviewed = review(ctx, moderator, about).await.unwrap();
    assert_eq!(
        (reviewed.document.number.as_str(), &reviewed.bank),
        (NIK, &bank())
    );
    assert!(reviewed.same.is_empty() && reviewed.director.is_none());
    review_picture(ctx, moderator, about, (Step::Document, 0))
        .await
        .unwrap();
    let support = market.staff(StaffRole::Support);
    assert!(matches!(
        review(ctx, support, about).await,
        Err(ApplicationError::Identity(IdentityError::NotAllowed))
    ));
    assert!(matches!(
        approve(ctx, support, about, home(&market)).await,
        Err(ApplicationError::Identity(IdentityError::NotAllowed))
    ));
    assert!(approve(ctx, moderator, about, home(&market)).await.unwrap());
    let (seller, _) = show_own(ctx, keeper).await.unwrap().unwrap();
    let counts = seller.verification.unwrap();
    assert_eq!(
        (counts.evidence, counts.issued_by),
        (Evidence::NationalId, home(&market))
    );
    let window = Duration::days(ctx.charter().identity.verification_days.into());
    assert_eq!(counts.valid_until, ctx.now() + window);
    let shown = show(ctx, keeper).await.unwrap();
    assert_eq!(shown.looked.len(), 2);
    assert!(
        shown
            .looked
            .iter()
            .all(|access| access.purpose == Purpose::Review)
    );
    assert!(waiting(&market, moderator).await.is_empty());
    assert!(matches!(
        approve(ctx, moderator, about, home(&market)).await,
        Err(ApplicationError::NotWaiting)
    ));
}

#[tokio::test]
async fn what_comes_back_keeps_what_was_right_and_what_is_rejected_ends() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (keeper, _) = kit::open_shop_of(&market, market.buyer("sari").await, "Toko Sari").await;
    let mut typed = card(NIK);
    "2027-01-31".clone_into(&mut typed.expires_on);
    apply(&market, keeper, &typed).await;
    let moderator = market.staff(StaffRole::Moderator);
    let about = waiting(&market, moderator).await[0];
    let refused = give_back(ctx, moderator, about, &[], "Foto buram.").await;
    assert!(matches!(refused, Err(ApplicationError::Invalid(_))));
    give_back(ctx, moderator, about, &["picture_unreadable"], "Foto buram.")
        .await
        .unwrap();
    assert_eq!(market.count(LETTERS).await, 1);
    let shown = show(ctx, keeper).await.unwrap();
    let ApplicationState::Returned(decision) = shown.application.unwrap().state else {
        panic!("it came back");
    };
    assert_eq!(
        (decision.reasons.as_slice(), decision.words.as_str()),
        ([DecisionReason::PictureUnreadable].as_slice(), "Foto buram.")
    );
    // All steps but the last are still done.
    add_picture(ctx, keeper, Step::Picture, photograph())
        .await
        .unwrap();
    submit(ctx, keeper, true).await.unwrap();
    assert!(approve(ctx, moderator, about, home(&market)).await.unwrap());
    let (seller, _) = show_own(ctx, keeper).await.unwrap().unwrap();
    // The whole last day counts, in the market's time.
    let ends: pasar_domain::Instant = "2027-01-31T17:00:00Z".parse().unwrap();
    assert_eq!(seller.verification.unwrap().valid_until, ends);

    market.passes(Duration::days(1));
    apply(&market, keeper, &card(NIK)).await;
    let second = waiting(&market, moderator).await[0];
    assert_ne!(about, second);
    reject(ctx, moderator, second, &["not_theirs"], "").await.unwrap();
    assert_eq!(market.count(LETTERS).await, 2);
    let shown = show(ctx, keeper).await.unwrap();
    assert!(shown.application.unwrap().state.is_over());
    assert!(
        shown.steps.iter().all(|(_, is_done)| !is_done),
        "another one begins from the start"
    );
}

#[tokio::test]
async fn a_business_is_approved_by_two_people() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let country = home(&market);
    let seed = SeedSeller {
        standing: Standing::Business,
        evidence: None,
        ..SeedSeller::person(country.as_str())
    };
    let keeper = market.shop_of("pt-sumber", seed).await;
    let register = DocumentInput {
        kind: "nib".to_owned(),
        number: "9120001234567".to_owned(),
        name: "PT Sumber Rejeki".to_owned(),
        ..DocumentInput::default()
    };
    save_document(ctx, keeper, Step::Document, &register)
        .await
        .unwrap();
    add_picture(ctx, keeper, Step::Picture, photograph())
        .await
        .unwrap();
    save_bank(ctx, keeper, &bank()).await.unwrap();
    let missing = submit(ctx, keeper, true).await;
    assert!(matches!(
        missing,
        Err(ApplicationError::Incomplete(steps)) if steps == [Step::Director, Step::DirectorPicture]
    ));
    save_document(ctx, keeper, Step::Director, &card(NIK))
        .await
        .unwrap();
    add_picture(ctx, keeper, Step::DirectorPicture, photograph())
        .await
        .unwrap();
    submit(ctx, keeper, true).await.unwrap();

    let first = market.staff(StaffRole::Moderator);
    let about = waiting(&market, first).await[0];
    assert!(!approve(ctx, first, about, country).await.unwrap());
    let (seller, _) = show_own(ctx, keeper).await.unwrap().unwrap();
    assert!(seller.verification.is_none());
    assert!(matches!(
        approve(ctx, first, about, country).await,
        Err(ApplicationError::SamePerson)
    ));
    // The database holds it, too.
    let forged = market
        .try_sql("update application set state = 'approved', decided_by = first_by, decided_at = first_at")
        .await;
    assert!(forged.unwrap_err().contains("application_check"));
    let second = market.staff(StaffRole::Administrator);
    review(ctx, second, about).await.unwrap();
    assert!(approve(ctx, second, about, country).await.unwrap());
    let (seller, _) = show_own(ctx, keeper).await.unwrap().unwrap();
    assert_eq!(seller.verification.unwrap().evidence, Evidence::BusinessRegister);
    let shown = show(ctx, keeper).await.unwrap();
    assert!(
        shown
            .looked
            .iter()
            .all(|access| access.purpose == Purpose::SecondReview)
    );
    assert_eq!(shown.looked.len(), 2);
    // What is erased takes the bank account with it.
    erase(ctx, second, about.0).await.unwrap();
    assert_eq!(
        market
            .count("select count(*) from application where bank_sealed is not null")
            .await,
        0
    );
}

#[tokio::test]
async fn nobody_is_verified_for_more_shops_than_the_charter_allows() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let moderator = market.staff(StaffRole::Moderator);
    for name in ["Toko Sari", "Toko Lain"] {
        let (keeper, _) = kit::open_shop_of(&market, market.buyer(name).await, name).await;
        apply(&market, keeper, &card(NIK)).await;
        market.passes(Duration::minutes(1));
    }
    let found = waiting(&market, moderator).await;
    assert_eq!(found.len(), 2);
    for about in found {
        let refused = approve(ctx, moderator, about, home(&market)).await;
        assert!(matches!(
            refused,
            Err(ApplicationError::TooManyShops { shops: 2, max: 1 })
        ));
    }
}
