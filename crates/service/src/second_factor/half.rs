//! Sign-ins that still owe the second factor: the password was right, and nothing is open yet.

use chrono::Duration;
use pasar_domain::second_factor::FactorHolder;
use pasar_store::{Result, Transaction, half_sign_in};

use crate::Context;
use crate::session::SessionToken;

/// The code has to come within so many minutes.
pub const MINUTES: i64 = 10;

/// Begins a sign-in; its token opens nothing but the question for the code.
pub(crate) async fn begin(ctx: &Context, tx: &mut Transaction, holder: FactorHolder) -> Result<SessionToken> {
    let token = SessionToken::fresh(ctx);
    let times = (ctx.now(), ctx.now() + Duration::minutes(MINUTES));
    half_sign_in::insert(tx, &token.hash(), holder, times).await?;
    Ok(token)
}
