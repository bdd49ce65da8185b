use std::collections::BTreeSet;

use chrono::Duration;
use pasar_domain::campaign::CampaignInput;
use pasar_domain::order::CancelReason;
use pasar_domain::seller::VerificationInput;
use pasar_service::actor::StaffRole;
use pasar_service::campaign::start::start;
use pasar_service::campaign::stop::stop;
use pasar_service::job::Job;
use pasar_service::order::{ShipOrder, cancel_by_shop, ship, show_group};
use pasar_service::seller::revoke::revoke;
use pasar_service::seller::show::show_own;
use pasar_service::seller::verify::verify;
use pasar_store::job::{self, NewJob};
use pasar_testkit::TestMarket;

use crate::{letters, worker};

/// The jobs that wait, which go on waiting.
async fn waiting(market: &TestMarket) -> Vec<NewJob> {
    let now = market.ctx().now();
    let mut tx = market.ctx().home().begin().await.unwrap();
    let mut claimed = job::claim_letters(&mut tx, now, now, 50).await.unwrap();
    claimed.extend(job::claim(&mut tx, now, now, 50).await.unwrap());
    tx.commit().await.unwrap();
    let again = claimed.into_iter().map(|claimed| NewJob {
        id: claimed.id,
        kind: Job::from_row(&claimed.kind, claimed.subject.clone())
            .unwrap()
            .kind(),
        subject: claimed.subject,
        dedupe_key: None,
        run_at: now,
    });
    again.collect()
}

#[tokio::test]
async fn each_step_of_an_order_is_told_once_to_whom_it_concerns() {
    let market = TestMarket::new().await;
    let folder = tempfile::tempdir().unwrap();
    let worker = worker(&market, folder.path());
    let (ana, budi) = (market.shop("ana").await, market.shop("budi").await);
    let shirt = market.offer(&ana, "kaos polos", 5_000_000, 20).await;
    let cup = market.offer(&budi, "cangkir", 2_000_000, 5).await;
    let buyer = market.buyer("bo").await;
    let placed = market
        .place(market.order(buyer, "k1", &[(&shirt, 2), (&cup, 1)]))
        .await
        .unwrap();
    let mut jobs = waiting(&market).await;
    worker.run_due().await.unwrap();
    market.passes(chrono::Duration::seconds(6));
    worker.run_due().await.unwrap();

    let first = letters(folder.path());
    assert_eq!(first.len(), 3);
    let to = |address: &str| first.iter().filter(|letter| letter.contains(address)).count();
    assert_eq!(
        (
            to("bo@example.com"),
            to("ana-owner@example.com"),
            to("budi-owner@example.com")
        ),
        (1, 1, 1)
    );
    let buyers = first
        .iter()
        .find(|letter| letter.contains("To: \"bo\"") || letter.contains("To: bo"))
        .unwrap();
    assert!(buyers.contains(&placed.number), "{buyers}");
    assert!(
        buyers.contains("kaos polos") && buyers.contains("cangkir"),
        "{buyers}"
    );
    assert!(
        buyers.contains(&format!(
            "https://pasar.example/id/orders/{}",
            placed.order_group_id
        )),
        "{buyers}"
    );

    let orders = show_group(market.ctx(), buyer, placed.order_group_id)
        .await
        .unwrap()
        .orders;
    let parcel = ShipOrder {
        order_id: orders[0].order.id,
        carrier: market.service().to_owned(),
        tracking_number: "JX12345678".to_owned(),
    };
    ship(market.ctx(), ana, parcel).await.unwrap();
    cancel_by_shop(market.ctx(), budi, orders[1].order.id, CancelReason::OutOfStock)
        .await
        .unwrap();
    jobs.extend(waiting(&market).await);
    worker.run_due().await.unwrap();
    let all = letters(folder.path());
    assert_eq!(all.len(), 5);
    assert!(all.iter().any(|letter| letter.contains("JX12345678")));
    let kept = orders[0].order.amounts.total().unwrap().minor;
    assert_eq!(market.bank().captured_minor(), kept);
    market.assert_sound().await;

    // Every job once more: money stays where it is, and a letter that comes again has the name of the first.
    let names = |letters: &[String]| -> BTreeSet<String> {
        let lines = letters.iter().flat_map(|letter| letter.lines());
        lines
            .filter(|line| line.starts_with("Message-ID"))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(names(&all).len(), 5);
    // Five letters, and the money of the cancelled order.
    assert_eq!(jobs.len(), 6);
    let mut connection = market.ctx().home().read().await.unwrap();
    job::insert(&mut connection, &jobs, market.ctx().now())
        .await
        .unwrap();
    drop(connection);
    worker.run_due().await.unwrap();
    assert_eq!(names(&letters(folder.path())), names(&all));
    assert_eq!(market.bank().captured_minor(), kept);
    market.assert_sound().await;
}

#[tokio::test]
async fn a_refused_payment_is_told_with_the_time_that_is_left() {
    let market = TestMarket::new().await;
    let folder = tempfile::tempdir().unwrap();
    let worker = worker(&market, folder.path());
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut order = market.order(market.buyer("bo").await, "k1", &[(&shirt, 1)]);
    order.method = "sandbox_decline".to_owned();
    market.place(order).await.unwrap();
    worker.run_due().await.unwrap();
    let told = letters(folder.path());
    assert_eq!(told.len(), 1);
    assert!(
        told[0].contains("2026-12-01 11:00"),
        "an hour later, in the market's time: {}",
        told[0]
    );
}

#[tokio::test]
async fn owners_are_told_what_counts_and_what_counts_no_longer() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let folder = tempfile::tempdir().unwrap();
    let worker = worker(&market, folder.path());
    let shop = market.shop("ana").await;
    let staff = market.staff(StaffRole::Moderator);
    let seller = show_own(ctx, shop).await.unwrap().unwrap().0.seller_id;
    let input = VerificationInput {
        evidence: "passport".to_owned(),
        issued_by: "ID".to_owned(),
        valid_until: "2031-05-30".to_owned(),
        note: "For other staff only.".to_owned(),
    };
    let recorded = verify(ctx, staff, seller, &input).await.unwrap();
    worker.run_due().await.unwrap();
    let told = letters(folder.path());
    assert_eq!(told.len(), 1);
    assert!(
        told[0].contains("ana-owner@example.com") && told[0].contains("30 Mei 2031"),
        "{}",
        told[0]
    );
    assert!(told[0].contains("https://pasar.example/id/seller/verification"));
    assert!(!told[0].contains("For other staff only."));

    market.passes(chrono::Duration::minutes(1));
    let about = (seller, recorded.verification.verification_id);
    revoke(ctx, staff, about, "Paspor dilaporkan hilang.")
        .await
        .unwrap();
    worker.run_due().await.unwrap();
    let told = letters(folder.path());
    assert_eq!(told.len(), 2);
    assert!(
        told.iter()
            .any(|letter| letter.contains("Paspor dilaporkan hilang."))
    );

    // What was revoked before anybody wrote the first letter is told once, by the second.
    let other = verify(ctx, staff, seller, &input).await.unwrap();
    market.passes(chrono::Duration::minutes(1));
    let about = (seller, other.verification.verification_id);
    revoke(ctx, staff, about, "Paspor palsu.").await.unwrap();
    worker.run_due().await.unwrap();
    assert_eq!(letters(folder.path()).len(), 3);
}

#[tokio::test]
async fn owners_are_asked_to_be_verified_again_reminded_and_told_when_it_has_ended() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let folder = tempfile::tempdir().unwrap();
    let worker = worker(&market, folder.path());
    let (ana, _) = (market.shop("ana").await, market.shop("budi").await);
    let input = CampaignInput {
        reason: "Kartu lama tidak terbaca lagi.".to_owned(),
        due_on: "2027-01-31".to_owned(),
        ..CampaignInput::default()
    };
    let boss = market.staff(StaffRole::Administrator);
    let campaign = start(ctx, boss, &input).await.unwrap();
    worker.run_due().await.unwrap();
    let told = letters(folder.path());
    assert_eq!(told.len(), 2);
    for letter in &told {
        assert!(letter.contains("Kartu lama tidak terbaca lagi."), "{letter}");
        assert!(letter.contains("31 Januari 2027"), "{letter}");
        assert!(letter.contains("https://pasar.example/id/seller/verification"));
    }
    market.passes(Duration::days(1));
    let seller = show_own(ctx, ana).await.unwrap().unwrap().0.seller_id;
    let card = VerificationInput {
        evidence: "national_id".to_owned(),
        issued_by: "ID".to_owned(),
        valid_until: "2031-05-30".to_owned(),
        note: "Seen.".to_owned(),
    };
    verify(ctx, market.staff(StaffRole::Moderator), seller, &card)
        .await
        .unwrap();
    worker.run_due().await.unwrap();
    assert_eq!(letters(folder.path()).len(), 3, "verified");
    // From then on only Budi is written to.
    let mut count = 3;
    for at in [campaign.reminds_at(), campaign.due_at] {
        market.clock().set(at);
        worker.run_due().await.unwrap();
        worker.run_due().await.unwrap();
        let told = letters(folder.path());
        count += 1;
        assert_eq!(told.len(), count);
        let ana = told
            .iter()
            .filter(|letter| letter.contains("ana-owner@example.com"));
        assert_eq!(ana.count(), 2);
    }
}

#[tokio::test]
async fn whoever_was_asked_is_told_once_when_it_is_stopped() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let folder = tempfile::tempdir().unwrap();
    let worker = worker(&market, folder.path());
    let (ana, _) = (market.shop("ana").await, market.shop("budi").await);
    let input = CampaignInput {
        reason: "Kartu lama tidak terbaca lagi.".to_owned(),
        due_on: "2027-01-31".to_owned(),
        ..CampaignInput::default()
    };
    let boss = market.staff(StaffRole::Administrator);
    let campaign = start(ctx, boss, &input).await.unwrap();
    worker.run_due().await.unwrap();
    assert_eq!(letters(folder.path()).len(), 2);
    market.passes(Duration::days(1));
    let seller = show_own(ctx, ana).await.unwrap().unwrap().0.seller_id;
    let card = VerificationInput {
        evidence: "national_id".to_owned(),
        issued_by: "ID".to_owned(),
        valid_until: "2031-05-30".to_owned(),
        note: "Seen.".to_owned(),
    };
    verify(ctx, market.staff(StaffRole::Moderator), seller, &card)
        .await
        .unwrap();
    worker.run_due().await.unwrap();
    stop(ctx, boss, campaign.campaign_id).await.unwrap();
    worker.run_due().await.unwrap();
    worker.run_due().await.unwrap();
    let told = letters(folder.path());
    let stopped: Vec<&String> = told
        .iter()
        .filter(|letter| letter.contains("Permintaan itu kami batalkan"))
        .collect();
    assert_eq!(
        (told.len(), stopped.len()),
        (4, 1),
        "who was verified again has nothing to be told"
    );
    assert!(stopped[0].contains("budi-owner@example.com") && stopped[0].contains("31 Januari 2027"));
}
