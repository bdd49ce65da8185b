mod change_password;
mod close;
mod edit;
mod sign_in;
mod sign_up;

use pasar_service::account::{Password, SignIn, SignInError, sign_in};
use pasar_service::actor::Buyer;
use pasar_service::testing as actors;
use pasar_testkit::TestMarket;

/// Tries to sign in with this password from this network.
async fn try_from(market: &TestMarket, name: &str, password: &str, from: &str) -> Result<Buyer, SignInError> {
    let input = SignIn {
        email: TestMarket::email(name),
        password: Password::from(password),
        from: from.to_owned(),
    };
    let proven = sign_in(market.ctx(), &input).await?;
    Ok(actors::buyer(proven.account_id()))
}

async fn try_in(market: &TestMarket, name: &str, password: &str) -> Result<Buyer, SignInError> {
    try_from(market, name, password, "192.0.2.1").await
}

/// The seconds that a refused attempt has to wait.
fn waits(result: &Result<Buyer, SignInError>) -> Option<u32> {
    match result {
        Err(SignInError::Wait { seconds }) => Some(*seconds),
        _ => None,
    }
}
