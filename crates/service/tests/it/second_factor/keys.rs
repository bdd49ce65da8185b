use std::sync::Arc;

use pasar_domain::id::AccountId;
use pasar_service::actor::StaffRole;
use pasar_service::identity::{check_control_keys, check_keys, has_sealed, has_sealed_control, rewrap};
use pasar_service::rulebook::Rulebook;
use pasar_service::second_factor::{FactorError, confirm, start};
use pasar_service::{Clock as _, Context, ContextParts};
use pasar_testkit::{FakeBank, SeededChance, TestClock, TestMarket};
use pasar_vault::{Keyring, new_line};
use zeroize::Zeroizing;

use super::begun;

/// The key that every test market has, and after it another one.
fn keyring(bytes: &[u8]) -> Keyring {
    let lines: String = bytes
        .iter()
        .map(|byte| new_line(&Zeroizing::new([*byte; 32])).to_string())
        .collect();
    Keyring::read(&lines).unwrap()
}

fn with_keys(market: &TestMarket, bytes: &[u8]) -> Context {
    let ctx = market.ctx();
    Context::new(ContextParts {
        market: ctx.market().clone(),
        store: ctx.store().clone(),
        home: ctx.home().clone(),
        index: Arc::clone(ctx.index()),
        objects: Arc::clone(ctx.objects()),
        payments: Arc::new(FakeBank::default()),
        identity_keys: Arc::new(keyring(bytes)),
        clock: Arc::new(TestClock::default()),
        chance: Arc::new(SeededChance::new(3)),
        rulebook: Rulebook::default(),
    })
}

#[tokio::test]
async fn secrets_are_sealed_by_a_master_key_that_can_be_changed() {
    let market = TestMarket::new().await;
    let (bo, here) = market.signed_in("bo").await;
    let (budi, at_desk) = market.on_duty("budi", StaffRole::Support).await;
    let (of_bo, of_budi) = (begun(&market, bo).await, begun(&market, budi).await);
    let (home, store) = (market.ctx().home(), market.ctx().store());
    assert!(has_sealed(home).await.unwrap() && has_sealed_control(store).await.unwrap());

    // Without the key nothing is opened, and the program would not start.
    let foreign = with_keys(&market, &[43]);
    let now = market.clock().now();
    let refused = confirm(&foreign, bo, &of_bo.code(now), &here).await;
    assert!(matches!(refused, Err(FactorError::Vault(_))), "{refused:?}");
    assert!(check_keys(home, &keyring(&[43])).await.unwrap().is_err());
    let missing = check_control_keys(store, &keyring(&[43]))
        .await
        .unwrap()
        .unwrap_err();
    assert!(missing.to_string().contains("restore the file from its backup"));

    let both = with_keys(&market, &[42, 43]);
    assert_eq!(rewrap(&both).await.unwrap(), 2, "an account's and one of staff");
    assert_eq!(rewrap(&both).await.unwrap(), 0);
    check_keys(home, &keyring(&[43])).await.unwrap().unwrap();
    check_control_keys(store, &keyring(&[43])).await.unwrap().unwrap();
    confirm(&foreign, bo, &of_bo.code(now), &here).await.unwrap();
    confirm(&foreign, budi, &of_budi.code(now), &at_desk)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_secret_cannot_be_put_where_it_does_not_belong() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (bo, here) = market.signed_in("bo").await;
    let (eve, _) = market.signed_in("eve").await;
    let of_eve = begun(&market, eve).await;
    start(ctx, bo, &TestMarket::PASSWORD.into()).await.unwrap();
    // Somebody who can write the database gives bo the secret of eve's app.
    let id = |id: AccountId| id.uuid();
    market
        .sql(&format!(
            "update second_factor f set factor_id = o.factor_id, wrapped = o.wrapped, secret_sealed = o.secret_sealed
             from second_factor o where f.holder_id = '{}' and o.holder_id = '{}'",
            id(bo.account_id()),
            id(eve.account_id())
        ))
        .await;
    let refused = confirm(ctx, bo, &of_eve.code(market.clock().now()), &here).await;
    assert!(matches!(refused, Err(FactorError::Vault(_))), "{refused:?}");
}

#[tokio::test]
async fn what_happened_is_not_rewritten() {
    let market = TestMarket::new().await;
    for change in [
        "update second_factor_event set happened = 'added'",
        "delete from second_factor_event",
        "update pasar.second_factor_event set happened = 'added'",
        "delete from pasar.second_factor_event",
    ] {
        let refused = market.try_sql(change).await.unwrap_err();
        assert!(refused.contains("permission denied"), "{refused}");
    }
}
