mod enrol;
mod keys;
mod sign_in;
mod staff;

use pasar_domain::surface::Surface;
use pasar_service::Clock as _;
use pasar_service::account::{SignIn, sign_in};
use pasar_service::second_factor::{FactorHolder, FactorState, RecoveryCode, confirm, show, start};
use pasar_service::session::{Door, Entry, SessionToken, enter};
use pasar_testkit::{Authenticator, TestMarket};

/// Somebody who has begun: the app that scanned the picture.
async fn begun(market: &TestMarket, holder: impl Into<FactorHolder>) -> Authenticator {
    let holder = holder.into();
    start(market.ctx(), holder, &TestMarket::PASSWORD.into())
        .await
        .unwrap();
    match show(market.ctx(), holder).await.unwrap() {
        FactorState::Begun(enrolment) => {
            let app = Authenticator::scanned(&enrolment.uri);
            let typed = Authenticator::typed(&enrolment.secret);
            assert_eq!(app.code(market.clock().now()), typed.code(market.clock().now()));
            app
        }
        other => panic!("{other:?}"),
    }
}

/// Somebody with a second factor. Half a minute passes, so that the app shows another code than the first one.
async fn enrolled(
    market: &TestMarket,
    holder: impl Into<FactorHolder>,
    kept: &SessionToken,
) -> (Authenticator, Vec<RecoveryCode>) {
    let holder = holder.into();
    let app = begun(market, holder).await;
    let code = app.code(market.clock().now());
    let codes = confirm(market.ctx(), holder, &code, kept).await.unwrap();
    market.passes(chrono::Duration::seconds(30));
    (app, codes)
}

/// The door of a browser that carries nothing.
fn door(market: &TestMarket) -> Door {
    Door {
        surface: Surface::Trade,
        former: SessionToken::fresh(market.ctx()),
        guest_cart: None,
    }
}

/// Types the right password.
async fn knock(market: &TestMarket, name: &str) -> Entry {
    let input = SignIn {
        email: TestMarket::email(name),
        password: TestMarket::PASSWORD.into(),
        from: "192.0.2.1".to_owned(),
    };
    let proven = sign_in(market.ctx(), &input).await.unwrap();
    enter(market.ctx(), &door(market), proven).await.unwrap()
}

/// The token of a sign-in that still owes the second factor.
async fn half(market: &TestMarket, name: &str) -> SessionToken {
    match knock(market, name).await {
        Entry::Half(token) => token,
        Entry::Open(_) => panic!("the second factor was not asked for"),
    }
}
