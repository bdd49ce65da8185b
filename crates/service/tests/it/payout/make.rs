use chrono::Duration;
use pasar_domain::payout::{PayoutState, PayoutWait};
use pasar_service::actor::StaffRole;
use pasar_service::order::{Cursor, statement};
use pasar_service::payout::{desk, make_due};
use pasar_testkit::TestMarket;

use super::{Selling, earns, gives_account};

#[tokio::test]
async fn everything_owed_is_paid_out_on_the_next_day_of_the_schedule_and_once() {
    let mut selling = Selling::new().await;
    selling.sells().await;
    let (owed, _) = selling.owed().await;
    assert!(owed > 0);
    // Nothing is made on the day on which the money came.
    assert_eq!(selling.makes_due().await, 0);
    let payout = selling.is_paid_out().await;
    assert_eq!((payout.amount.minor, &payout.state), (owed, &PayoutState::Due));
    let ctx = selling.market.ctx();
    let today = ctx.now().with_timezone(&ctx.market().time_zone).date_naive();
    assert_eq!((payout.due_on, payout.shop_id), (today, selling.shop.shop_id()));
    assert_eq!(payout.charter_version, ctx.charter().version.as_str());
    assert_eq!(selling.owed().await, (owed, owed));
    // Again, and the day after, there is nothing more to pay.
    assert_eq!(selling.makes_due().await, 0);
    selling.market.passes(Duration::days(1));
    assert_eq!(selling.makes_due().await, 0);
    // What is on its way is not the shop's to be paid again, but still owed.
    let cursor = Cursor {
        before: None,
        limit: 1,
    };
    let found = statement(ctx, selling.shop, cursor).await.unwrap();
    assert_eq!(found.payable.minor, owed);
    selling.sells().await;
    let second = selling.is_paid_out().await;
    assert_eq!(
        selling.owed().await,
        (owed + second.amount.minor, owed + second.amount.minor)
    );
    selling.market.assert_sound().await;
}

#[tokio::test]
async fn less_than_the_minimum_waits_until_it_is_more() {
    let market = TestMarket::new().await;
    let shop = market.shop("ana").await;
    gives_account(&market, shop, super::NIK).await;
    let minimum = market.ctx().charter().payout.minimum_minor;
    let cheap = market.offer(&shop, "stiker", minimum / 2, 99).await;
    let buyer = market.buyer("bo").await;
    market
        .sql("update shipping_option set base_minor = 0, per_kg_minor = 0")
        .await;
    let mut made = 0;
    for key in ["k1", "k2", "k3"] {
        earns(&market, shop, buyer, &cheap, key).await;
        made += make_due(market.ctx()).await.unwrap();
        market.passes(Duration::days(1));
        made += make_due(market.ctx()).await.unwrap();
    }
    assert_eq!(made, 1, "one half is too little, three halves are enough");
    market.assert_sound().await;
}

#[tokio::test]
async fn a_seller_without_an_account_waits_and_is_told_why() {
    let market = TestMarket::new().await;
    let shop = market.shop("ana").await;
    let offer = market.offer(&shop, "kaos", 50_000_000, 9).await;
    let buyer = market.buyer("bo").await;
    earns(&market, shop, buyer, &offer, "k1").await;
    let ctx = market.ctx();
    let staff = market.staff(StaffRole::Support);
    make_due(ctx).await.unwrap();
    market.passes(Duration::days(1));
    assert_eq!(make_due(ctx).await.unwrap(), 1);
    let since = ctx.now();
    let found = desk(ctx, staff, None, None).await.unwrap();
    let waiting = found.waiting[0].waiting.as_ref().unwrap();
    assert_eq!((&waiting.wait, waiting.since), (&PayoutWait::NoAccount, since));
    assert!(found.payouts.is_empty() && found.waiting_count == 1);
    // It is not asked again at once; later it still waits since the first time.
    assert_eq!(make_due(ctx).await.unwrap(), 0);
    market.passes(Duration::hours(7));
    assert_eq!(make_due(ctx).await.unwrap(), 1);
    let found = desk(ctx, staff, None, None).await.unwrap();
    assert_eq!(found.waiting[0].waiting.as_ref().unwrap().since, since);
    // With an account the money goes, without waiting for the next day.
    gives_account(&market, shop, super::NIK).await;
    market.passes(Duration::hours(7));
    assert_eq!(make_due(ctx).await.unwrap(), 1);
    let found = desk(ctx, staff, None, None).await.unwrap();
    assert_eq!((found.payouts.len(), found.waiting_count), (1, 0));
    market.assert_sound().await;
}

#[tokio::test]
async fn the_charter_is_asked_again_with_the_facts_of_the_day() {
    let mut selling = Selling::new().await;
    selling.sells().await;
    let market = &selling.market;
    market
        .sql("update verification set revoked_at = now(), revoke_reason = 'forged'")
        .await;
    selling.makes_due().await;
    market.passes(Duration::days(1));
    assert_eq!(selling.makes_due().await, 1);
    let staff = market.staff(StaffRole::Support);
    let found = desk(market.ctx(), staff, None, None).await.unwrap();
    let waiting = found.waiting[0].waiting.as_ref().unwrap();
    assert_eq!(waiting.wait, PayoutWait::Refused(vec!["verified".to_owned()]));
    assert!(found.payouts.is_empty());
    market.assert_sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn thirty_two_at_once_pay_nobody_twice() {
    let mut selling = Selling::new().await;
    for _ in 0..3 {
        selling.sells().await;
    }
    let (owed, _) = selling.owed().await;
    selling.makes_due().await;
    selling.market.passes(Duration::days(1));
    let ctx = selling.market.ctx();
    let all = (0..32).map(|_| {
        let ctx = ctx.clone();
        tokio::spawn(async move { make_due(&ctx).await.unwrap() })
    });
    let made: usize = futures::future::join_all(all)
        .await
        .into_iter()
        .map(Result::unwrap)
        .sum();
    assert_eq!(made, 1);
    assert_eq!(selling.market.count("select count(*) from payout").await, 1);
    assert_eq!(selling.owed().await, (owed, owed));
    selling.market.assert_sound().await;
}

#[tokio::test]
async fn the_database_itself_pays_no_shop_more_than_it_is_owed() {
    let mut selling = Selling::new().await;
    selling.sells().await;
    selling.is_paid_out().await;
    let market = &selling.market;
    for change in [
        "leaving_minor = owed_minor + 1",
        "owed_minor = owed_minor - 1",
        "owed_minor = -1, leaving_minor = 0",
        "leaving_minor = -1",
    ] {
        let refused = market.try_sql(&format!("update shop_balance set {change}")).await;
        assert!(refused.is_err(), "{change}");
    }
    for change in [
        "insert into transfer select shop_id, gen_random_uuid(), null, kind, phase, pending_id, debit_account, credit_account,
            amount_minor, currency, recorded_at, null from transfer limit 1",
        "insert into transfer select shop_id, gen_random_uuid(), gen_random_uuid(), kind, phase, pending_id, debit_account,
            credit_account, amount_minor, currency, recorded_at, payout_id from transfer where payout_id is not null limit 1",
        "insert into payout select shop_id, gen_random_uuid(), seller_id, application_id, amount_minor, currency, due_on,
            charter_version, made_at, state from payout",
    ] {
        assert!(market.try_sql(change).await.is_err(), "{change}");
    }
    // What is kept beside the ledger and is not what the ledger says is found.
    market
        .sql("update shop_balance set owed_minor = owed_minor + 7")
        .await;
    let report = pasar_service::ledger::check(market.ctx(), |_| {}).await.unwrap();
    let told: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told.iter().all(|problem| problem.contains("kept as owed")),
        "{told:?}"
    );
}
