use pasar_domain::surface::Surface;
use pasar_service::account::{ChangePasswordError, change_password};
use pasar_service::session;
use pasar_service::testing::open_session;
use pasar_testkit::TestMarket;

use super::{try_in, waits};

const NEW: &str = "angin dari timur";

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, here) = market.signed_in("bo").await;
    let elsewhere = open_session(ctx, Surface::Trade, Some(bo), None).await.unwrap();
    let (_, of_eve) = market.signed_in("eve").await;
    change_password(ctx, bo, &TestMarket::PASSWORD.into(), &NEW.into(), &here)
        .await
        .unwrap();
    assert!(session::find(ctx, &here, Surface::Trade).await.unwrap().is_some());
    assert!(
        session::find(ctx, &elsewhere, Surface::Trade)
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        session::find(ctx, &of_eve, Surface::Trade)
            .await
            .unwrap()
            .is_some()
    );
    assert!(try_in(&market, "bo", TestMarket::PASSWORD).await.is_err());
    assert_eq!(try_in(&market, "bo", NEW).await.unwrap(), bo);
}

#[tokio::test]
async fn each_refusal_leaves_the_password() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, token) = market.signed_in("bo").await;
    let old = TestMarket::PASSWORD.into();
    let refused = change_password(ctx, bo, &"perahu layar hijau".into(), &NEW.into(), &token).await;
    assert!(matches!(refused, Err(ChangePasswordError::Wrong)), "{refused:?}");
    for (new, code) in [
        ("pendek", "field-too-short"),
        ("qwertyuiop", "field-password-common"),
        ("bo@example.com", "field-password-is-email"),
    ] {
        match change_password(ctx, bo, &old, &new.into(), &token).await {
            Err(ChangePasswordError::Invalid(problems)) => {
                assert_eq!(
                    (problems.0[0].field.as_str(), problems.0[0].kind.code()),
                    ("new", code)
                );
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(try_in(&market, "bo", TestMarket::PASSWORD).await.is_ok());
    market.sql("update account set disabled_at = created_at").await;
    let refused = change_password(ctx, bo, &old, &NEW.into(), &token).await;
    assert!(matches!(refused, Err(ChangePasswordError::Gone)), "{refused:?}");
}

#[tokio::test]
async fn guessing_in_a_stolen_session_is_slowed_down_too() {
    let market = TestMarket::new().await;
    let (bo, token) = market.signed_in("bo").await;
    for _ in 0..5 {
        let refused = change_password(market.ctx(), bo, &"tebakan salah".into(), &NEW.into(), &token).await;
        assert!(matches!(refused, Err(ChangePasswordError::Wrong)), "{refused:?}");
    }
    let refused = change_password(
        market.ctx(),
        bo,
        &TestMarket::PASSWORD.into(),
        &NEW.into(),
        &token,
    )
    .await;
    assert!(
        matches!(refused, Err(ChangePasswordError::Wait { seconds: 15 })),
        "{refused:?}"
    );
    assert_eq!(
        waits(&try_in(&market, "bo", TestMarket::PASSWORD).await),
        Some(15)
    );
}
