//! Ends sessions.

use pasar_store::{Result, session};

use super::SessionToken;
use crate::Context;
use crate::actor::Buyer;

/// Ends the session of a token. One that has ended already is no error.
pub async fn close(ctx: &Context, token: &SessionToken) -> Result<()> {
    let mut tx = ctx.home().begin().await?;
    session::delete(&mut tx, &token.hash()).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends every session of a person but the one of this token: on other telephones, in other browsers. Returns how many.
pub async fn close_others(ctx: &Context, buyer: Buyer, kept: &SessionToken) -> Result<u64> {
    let mut tx = ctx.home().begin().await?;
    let ended = session::delete_others(&mut tx, buyer.account_id(), &kept.hash()).await?;
    tx.commit().await?;
    Ok(ended)
}
