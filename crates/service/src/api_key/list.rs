//! Lists a person's keys.

use pasar_domain::api_key::ApiKey;
use pasar_store::{Result, api_key};

use crate::Context;
use crate::actor::Buyer;

/// The keys of a person that were not revoked, newest first.
pub async fn list(ctx: &Context, buyer: Buyer) -> Result<Vec<ApiKey>> {
    let mut conn = ctx.home().read().await?;
    api_key::list(&mut conn, buyer.account_id()).await
}
