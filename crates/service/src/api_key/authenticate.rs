//! Finds out who acts with a key.

use pasar_store::{Result, api_key};

use super::ApiSecret;
use crate::Context;
use crate::actor::Buyer;

/// The person whose key this is: one query, and once a minute a second one that writes down the use. Nothing for a text that is no key, for
/// a revoked one, and for an account that may not act any more.
pub async fn authenticate(ctx: &Context, text: &str) -> Result<Option<Buyer>> {
    let Ok(secret) = text.parse::<ApiSecret>() else {
        return Ok(None);
    };
    let now = ctx.now();
    let mut conn = ctx.home().read().await?;
    let Some(key) = api_key::find(&mut conn, &secret.hash()).await? else {
        return Ok(None);
    };
    if key.is_use_news(now) {
        api_key::set_used(&mut conn, key.api_key_id, now).await?;
    }
    Ok(Some(Buyer::proven(key.account_id)))
}
