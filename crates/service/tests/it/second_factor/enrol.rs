use chrono::Duration;
use pasar_domain::surface::Surface;
use pasar_service::Clock as _;
use pasar_service::account::{CloseAccountError, close};
use pasar_service::api_key::{CreateKeyError, create};
use pasar_service::second_factor::{FactorError, FactorState, confirm, guards, remove, show, start};
use pasar_service::session::{Entry, find};
use pasar_service::testing::open_session;
use pasar_testkit::TestMarket;

use super::{begun, enrolled, knock};

#[tokio::test]
async fn a_factor_guards_once_a_code_was_typed_and_ends_other_sessions() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, here) = market.signed_in("bo").await;
    let elsewhere = open_session(ctx, Surface::Trade, Some(bo), None).await.unwrap();
    assert_eq!(show(ctx, bo).await.unwrap(), FactorState::Off);
    let refused = start(ctx, bo, &"tebakan salah".into()).await;
    assert!(matches!(refused, Err(FactorError::WrongPassword)), "{refused:?}");

    let app = begun(&market, bo).await;
    assert!(!guards(ctx, bo).await.unwrap(), "begun is not on");
    assert!(matches!(knock(&market, "bo").await, Entry::Open(_)));
    let refused = confirm(ctx, bo, "000000", &here).await;
    assert!(matches!(refused, Err(FactorError::WrongCode)), "{refused:?}");
    let codes = confirm(ctx, bo, &app.code(market.clock().now()), &here)
        .await
        .unwrap();
    assert_eq!(codes.len(), 10);
    assert!(
        codes
            .iter()
            .enumerate()
            .all(|(n, code)| !codes[..n].contains(code))
    );
    assert!(guards(ctx, bo).await.unwrap());
    match show(ctx, bo).await.unwrap() {
        FactorState::On(factor) => assert_eq!((factor.confirmed_at, factor.codes_left), (ctx.now(), 10)),
        other => panic!("{other:?}"),
    }
    assert!(find(ctx, &here, Surface::Trade).await.unwrap().is_some());
    assert!(find(ctx, &elsewhere, Surface::Trade).await.unwrap().is_none());
    // One is enough; it is removed before another is made.
    let refused = start(ctx, bo, &TestMarket::PASSWORD.into()).await;
    assert!(matches!(refused, Err(FactorError::AlreadyOn)), "{refused:?}");
    assert_eq!(
        market
            .count("select count(*) from second_factor_event where happened = 'added'")
            .await,
        1
    );
}

#[tokio::test]
async fn what_was_begun_is_forgotten_after_an_hour_and_begun_anew() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, here) = market.signed_in("bo").await;
    let first = begun(&market, bo).await;
    let second = begun(&market, bo).await;
    let of_first = first.code(market.clock().now());
    assert_ne!(of_first, second.code(market.clock().now()));
    let refused = confirm(ctx, bo, &of_first, &here).await;
    assert!(matches!(refused, Err(FactorError::WrongCode)), "{refused:?}");
    market.passes(Duration::hours(1));
    assert_eq!(show(ctx, bo).await.unwrap(), FactorState::Off);
    let refused = confirm(ctx, bo, &second.code(market.clock().now()), &here).await;
    assert!(matches!(refused, Err(FactorError::NotOn)), "{refused:?}");
}

#[tokio::test]
async fn removing_takes_the_password_and_a_code() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, here) = market.signed_in("bo").await;
    let (app, codes) = enrolled(&market, bo, &here).await;
    let (right, wrong) = (TestMarket::PASSWORD.into(), "tebakan salah".into());
    let code = app.code(market.clock().now());
    let refused = remove(ctx, bo, &wrong, &code).await;
    assert!(matches!(refused, Err(FactorError::WrongPassword)), "{refused:?}");
    let refused = remove(ctx, bo, &right, "").await;
    assert!(matches!(refused, Err(FactorError::WrongCode)), "{refused:?}");
    remove(ctx, bo, &right, &code).await.unwrap();
    assert_eq!(show(ctx, bo).await.unwrap(), FactorState::Off);
    assert!(matches!(knock(&market, "bo").await, Entry::Open(_)));
    assert_eq!(market.count("select count(*) from recovery_code").await, 0);
    let refused = remove(ctx, bo, &right, &codes[0].to_string()).await;
    assert!(matches!(refused, Err(FactorError::NotOn)), "{refused:?}");
    // Another one has another key and other codes.
    let (_, others) = enrolled(&market, bo, &here).await;
    assert!(others.iter().all(|code| !codes.contains(code)));
}

#[tokio::test]
async fn what_outlasts_a_session_takes_a_code() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, here) = market.signed_in("bo").await;
    let (app, codes) = enrolled(&market, bo, &here).await;
    // A key of the API opens the account without a second factor.
    let refused = create(ctx, bo, "kasir", "").await;
    assert!(matches!(refused, Err(CreateKeyError::WrongCode)), "{refused:?}");
    let code = app.code(market.clock().now());
    create(ctx, bo, "kasir", &code).await.unwrap();
    let refused = create(ctx, bo, "toko", &code).await;
    assert!(
        matches!(refused, Err(CreateKeyError::WrongCode)),
        "a code is taken once"
    );
    assert_eq!(market.count("select count(*) from api_key").await, 1);
    // What closes an account cannot be undone.
    let password = TestMarket::PASSWORD.into();
    let refused = close(ctx, bo, &password, &code).await;
    assert!(
        matches!(refused, Err(CloseAccountError::WrongCode)),
        "{refused:?}"
    );
    close(ctx, bo, &password, &codes[3].to_string()).await.unwrap();
    for table in [
        "second_factor",
        "recovery_code",
        "half_sign_in",
        "session",
        "api_key",
    ] {
        let left = market.count(&format!("select count(*) from {table}")).await;
        assert_eq!(left, 0, "{table}");
    }
}
