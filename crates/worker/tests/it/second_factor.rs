use pasar_service::Clock as _;
use pasar_service::actor::StaffRole;
use pasar_service::second_factor::{FactorHolder, FactorState, confirm, remove, reset, show, start};
use pasar_service::session::SessionToken;
use pasar_testkit::{Authenticator, TestMarket};

use crate::{letters, worker};

async fn add(market: &TestMarket, holder: FactorHolder, kept: &SessionToken) -> Vec<String> {
    let ctx = market.ctx();
    start(ctx, holder, &TestMarket::PASSWORD.into()).await.unwrap();
    let FactorState::Begun(enrolment) = show(ctx, holder).await.unwrap() else {
        panic!("it was begun");
    };
    let code = Authenticator::scanned(&enrolment.uri).code(market.clock().now());
    let codes = confirm(ctx, holder, &code, kept).await.unwrap();
    codes.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn the_holder_is_told_what_happens_to_a_second_factor() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let folder = tempfile::tempdir().unwrap();
    let worker = worker(&market, folder.path());
    let (bo, here) = market.signed_in("bo").await;
    let (budi, at_desk) = market.on_duty("budi", StaffRole::Support).await;
    market.on_duty("citra", StaffRole::Administrator).await;

    let codes = add(&market, bo.into(), &here).await;
    let of_staff = add(&market, budi.into(), &at_desk).await;
    worker.run_due().await.unwrap();
    let told = letters(folder.path());
    assert_eq!(told.len(), 2);
    let about = |name: &str, word: &str| {
        let told = letters(folder.path());
        let found = told
            .iter()
            .filter(|letter| letter.contains(&TestMarket::email(name)) && letter.contains(word));
        found.count()
    };
    assert_eq!(about("bo", "/id/account/second-factor"), 1, "{told:?}");
    assert_eq!(about("budi", "/id/staff/second-factor"), 1, "{told:?}");
    for secret in codes.iter().chain(&of_staff) {
        assert!(
            told.iter().all(|letter| !letter.contains(secret)),
            "no letter has a code"
        );
    }

    // Removing with a recovery code is two things to be told.
    remove(ctx, bo, &TestMarket::PASSWORD.into(), &codes[0])
        .await
        .unwrap();
    reset(ctx, budi).await.unwrap();
    worker.run_due().await.unwrap();
    assert_eq!(letters(folder.path()).len(), 5);
    assert_eq!(about("citra", ""), 0, "nobody else is told");
}
