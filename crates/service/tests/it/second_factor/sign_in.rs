use chrono::Duration;
use pasar_domain::surface::Surface;
use pasar_service::account::{Password, at_machine, change_password};
use pasar_service::second_factor::{FinishError, guards, reset};
use pasar_service::session::{Entry, SessionToken, find, finish};
use pasar_service::{Clock as _, job};
use pasar_testkit::{Authenticator, TestMarket};

use super::{door, enrolled, half, knock};

async fn is_open(market: &TestMarket, token: &SessionToken) -> bool {
    let found = find(market.ctx(), token, Surface::Trade).await.unwrap();
    found.is_some_and(|session| session.signed_in.is_some())
}

fn code(market: &TestMarket, app: &Authenticator) -> String {
    app.code(market.clock().now())
}

#[tokio::test]
async fn the_password_alone_opens_nothing() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, here) = market.signed_in("bo").await;
    let (app, _) = enrolled(&market, bo, &here).await;
    let half = half(&market, "bo").await;
    assert!(
        !is_open(&market, &half).await,
        "the token of a half sign-in is no session"
    );
    let typed = code(&market, &app);
    let token = finish(
        ctx,
        &door(&market),
        &half,
        &format!("{} {}", &typed[..3], &typed[3..]),
    )
    .await
    .unwrap();
    assert!(is_open(&market, &token).await);
    // It is over now, and so is the code.
    market.passes(Duration::seconds(30));
    let refused = finish(ctx, &door(&market), &half, &code(&market, &app)).await;
    assert!(matches!(refused, Err(FinishError::Expired)), "{refused:?}");
}

#[tokio::test]
async fn a_code_is_taken_once_and_for_a_minute_and_a_half() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, here) = market.signed_in("bo").await;
    let (app, _) = enrolled(&market, bo, &here).await;
    let (first, second) = (half(&market, "bo").await, half(&market, "bo").await);
    let typed = code(&market, &app);
    finish(ctx, &door(&market), &first, &typed).await.unwrap();
    let refused = finish(ctx, &door(&market), &second, &typed).await;
    assert!(matches!(refused, Err(FinishError::Wrong)), "{refused:?}");
    // The clock of a telephone may be half a minute late, and no more.
    let late = app.code(market.clock().now() + Duration::seconds(30));
    market.passes(Duration::seconds(60));
    finish(ctx, &door(&market), &second, &late).await.unwrap();
    let third = half(&market, "bo").await;
    let old = code(&market, &app);
    market.passes(Duration::seconds(60));
    let refused = finish(ctx, &door(&market), &third, &old).await;
    assert!(matches!(refused, Err(FinishError::Wrong)), "{refused:?}");
}

#[tokio::test]
async fn a_recovery_code_replaces_the_app_once() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, here) = market.signed_in("bo").await;
    let (_, codes) = enrolled(&market, bo, &here).await;
    let typed = codes[0].to_string().to_uppercase();
    let token = finish(ctx, &door(&market), &half(&market, "bo").await, &typed)
        .await
        .unwrap();
    assert!(is_open(&market, &token).await);
    let refused = finish(ctx, &door(&market), &half(&market, "bo").await, &typed).await;
    assert!(matches!(refused, Err(FinishError::Wrong)), "{refused:?}");
    finish(
        ctx,
        &door(&market),
        &half(&market, "bo").await,
        &codes[1].to_string(),
    )
    .await
    .unwrap();
    // Another's codes are nothing.
    let (eve, of_eve) = market.signed_in("eve").await;
    let (_, others) = enrolled(&market, eve, &of_eve).await;
    let refused = finish(
        ctx,
        &door(&market),
        &half(&market, "bo").await,
        &others[0].to_string(),
    )
    .await;
    assert!(matches!(refused, Err(FinishError::Wrong)), "{refused:?}");
    // What is kept of them tells none.
    let texts: Vec<String> = codes.iter().map(|code| code.expose().to_owned()).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    assert_eq!(market.tables_with(&texts).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_half_sign_in_ends_by_itself_and_with_the_password() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, here) = market.signed_in("bo").await;
    let (app, _) = enrolled(&market, bo, &here).await;
    let old = half(&market, "bo").await;
    market.passes(Duration::minutes(10));
    let refused = finish(ctx, &door(&market), &old, &code(&market, &app)).await;
    assert!(matches!(refused, Err(FinishError::Expired)), "{refused:?}");
    market.passes(Duration::seconds(1));
    job::clean::clean(ctx).await.unwrap();
    let of_thief = half(&market, "bo").await;
    assert_eq!(market.count("select count(*) from half_sign_in").await, 1);
    let new = Password::from("empat ekor burung");
    change_password(ctx, bo, &TestMarket::PASSWORD.into(), &new, &here)
        .await
        .unwrap();
    let refused = finish(ctx, &door(&market), &of_thief, &code(&market, &app)).await;
    assert!(matches!(refused, Err(FinishError::Expired)), "{refused:?}");
    let nobodys = SessionToken::fresh(ctx);
    let refused = finish(ctx, &door(&market), &nobodys, &code(&market, &app)).await;
    assert!(matches!(refused, Err(FinishError::Expired)), "{refused:?}");
}

#[tokio::test]
async fn guessing_codes_is_slowed_down_and_no_password_forgives_it() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, here) = market.signed_in("bo").await;
    let (app, _) = enrolled(&market, bo, &here).await;
    for guess in 0..5 {
        // A new half sign-in begins no new count.
        let half = half(&market, "bo").await;
        let refused = finish(ctx, &door(&market), &half, &format!("00000{guess}")).await;
        assert!(matches!(refused, Err(FinishError::Wrong)), "{refused:?}");
    }
    let half = half(&market, "bo").await;
    let refused = finish(ctx, &door(&market), &half, &code(&market, &app)).await;
    assert!(
        matches!(refused, Err(FinishError::Wait { seconds: 15 })),
        "{refused:?}"
    );
    market.passes(Duration::seconds(15));
    finish(ctx, &door(&market), &half, &code(&market, &app))
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crowd_guessing_codes_at_once_is_stopped_at_the_fifth() {
    let market = TestMarket::new().await;
    let (bo, here) = market.signed_in("bo").await;
    enrolled(&market, bo, &here).await;
    let half = half(&market, "bo").await;
    let guesses = (0..16).map(|guess| {
        let (market, half) = (&market, &half);
        async move { finish(market.ctx(), &door(market), half, &format!("0000{guess:02}")).await }
    });
    let answers = futures::future::join_all(guesses).await;
    let guessed = answers
        .iter()
        .filter(|answer| matches!(answer, Err(FinishError::Wrong)))
        .count();
    assert_eq!(guessed, 5);
}

#[tokio::test]
async fn who_lost_everything_is_let_in_by_the_operator_and_told_by_letter() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, here) = market.signed_in("bo").await;
    let nobody = at_machine(ctx, "nobody@example.com").await;
    assert!(nobody.is_err(), "{nobody:?}");
    let found = at_machine(ctx, &TestMarket::email("bo").to_uppercase())
        .await
        .unwrap();
    assert_eq!(found.account_id(), bo.account_id());
    assert!(!reset(ctx, found).await.unwrap(), "there is nothing to reset");
    enrolled(&market, bo, &here).await;
    let before = half(&market, "bo").await;
    assert!(reset(ctx, found).await.unwrap());
    assert!(!guards(ctx, bo).await.unwrap());
    assert!(!is_open(&market, &here).await, "sessions have ended");
    let refused = finish(ctx, &door(&market), &before, "000000").await;
    assert!(matches!(refused, Err(FinishError::Expired)), "{refused:?}");
    assert!(matches!(knock(&market, "bo").await, Entry::Open(_)));
    let told =
        "select count(*) from job where subject->>'letter' = 'second_factor' and subject->>'event' = 'reset'";
    assert_eq!(market.count(told).await, 1);
}
