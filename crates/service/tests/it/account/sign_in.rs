use chrono::Duration;
use pasar_service::account::SignInError;
use pasar_testkit::TestMarket;

use super::{try_from, try_in, waits};

const WRONG: &str = "perahu layar hijau";

#[tokio::test]
async fn the_password_opens_the_account() {
    let market = TestMarket::new().await;
    let (bo, _) = market.signed_in("bo").await;
    assert_eq!(try_in(&market, "bo", TestMarket::PASSWORD).await.unwrap(), bo);
    assert_eq!(try_in(&market, "BO", TestMarket::PASSWORD).await.unwrap(), bo);
}

#[tokio::test]
async fn nobody_is_told_which_of_the_two_is_wrong() {
    let market = TestMarket::new().await;
    market.signed_in("bo").await;
    market.signed_in("eve").await;
    market
        .sql("update account set disabled_at = created_at where name = 'eve'")
        .await;
    let of_password = try_in(&market, "bo", WRONG).await.unwrap_err();
    let of_address = try_in(&market, "nobody", TestMarket::PASSWORD).await.unwrap_err();
    let of_disabled = try_in(&market, "eve", TestMarket::PASSWORD).await.unwrap_err();
    for error in [&of_password, &of_address, &of_disabled] {
        assert!(matches!(error, SignInError::Wrong), "{error}");
    }
}

#[tokio::test]
async fn five_failures_on_an_account_make_the_next_attempt_wait() {
    let market = TestMarket::new().await;
    let (bo, _) = market.signed_in("bo").await;
    for name in ["bo", "nobody"] {
        for attempt in 0..5 {
            let from = format!("192.0.2.{attempt}");
            let error = try_from(&market, name, WRONG, &from).await.unwrap_err();
            assert!(matches!(error, SignInError::Wrong), "{error}");
        }
        // From anywhere, and with the right password, too; whether the account exists makes no difference.
        let sixth = try_from(&market, name, TestMarket::PASSWORD, "198.51.100.7").await;
        assert_eq!(waits(&sixth), Some(15), "{name}");
    }
    market.passes(Duration::milliseconds(14_500));
    assert_eq!(waits(&try_in(&market, "bo", TestMarket::PASSWORD).await), Some(1));
    market.passes(Duration::milliseconds(500));
    assert!(matches!(
        try_in(&market, "bo", WRONG).await,
        Err(SignInError::Wrong)
    ));
    assert_eq!(
        waits(&try_in(&market, "bo", TestMarket::PASSWORD).await),
        Some(30),
        "twice as long"
    );
    market.passes(Duration::seconds(30));
    assert_eq!(try_in(&market, "bo", TestMarket::PASSWORD).await.unwrap(), bo);
    assert!(
        matches!(try_in(&market, "bo", WRONG).await, Err(SignInError::Wrong)),
        "success begins a new count"
    );
    assert!(try_in(&market, "bo", TestMarket::PASSWORD).await.is_ok());
}

#[tokio::test]
async fn twenty_failures_from_a_network_make_everybody_there_wait() {
    let market = TestMarket::new().await;
    market.signed_in("bo").await;
    for attempt in 0..20 {
        let from = format!("2001:db8:1:2::{attempt:x}");
        let error = try_from(&market, &format!("guess{attempt}"), WRONG, &from)
            .await
            .unwrap_err();
        assert!(matches!(error, SignInError::Wrong), "{error}");
    }
    let inside = try_from(&market, "bo", TestMarket::PASSWORD, "2001:db8:1:2::ffff").await;
    assert_eq!(waits(&inside), Some(15));
    let outside = try_from(&market, "bo", TestMarket::PASSWORD, "2001:db8:1:3::1").await;
    assert!(outside.is_ok());
    market.passes(Duration::minutes(15) + Duration::seconds(15));
    assert!(
        matches!(
            try_from(&market, "bo", WRONG, "2001:db8:1:2::1").await,
            Err(SignInError::Wrong)
        ),
        "a quarter of an hour later the count begins again"
    );
    assert!(
        try_from(&market, "bo", TestMarket::PASSWORD, "2001:db8:1:2::1")
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn the_count_names_nobody_and_is_forgotten() {
    let market = TestMarket::new().await;
    assert!(try_from(&market, "bo", WRONG, "192.0.2.1").await.is_err());
    let named = "select count(*) from sign_in_throttle where encode(key, 'escape') ~ 'example|192'";
    assert_eq!(market.count(named).await, 0);
    assert_eq!(market.count("select count(*) from sign_in_throttle").await, 2);
    market.passes(Duration::hours(25));
    pasar_service::job::clean::clean(market.ctx()).await.unwrap();
    assert_eq!(market.count("select count(*) from sign_in_throttle").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crowd_guessing_at_once_is_stopped_like_one_after_the_other() {
    let market = TestMarket::new().await;
    market.signed_in("bo").await;
    let guesses = (0..32).map(|guess| {
        let market = &market;
        async move { try_from(market, "bo", WRONG, &format!("192.0.2.{guess}")).await }
    });
    let answers = futures::future::join_all(guesses).await;
    let guessed = answers
        .iter()
        .filter(|answer| matches!(answer, Err(SignInError::Wrong)))
        .count();
    // As many as there are seats may be guessing when the fifth fails.
    let seats = std::thread::available_parallelism().map_or(2, usize::from);
    assert!((5..5 + seats).contains(&guessed), "{guessed} guesses passed");
}
