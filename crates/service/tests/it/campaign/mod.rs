//! Campaigns: sellers are asked to be verified again, and what verified them before ends on the day, exactly.

mod overlap;

use chrono::{Days, Duration};
use pasar_domain::campaign::{Campaign, CampaignInput, CampaignProgress, CampaignState};
use pasar_domain::id::SellerId;
use pasar_domain::seller::VerificationInput;
use pasar_service::actor::{ShopKeeper, StaffRole};
use pasar_service::application::approve;
use pasar_service::campaign::asked::asked;
use pasar_service::campaign::list::list;
use pasar_service::campaign::preview::preview;
use pasar_service::campaign::show::{ShownCampaign, show};
use pasar_service::campaign::start::start;
use pasar_service::campaign::stop::stop;
use pasar_service::campaign::{CampaignError, tend_due};
use pasar_service::listing::cards::cards;
use pasar_service::seller::show::show_own;
use pasar_service::seller::verify::verify;
use pasar_testkit::{TestMarket, TestOffer};

use crate::application::{apply, home, waiting};
use crate::identity::{NIK, card};

fn typed(market: &TestMarket, days: u64) -> CampaignInput {
    let zone = market.ctx().market().time_zone;
    let today = market.ctx().now().with_timezone(&zone).date_naive();
    CampaignInput {
        reason: "Old cards cannot be read any more.".to_owned(),
        due_on: (today + Days::new(days)).to_string(),
        ..CampaignInput::default()
    }
}

async fn started(market: &TestMarket, input: &CampaignInput) -> Campaign {
    let staff = market.staff(StaffRole::Administrator);
    start(market.ctx(), staff, input).await.unwrap()
}

async fn shown(market: &TestMarket, campaign: &Campaign) -> ShownCampaign {
    let staff = market.staff(StaffRole::Support);
    let shown = show(market.ctx(), staff, campaign.campaign_id, (None, 50)).await;
    shown.unwrap().unwrap()
}

async fn progress(market: &TestMarket, campaign: &Campaign) -> CampaignProgress {
    shown(market, campaign).await.progress
}

async fn seller_of(market: &TestMarket, keeper: ShopKeeper) -> SellerId {
    let (seller, _) = show_own(market.ctx(), keeper).await.unwrap().unwrap();
    seller.seller_id
}

/// Until when each verification of a seller counts, newest first.
async fn ends(market: &TestMarket, keeper: ShopKeeper) -> Vec<pasar_domain::Instant> {
    let (_, recorded) = show_own(market.ctx(), keeper).await.unwrap().unwrap();
    recorded
        .iter()
        .map(|known| known.verification.valid_until)
        .collect()
}

async fn verified_again(market: &TestMarket, keeper: ShopKeeper, evidence: &str) {
    let input = VerificationInput {
        evidence: evidence.to_owned(),
        issued_by: home(market).to_string(),
        valid_until: "2040-01-31".to_owned(),
        note: "Original seen.".to_owned(),
    };
    let staff = market.staff(StaffRole::Moderator);
    let seller_id = seller_of(market, keeper).await;
    verify(market.ctx(), staff, seller_id, &input).await.unwrap();
}

async fn is_sold(market: &TestMarket, offer: &TestOffer, key: &str) -> bool {
    let shown = cards(market.ctx(), &[offer.product_id]).await.unwrap();
    let buyer = market.buyer(key).await;
    let placed = market.place(market.order(buyer, key, &[(offer, 1)])).await;
    assert_eq!(shown.len() == 1, placed.is_ok(), "what is shown is sold");
    placed.is_ok()
}

async fn letters(market: &TestMarket, letter: &str) -> i64 {
    let query = format!("select count(*) from job where subject->>'letter' = '{letter}'");
    market.count(&query).await
}

#[tokio::test]
async fn a_seller_is_asked_applies_anew_and_goes_on_without_a_break() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let ana = market.shop("ana").await;
    let shirt = market.offer(&ana, "kaos", 5_000_000, 9).await;
    let before = ends(&market, ana).await[0];
    let campaign = started(&market, &typed(&market, 30)).await;
    assert!(
        asked(ctx, ana).await.unwrap().is_empty(),
        "nobody was gathered yet"
    );
    assert_eq!(tend_due(ctx).await.unwrap(), 1);
    assert_eq!(tend_due(ctx).await.unwrap(), 0, "once is enough");
    assert_eq!(letters(&market, "campaign_asked").await, 1);
    assert_eq!(asked(ctx, ana).await.unwrap()[0].reason, campaign.reason);
    assert_eq!(ends(&market, ana).await, [campaign.due_at]);
    assert!(campaign.due_at < before);
    let found = shown(&market, &campaign).await;
    assert_eq!(found.campaign.state(ctx.now()), CampaignState::Running);
    assert_eq!((found.progress.waiting, found.progress.asked()), (1, 1));
    assert_eq!(found.unanswered[0].shops[0].handle.as_str(), "ana");
    assert!(is_sold(&market, &shirt, "k1").await);

    // The old verification counts while the new application is written, sent in and approved.
    market.passes(Duration::days(5));
    apply(&market, ana, &card(NIK)).await;
    let found = shown(&market, &campaign).await;
    assert_eq!((found.progress.sent_in, found.unanswered.len()), (1, 0));
    assert!(is_sold(&market, &shirt, "k2").await);
    let moderator = market.staff(StaffRole::Moderator);
    let about = waiting(&market, moderator).await[0];
    assert!(approve(ctx, moderator, about, home(&market)).await.unwrap());
    assert_eq!(progress(&market, &campaign).await.renewed, 1);
    assert!(asked(ctx, ana).await.unwrap().is_empty());
    assert!(ends(&market, ana).await[0] > before);

    market.clock().set(campaign.due_at);
    assert!(is_sold(&market, &shirt, "k3").await);
    assert_eq!(tend_due(ctx).await.unwrap(), 0);
    assert_eq!(letters(&market, "campaign_reminder").await, 0);
    assert_eq!(letters(&market, "campaign_lapsed").await, 0);
    assert_eq!(progress(&market, &campaign).await.renewed, 1);
}

#[tokio::test]
async fn whoever_does_not_answer_is_reminded_and_sells_nothing_from_the_instant_on() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let ana = market.shop("ana").await;
    let shirt = market.offer(&ana, "kaos", 5_000_000, 9).await;
    let campaign = started(&market, &typed(&market, 30)).await;
    tend_due(ctx).await.unwrap();
    let second = Duration::seconds(1);
    market.clock().set(campaign.reminds_at() - second);
    assert_eq!(tend_due(ctx).await.unwrap(), 0);
    market.clock().set(campaign.reminds_at());
    assert_eq!(tend_due(ctx).await.unwrap(), 1);
    assert_eq!(tend_due(ctx).await.unwrap(), 0);
    assert_eq!(letters(&market, "campaign_reminder").await, 1);
    assert!(
        shown(&market, &campaign).await.unanswered[0]
            .reminded_at
            .is_some()
    );

    market.clock().set(campaign.due_at - second);
    assert!(is_sold(&market, &shirt, "k1").await);
    assert_eq!(progress(&market, &campaign).await.waiting, 1);
    market.clock().set(campaign.due_at);
    assert!(!is_sold(&market, &shirt, "k2").await, "nothing had to run");
    assert_eq!(progress(&market, &campaign).await.lapsed, 1);
    assert_eq!(tend_due(ctx).await.unwrap(), 1);
    assert_eq!(tend_due(ctx).await.unwrap(), 0);
    assert_eq!(letters(&market, "campaign_lapsed").await, 1);
    assert_eq!(
        asked(ctx, ana).await.unwrap().len(),
        1,
        "it is asked until it is done"
    );

    market.passes(Duration::days(2));
    verified_again(&market, ana, "passport").await;
    assert!(is_sold(&market, &shirt, "k3").await);
    assert!(asked(ctx, ana).await.unwrap().is_empty());
    let found = shown(&market, &campaign).await;
    assert_eq!((found.progress.renewed, found.progress.lapsed), (1, 0));
    assert_eq!(found.campaign.state(ctx.now()), CampaignState::Over);
}

#[tokio::test]
async fn who_was_asked_a_week_before_the_day_is_not_reminded_the_same_day() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    market.shop("ana").await;
    let campaign = started(&market, &typed(&market, 7)).await;
    assert_eq!(tend_due(ctx).await.unwrap(), 1);
    market.clock().set(campaign.reminds_at());
    assert_eq!(tend_due(ctx).await.unwrap(), 0);
    assert_eq!(letters(&market, "campaign_reminder").await, 0);
}

#[tokio::test]
async fn a_campaign_asks_by_evidence_country_and_day_and_nobody_who_has_something_newer() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (ana, budi) = (market.shop("ana").await, market.shop("budi").await);
    let abroad = market.merchant("xia", "CN").await;
    market.passes(Duration::days(3));
    verified_again(&market, budi, "passport").await;
    let staff = market.staff(StaffRole::Support);
    let counts = async |change: fn(&mut CampaignInput)| {
        let mut input = typed(&market, 30);
        change(&mut input);
        preview(ctx, staff, &input).await.unwrap().1
    };
    assert_eq!(counts(|_| ()).await, 3);
    assert_eq!(counts(|input| "CN".clone_into(&mut input.issued_by)).await, 1);
    // Budi's card is meant, and the passport counts on without it.
    assert_eq!(
        counts(|input| "national_id".clone_into(&mut input.evidence)).await,
        1
    );
    assert_eq!(
        counts(|input| "driving_licence".clone_into(&mut input.evidence)).await,
        0
    );
    let mut older = typed(&market, 30);
    let zone = ctx.market().time_zone;
    older.recorded_before = (ctx.now().with_timezone(&zone).date_naive() - Days::new(1)).to_string();
    assert_eq!(preview(ctx, staff, &older).await.unwrap().1, 2);
    let passport = ends(&market, budi).await[0];
    let campaign = started(&market, &older).await;
    assert_eq!(tend_due(ctx).await.unwrap(), 2);
    let due = campaign.due_at;
    assert_eq!(ends(&market, ana).await, [due]);
    assert_eq!(ends(&market, abroad).await, [due]);
    // What the campaign is about ends even so: revoking the passport must not bring the card back for years.
    assert_eq!(ends(&market, budi).await, [passport, due]);
    assert!(asked(ctx, budi).await.unwrap().is_empty());
    assert_eq!(progress(&market, &campaign).await.waiting, 2);
}

#[tokio::test]
async fn only_administrators_start_and_stop_and_nobody_twice() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let input = typed(&market, 30);
    let (boss, moderator) = (
        market.staff(StaffRole::Administrator),
        market.staff(StaffRole::Moderator),
    );
    let refused = start(ctx, moderator, &input).await;
    assert!(matches!(refused, Err(CampaignError::NotAllowed)));
    let wrong = start(ctx, boss, &typed(&market, 6)).await;
    assert!(matches!(wrong, Err(CampaignError::Invalid(_))));
    let campaign = start(ctx, boss, &input).await.unwrap();
    let again = start(ctx, boss, &input).await;
    assert!(matches!(again, Err(CampaignError::RunsAlready)));
    let refused = stop(ctx, moderator, campaign.campaign_id).await;
    assert!(matches!(refused, Err(CampaignError::NotAllowed)));
    stop(ctx, boss, campaign.campaign_id).await.unwrap();
    let twice = stop(ctx, boss, campaign.campaign_id).await;
    assert!(matches!(twice, Err(CampaignError::Over)));
    market.passes(Duration::minutes(1));
    let second = start(ctx, boss, &input).await.unwrap();
    market.clock().set(second.due_at);
    let late = stop(ctx, boss, second.campaign_id).await;
    assert!(matches!(late, Err(CampaignError::Over)));
    let listed = list(ctx, moderator, None, 10).await.unwrap();
    let states: Vec<CampaignState> = listed
        .iter()
        .map(|listed| listed.campaign.state(ctx.now()))
        .collect();
    assert_eq!(states, [CampaignState::Over, CampaignState::Stopped]);
    let older = list(ctx, moderator, Some(second.campaign_id), 10).await.unwrap();
    assert_eq!(older.len(), 1);
}
