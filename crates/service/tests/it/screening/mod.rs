use chrono::Duration;
use pasar_domain::id::SellerId;
use pasar_domain::screening::ScreeningOutcome;
use pasar_domain::seller::VerificationInput;
use pasar_domain::staff::StaffInput;
use pasar_service::actor::{ShopKeeper, StaffMember, StaffRole};
use pasar_service::screening::decide::{Decide, DecideError, decide};
use pasar_service::screening::due::screen_due;
use pasar_service::screening::list::{ScreeningDesk, desk, lists_loaded};
use pasar_service::screening::load::{LoadList, LoadListError, Loaded, load};
use pasar_service::seller::SellerError;
use pasar_service::seller::show::show_own;
use pasar_service::seller::verify::verify;
use pasar_service::shop;
use pasar_testkit::TestMarket;

use crate::kit;

/// A list of one entry, with a remark.
fn list(remark: &str) -> String {
    format!(
        "7,\"SULAIMAN, Zebulon Karta\",\"individual\",\"XX\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"{remark}\"\n"
    )
}

/// Somebody whom the staff's table knows: lists refer to it.
async fn administrator(market: &TestMarket) -> StaffMember {
    let input = StaffInput {
        email: "citra@pasar.example".to_owned(),
        name: "Citra".to_owned(),
        role: StaffRole::Administrator,
        password: "a long enough passphrase".to_owned().into(),
    };
    pasar_service::staff::add(market.ctx(), &input).await.unwrap();
    let found = pasar_service::staff::acting_as(market.ctx(), "citra@pasar.example").await;
    found.unwrap().unwrap()
}

async fn load_text(market: &TestMarket, staff: StaffMember, text: &str) -> Result<Loaded, LoadListError> {
    let input = LoadList {
        source: "list.csv",
        file: text.as_bytes(),
        despite_problems: false,
    };
    load(market.ctx(), staff, input).await
}

async fn at_desk(market: &TestMarket) -> ScreeningDesk {
    desk(market.ctx(), market.staff(StaffRole::Support))
        .await
        .unwrap()
}

async fn seller_of(market: &TestMarket, keeper: ShopKeeper) -> SellerId {
    show_own(market.ctx(), keeper).await.unwrap().unwrap().0.seller_id
}

fn decision(desk: &ScreeningDesk, outcome: ScreeningOutcome) -> Decide {
    let waiting = &desk.waiting[0].screening;
    Decide {
        seller_id: waiting.seller_id,
        outcome,
        reason: "The birthday is the same.".to_owned(),
        screened_at: waiting.screened_at,
    }
}

#[tokio::test]
async fn a_list_is_loaded_by_an_administrator_once_and_wholly() {
    let market = TestMarket::new().await;
    let citra = administrator(&market).await;
    let moderator = market.staff(StaffRole::Moderator);
    let refused = load_text(&market, moderator, &list("a")).await;
    assert!(matches!(refused, Err(LoadListError::NotAllowed)));
    let broken = format!("{}8,broken\n", list("a"));
    let refused = load_text(&market, citra, &broken).await;
    assert!(matches!(refused, Err(LoadListError::Problems(problems)) if problems.len() == 1));
    assert!(matches!(
        load_text(&market, citra, "").await,
        Err(LoadListError::Empty)
    ));
    let first = load_text(&market, citra, &list("a")).await.unwrap();
    assert!(!first.was_current && first.list.entries == 1);
    let again = load_text(&market, citra, &list("a")).await.unwrap();
    assert!(again.was_current);
    assert_eq!(again.list.list_no, first.list.list_no);
    let despite = LoadList {
        source: "broken.csv",
        file: broken.as_bytes(),
        despite_problems: true,
    };
    let second = load(market.ctx(), citra, despite).await.unwrap();
    assert_eq!((second.list.left_out, second.problems.len()), (1, 1));
    let known = lists_loaded(market.ctx()).await.unwrap();
    assert_eq!(known, [second.list, first.list]);
}

#[tokio::test]
async fn everybody_is_compared_after_a_list_and_newcomers_at_once() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    kit::open_shop(&market, "Toko Sari").await;
    kit::open_shop(&market, "Karta Zebulon Sulaiman").await;
    assert_eq!(screen_due(ctx).await.unwrap(), 0, "there is no list yet");
    let citra = administrator(&market).await;
    load_text(&market, citra, &list("a")).await.unwrap();
    assert_eq!(at_desk(&market).await.due, 2);
    // Two workers share what is due.
    let (one, other) = tokio::join!(screen_due(ctx), screen_due(ctx));
    assert_eq!(one.unwrap() + other.unwrap(), 2);
    assert_eq!(screen_due(ctx).await.unwrap(), 0);
    let found = at_desk(&market).await;
    assert_eq!(
        (found.due, found.states["clear"], found.states["near"]),
        (0, 1, 1)
    );
    let waiting = &found.waiting[0];
    assert_eq!(waiting.screening.score, 100);
    assert_eq!(waiting.entries[0].name, "SULAIMAN, Zebulon Karta");
    assert_eq!(waiting.shops[0].name, "Karta Zebulon Sulaiman");

    let (keeper, _) = kit::open_shop(&market, "Toko Rina").await;
    assert_eq!(screen_due(ctx).await.unwrap(), 1);
    // A name that changes is compared again.
    let (shown, _) = shop::show::show_own(ctx, keeper).await.unwrap().unwrap();
    let renamed = pasar_domain::shop::ShopInput {
        name: "Zebulon Sulaiman".to_owned(),
        place: shown.place.clone(),
        ..Default::default()
    };
    shop::edit::edit(ctx, keeper, &renamed).await.unwrap();
    assert_eq!(screen_due(ctx).await.unwrap(), 1);
    assert_eq!(at_desk(&market).await.waiting.len(), 2);
}

#[tokio::test]
async fn near_hides_nobody_and_a_hit_revokes_everything() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (keeper, _) = kit::open_shop(&market, "Zebulon Sulaiman").await;
    let citra = administrator(&market).await;
    load_text(&market, citra, &list("a")).await.unwrap();
    screen_due(ctx).await.unwrap();
    let (seller, recorded) = show_own(ctx, keeper).await.unwrap().unwrap();
    assert!(seller.verification.is_some() && recorded[0].revoked.is_none());

    let budi = market.staff(StaffRole::Moderator);
    let hit = decision(&at_desk(&market).await, ScreeningOutcome::Hit);
    let reader = market.staff(StaffRole::Support);
    assert!(matches!(
        decide(ctx, reader, &hit).await,
        Err(DecideError::NotAllowed)
    ));
    let wordless = Decide {
        reason: " ".to_owned(),
        ..hit.clone()
    };
    assert!(matches!(
        decide(ctx, budi, &wordless).await,
        Err(DecideError::Invalid(_))
    ));
    let older = Decide {
        screened_at: hit.screened_at - Duration::seconds(1),
        ..hit.clone()
    };
    assert!(matches!(
        decide(ctx, budi, &older).await,
        Err(DecideError::Changed)
    ));
    market.sql("delete from outbox").await;
    decide(ctx, budi, &hit).await.unwrap();
    let (seller, recorded) = show_own(ctx, keeper).await.unwrap().unwrap();
    assert!(seller.verification.is_none());
    assert_eq!(
        recorded[0].revoked.as_ref().unwrap().1,
        "The birthday is the same."
    );
    let letters = "select count(*) from job where subject->>'letter' = 'verification'";
    assert_eq!(market.count(letters).await, 1);

    // Nothing brings the seller back but an administrator.
    let passport = VerificationInput {
        evidence: "passport".to_owned(),
        issued_by: market.ctx().market().country.to_string(),
        valid_until: "2030-01-31".to_owned(),
        note: "Original seen.".to_owned(),
    };
    let refused = verify(ctx, citra, seller.seller_id, &passport).await;
    assert!(matches!(refused, Err(SellerError::Listed)));
    load_text(&market, citra, &list("b")).await.unwrap();
    market.passes(Duration::minutes(1));
    screen_due(ctx).await.unwrap();
    assert_eq!(at_desk(&market).await.states["hit"], 1);
    let overrule = Decide {
        outcome: ScreeningOutcome::Cleared,
        screened_at: ctx.now(),
        ..hit.clone()
    };
    let refused = decide(ctx, budi, &overrule).await;
    assert!(matches!(refused, Err(DecideError::OnlyAdministrators)));
    decide(ctx, citra, &overrule).await.unwrap();
    assert!(verify(ctx, budi, seller.seller_id, &passport).await.is_ok());
    assert_eq!(at_desk(&market).await.decisions.len(), 2);
}

#[tokio::test]
async fn what_was_cleared_is_asked_again_only_when_name_or_entry_has_changed() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (keeper, _) = kit::open_shop(&market, "Zebulon Sulaiman").await;
    let seller_id = seller_of(&market, keeper).await;
    let citra = administrator(&market).await;
    load_text(&market, citra, &list("a")).await.unwrap();
    screen_due(ctx).await.unwrap();
    let budi = market.staff(StaffRole::Moderator);
    let cleared = decision(&at_desk(&market).await, ScreeningOutcome::Cleared);
    decide(ctx, budi, &cleared).await.unwrap();
    assert!(matches!(
        decide(ctx, budi, &cleared).await,
        Err(DecideError::NotWaiting)
    ));
    // Another list with the same entry.
    let other = format!(
        "{}9,\"NOBODY, Else\",\"individual\",\"XX\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n",
        list("a")
    );
    load_text(&market, citra, &other).await.unwrap();
    assert_eq!(screen_due(ctx).await.unwrap(), 1);
    let found = at_desk(&market).await;
    assert_eq!((found.waiting.len(), found.states["cleared"]), (0, 1));
    // The entry has changed.
    load_text(&market, citra, &list("DOB 01 Jan 1970")).await.unwrap();
    screen_due(ctx).await.unwrap();
    let found = at_desk(&market).await;
    assert_eq!(found.waiting[0].screening.seller_id, seller_id);
    // It is gone.
    load_text(
        &market,
        citra,
        &list("b").replace("SULAIMAN", "NOBODY").replace("Zebulon", "Else"),
    )
    .await
    .unwrap();
    screen_due(ctx).await.unwrap();
    assert_eq!(at_desk(&market).await.states["clear"], 1);
}
