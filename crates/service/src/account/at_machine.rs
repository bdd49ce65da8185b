//! Somebody's account, for whoever stands at the machine itself.

use pasar_store::account;

use crate::Context;
use crate::actor::Buyer;

/// Why there is no account.
#[derive(Debug, thiserror::Error)]
pub enum AccountAtMachineError {
    /// Nobody signs in with this address in this market.
    #[error("nobody signs in with `{email}` in the market `{market}`")]
    Nobody {
        /// The address.
        email: String,
        /// The market's code.
        market: String,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// The account with this address, without a password. Only commands that the operator gives at the machine itself call this: whoever can give
/// them could change the database, too.
///
/// # Errors
/// See [`AccountAtMachineError`].
pub async fn at_machine(ctx: &Context, email: &str) -> Result<Buyer, AccountAtMachineError> {
    let mut conn = ctx.home().read().await?;
    let found = account::credentials(&mut conn, &email.trim().to_lowercase()).await?;
    let account = found.filter(|account| account.enabled);
    let account = account.ok_or_else(|| AccountAtMachineError::Nobody {
        email: email.to_owned(),
        market: ctx.market().code.to_string(),
    })?;
    Ok(Buyer::proven(account.account_id))
}
