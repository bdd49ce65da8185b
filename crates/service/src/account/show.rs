//! Shows somebody their own account.

use pasar_domain::account::Account;
use pasar_store::{Result, account};

use crate::Context;
use crate::actor::Buyer;

/// The account of a person; nothing when it may not act any more.
pub async fn show(ctx: &Context, buyer: Buyer) -> Result<Option<Account>> {
    let mut conn = ctx.home().read().await?;
    let found = account::get(&mut conn, buyer.account_id()).await?;
    Ok(found.map(|(account, _)| account))
}
