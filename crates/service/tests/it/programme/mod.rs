use chrono::{Days, Duration};
use pasar_domain::seller::{Standing, VerificationInput};
use pasar_domain::shop::ShopInput;
use pasar_service::actor::{ShopKeeper, StaffMember, StaffRole};
use pasar_service::product::show::show as show_product;
use pasar_service::programme::admit::{AdmitError, AdmitMerchant, admit};
use pasar_service::programme::approve::approve;
use pasar_service::programme::carry::carry;
use pasar_service::programme::pause::pause;
use pasar_service::programme::propose::propose;
use pasar_service::programme::show::show;
use pasar_service::programme::{MoveError, MoveInput, Programme, Stage};
use pasar_service::testing as actors;
use pasar_testkit::TestMarket;

use crate::kit;

/// A market whose charter lets merchants in.
async fn open_market() -> (TestMarket, StaffMember, StaffMember) {
    let market = TestMarket::of("gb").await;
    let (ana, _) = market.on_duty("ana", StaffRole::Administrator).await;
    let (bo, _) = market.on_duty("bo", StaffRole::Administrator).await;
    (market, ana, bo)
}

fn to(stage: &str, cohort_basis_points: u32) -> MoveInput {
    MoveInput {
        to: stage.to_owned(),
        cohort_basis_points,
        reason: "Merchants are ready.".to_owned(),
        effective_on: String::new(),
    }
}

async fn current(market: &TestMarket) -> Programme {
    let mut conn = market.ctx().home().read().await.unwrap();
    pasar_store::programme::current(&mut conn).await.unwrap()
}

async fn moved(market: &TestMarket, (ana, bo): (StaffMember, StaffMember), input: &MoveInput) {
    let proposed = propose(market.ctx(), ana, input).await.unwrap();
    approve(market.ctx(), bo, proposed.move_id).await.unwrap();
}

#[tokio::test]
async fn a_move_needs_two_people_and_then_holds_in_the_cell() {
    let (market, ana, bo) = open_market().await;
    let ctx = market.ctx();
    assert_eq!(current(&market).await, Programme::CLOSED);
    let proposed = propose(ctx, ana, &to("pilot", 2_000)).await.unwrap();
    carry(ctx).await.unwrap();
    assert_eq!(
        current(&market).await,
        Programme::CLOSED,
        "one person moves nothing"
    );
    assert!(matches!(
        approve(ctx, ana, proposed.move_id).await,
        Err(MoveError::SamePerson)
    ));
    approve(ctx, bo, proposed.move_id).await.unwrap();
    let pilot = Programme {
        stage: Stage::Pilot,
        cohort_basis_points: 2_000,
    };
    assert_eq!(current(&market).await, pilot);
    assert!(matches!(
        approve(ctx, bo, proposed.move_id).await,
        Err(MoveError::ApprovedBefore)
    ));
    assert!(matches!(
        propose(ctx, ana, &to("pilot", 2_000)).await,
        Err(MoveError::NoChange)
    ));
    assert_eq!(carry(ctx).await.unwrap(), 0, "carrying again changes nothing");
    let shown = show(ctx, ana).await.unwrap();
    assert_eq!(
        (shown.current, shown.move_id, shown.moves.len()),
        (pilot, Some(proposed.move_id), 1)
    );
}

#[tokio::test]
async fn a_move_takes_effect_on_its_day() {
    let (market, ana, bo) = open_market().await;
    let later = MoveInput {
        effective_on: (market.ctx().now().date_naive() + Days::new(2)).to_string(),
        ..to("pilot", 500)
    };
    moved(&market, (ana, bo), &later).await;
    assert_eq!(current(&market).await, Programme::CLOSED);
    market.passes(Duration::days(3));
    assert_eq!(carry(market.ctx()).await.unwrap(), 1);
    assert_eq!(current(&market).await.stage, Stage::Pilot);
}

#[tokio::test]
async fn one_person_stops_the_programme_and_every_move_that_waits_lapses() {
    let (market, ana, bo) = open_market().await;
    let ctx = market.ctx();
    moved(&market, (ana, bo), &to("pilot", 2_000)).await;
    let tomorrow = MoveInput {
        effective_on: (ctx.now().date_naive() + Days::new(2)).to_string(),
        ..to("open", 2_000)
    };
    moved(&market, (ana, bo), &tomorrow).await;
    let waits = propose(ctx, ana, &to("closed", 0)).await.unwrap();
    let moderator = market.staff(StaffRole::Moderator);
    let stop = pause(ctx, moderator, "A recall.").await.unwrap();
    let paused = Programme {
        stage: Stage::Paused,
        cohort_basis_points: 2_000,
    };
    assert_eq!(current(&market).await, paused);
    assert!(matches!(
        pause(ctx, ana, "Again.").await,
        Err(MoveError::NoChange)
    ));
    assert!(matches!(
        approve(ctx, bo, waits.move_id).await,
        Err(MoveError::Lapsed)
    ));
    market.passes(Duration::days(3));
    assert_eq!(
        carry(ctx).await.unwrap(),
        0,
        "what was approved before the stop does not come after it"
    );
    assert_eq!(current(&market).await, paused);
    // As if the process had died between the stop and the cell.
    assert_eq!(show(ctx, ana).await.unwrap().move_id, Some(stop.move_id));
    let reader = market.staff(StaffRole::Support);
    moved(&market, (ana, bo), &to("pilot", 2_000)).await;
    assert!(matches!(
        pause(ctx, reader, "Not mine.").await,
        Err(MoveError::Refused { .. })
    ));
}

#[tokio::test]
async fn two_approvals_and_a_stop_at_once_end_stopped() {
    for _ in 0..5 {
        let (market, ana, bo) = open_market().await;
        let ctx = market.ctx();
        moved(&market, (ana, bo), &to("pilot", 2_000)).await;
        let open = propose(ctx, ana, &to("open", 2_000)).await.unwrap();
        let (stopped, approved) = tokio::join!(pause(ctx, ana, "A recall."), approve(ctx, bo, open.move_id));
        stopped.unwrap();
        assert!(matches!(approved, Ok(_) | Err(MoveError::Lapsed)));
        carry(ctx).await.unwrap();
        assert_eq!(current(&market).await.stage, Stage::Paused);
    }
}

fn merchant(market: &TestMarket) -> AdmitMerchant {
    AdmitMerchant {
        email: TestMarket::email("li"),
        origin: "cn".to_owned(),
        return_country: market.ctx().market().country.to_string(),
        verification: VerificationInput {
            evidence: "business_register".to_owned(),
            issued_by: "CN".to_owned(),
            valid_until: "2030-01-31".to_owned(),
            note: "Extract of 1 November 2026.".to_owned(),
        },
        shop: ShopInput {
            name: "Yiwu Lights".to_owned(),
            place: "Yiwu, China".to_owned(),
            ..ShopInput::default()
        },
    }
}

#[tokio::test]
async fn a_merchant_is_admitted_at_a_stage_that_runs_and_sends_from_abroad() {
    let (market, ana, bo) = open_market().await;
    let ctx = market.ctx();
    let input = merchant(&market);
    assert!(matches!(
        admit(ctx, ana, &input).await,
        Err(AdmitError::NoAccount)
    ));
    let (owner, _) = market.signed_in("li").await;
    assert!(
        matches!(admit(ctx, ana, &input).await, Err(AdmitError::Refused { .. })),
        "closed"
    );
    moved(&market, (ana, bo), &to("pilot", 2_000)).await;
    let reader = market.staff(StaffRole::Support);
    assert!(matches!(
        admit(ctx, reader, &input).await,
        Err(AdmitError::NotAllowed)
    ));
    let home = AdmitMerchant {
        origin: ctx.market().country.to_string(),
        ..input.clone()
    };
    assert!(
        matches!(admit(ctx, ana, &home).await, Err(AdmitError::Invalid(_))),
        "nobody from here is a merchant"
    );
    let (seller, shop) = admit(ctx, ana, &input).await.unwrap();
    assert_eq!(
        (seller.standing, seller.origin.as_str()),
        (Standing::Merchant, "CN")
    );
    assert_eq!(
        (shop.country.as_str(), shop.place.as_str()),
        ("CN", "Yiwu, China")
    );
    assert_eq!(
        market.count("select count(*) from seller join verification using (seller_id) where standing = 'merchant' and recorded_by is not null").await,
        1
    );

    // What it offers is sent from its country, whatever place of this market it names.
    let keeper: ShopKeeper = actors::shop_owner(owner.account_id(), shop.shop_id);
    let lamp = pasar_domain::product::ProductInput {
        ship_from_place: Some(ctx.market().places.all()[0].name.clone()),
        ..kit::simple(&market, "Lamp", 20, 3)
    };
    let made = kit::publish(&market, keeper, lamp).await;
    let shown = show_product(ctx, keeper, made.product_id).await.unwrap().unwrap();
    let offer = &shown.current.variants[0].offer;
    assert_eq!(
        (offer.ship_from_country.as_str(), offer.ship_from_place.as_str()),
        ("CN", "Yiwu, China")
    );

    // A stop lets the search index look again at what merchants offer.
    market.sql("delete from outbox").await;
    pause(ctx, ana, "A recall.").await.unwrap();
    assert_eq!(market.count("select count(*) from outbox").await, 1);
}
