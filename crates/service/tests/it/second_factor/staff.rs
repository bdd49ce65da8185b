use pasar_domain::email::EmailAddress;
use pasar_service::Clock as _;
use pasar_service::account::SignIn;
use pasar_service::actor::StaffRole;
use pasar_service::second_factor::{FinishError, guards, remove, reset};
use pasar_service::session::{Entry, SessionToken};
use pasar_service::staff::session::{enter, find, finish};
use pasar_service::staff::{StaffDoor, disable, sign_in};
use pasar_testkit::TestMarket;

use super::enrolled;

async fn knock(market: &TestMarket, name: &str) -> Entry {
    let email: EmailAddress = TestMarket::email(name).parse().unwrap();
    let input = SignIn {
        email: email.to_string(),
        password: TestMarket::PASSWORD.into(),
        from: "192.0.2.1".to_owned(),
    };
    let proven = sign_in(market.ctx(), &input).await.unwrap();
    enter(market.ctx(), None, proven).await.unwrap()
}

async fn half(market: &TestMarket, name: &str) -> SessionToken {
    match knock(market, name).await {
        Entry::Half(token) => token,
        Entry::Open(_) => panic!("the second factor was not asked for"),
    }
}

#[tokio::test]
async fn staff_owe_the_second_factor_as_people_do() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (budi, here) = market.on_duty("budi", StaffRole::Support).await;
    let (app, codes) = enrolled(&market, budi, &here).await;
    let first = half(&market, "budi").await;
    assert!(find(ctx, &first).await.unwrap().is_none());
    // A half sign-in of staff is nothing in a market.
    let typed = app.code(market.clock().now());
    let refused = pasar_service::session::finish(ctx, &super::door(&market), &first, &typed).await;
    assert!(matches!(refused, Err(FinishError::Expired)), "{refused:?}");
    let token = finish(ctx, Some(&here), &first, &typed).await.unwrap();
    assert_eq!(find(ctx, &token).await.unwrap().unwrap().staff, budi);
    assert!(
        find(ctx, &here).await.unwrap().is_none(),
        "one browser, one session"
    );
    finish(ctx, None, &half(&market, "budi").await, &codes[0].to_string())
        .await
        .unwrap();
    let last = half(&market, "budi").await;
    disable(ctx, budi.staff_id()).await.unwrap();
    let refused = finish(ctx, None, &last, &codes[1].to_string()).await;
    assert!(matches!(refused, Err(FinishError::Expired)), "{refused:?}");
}

#[tokio::test]
async fn where_a_factor_is_wanted_a_password_leads_to_enrolling_only() {
    let market = TestMarket::new().await;
    let strict = market.ctx().clone().with_staff_door(StaffDoor {
        wants_factor: true,
        ..StaffDoor::default()
    });
    let (budi, here) = market.on_duty("budi", StaffRole::Support).await;
    assert!(!find(market.ctx(), &here).await.unwrap().unwrap().must_enrol);
    assert!(find(&strict, &here).await.unwrap().unwrap().must_enrol);
    let (app, codes) = enrolled(&market, budi, &here).await;
    assert!(!find(&strict, &here).await.unwrap().unwrap().must_enrol);
    let typed = app.code(market.clock().now());
    let token = finish(&strict, None, &half(&market, "budi").await, &typed)
        .await
        .unwrap();
    assert!(!find(&strict, &token).await.unwrap().unwrap().must_enrol);
    // Who removes it has to add another one, in every session.
    let password = TestMarket::PASSWORD.into();
    remove(&strict, budi, &password, &codes[0].to_string())
        .await
        .unwrap();
    for token in [here, token] {
        assert!(find(&strict, &token).await.unwrap().unwrap().must_enrol);
    }
}

#[tokio::test]
async fn who_lost_everything_is_let_in_by_the_operator_and_that_is_written_down() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (budi, here) = market.on_duty("budi", StaffRole::Support).await;
    assert!(!reset(ctx, budi).await.unwrap(), "there is nothing to reset");
    enrolled(&market, budi, &here).await;
    let before = half(&market, "budi").await;
    assert!(reset(ctx, budi).await.unwrap());
    assert!(!guards(ctx, budi).await.unwrap());
    assert!(find(ctx, &here).await.unwrap().is_none(), "sessions have ended");
    let refused = finish(ctx, None, &before, "000000").await;
    assert!(matches!(refused, Err(FinishError::Expired)), "{refused:?}");
    assert!(matches!(knock(&market, "budi").await, Entry::Open(_)));
    assert_eq!(
        market
            .count("select count(*) from pasar.second_factor_event where happened in ('added', 'reset')")
            .await,
        2
    );
}
