//! Revokes a key.

use pasar_domain::id::ApiKeyId;
use pasar_store::{Result, api_key};

use crate::Context;
use crate::actor::Buyer;

/// Revokes a key: whoever uses it is refused from now on. False when the person has no such key.
pub async fn revoke(ctx: &Context, buyer: Buyer, api_key_id: ApiKeyId) -> Result<bool> {
    let mut tx = ctx.home().begin().await?;
    let revoked = api_key::revoke(&mut tx, buyer.account_id(), api_key_id, ctx.now()).await?;
    tx.commit().await?;
    Ok(revoked)
}
