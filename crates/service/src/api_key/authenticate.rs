//! Finds out who acts with a key.

use pasar_store::api_key::LiveKey;
use pasar_store::{Result, api_key};

use super::ApiSecret;
use crate::Context;
use crate::actor::Buyer;

/// The person whose key this is: one query, which all requests of the same instant share, and once a minute a second one that writes down
/// the use. Nothing for a text that is no key, for a revoked one, and for an account that may not act any more.
pub async fn authenticate(ctx: &Context, text: &str) -> Result<Option<Buyer>> {
    let Ok(secret) = text.parse::<ApiSecret>() else {
        return Ok(None);
    };
    let now = ctx.now();
    let Some(key) = find(ctx, secret.hash()).await? else {
        return Ok(None);
    };
    if key.is_use_news(now) {
        let mut conn = ctx.home().read().await?;
        api_key::set_used(&mut conn, key.api_key_id, now).await?;
    }
    Ok(Some(Buyer::proven(key.account_id)))
}

async fn find(ctx: &Context, hash: [u8; 32]) -> Result<Option<LiveKey>> {
    let of_batch = ctx.clone();
    let look = move |hashes: Vec<[u8; 32]>| look(of_batch.clone(), hashes);
    match ctx.queues().keys.join(hash, look).await {
        Ok(Some(found)) => Ok(found),
        // What went wrong for all is told to each.
        _ => {
            let mut conn = ctx.home().read().await?;
            Ok(api_key::find(&mut conn, &[hash]).await?.pop().flatten())
        }
    }
}

/// The keys of a batch; nothing for each when the database did not answer.
async fn look(ctx: Context, hashes: Vec<[u8; 32]>) -> Vec<Option<Option<LiveKey>>> {
    let look = async {
        let mut conn = ctx.home().read().await?;
        api_key::find(&mut conn, &hashes).await
    };
    match look.await {
        Ok(found) => found.into_iter().map(Some).collect(),
        Err(error) => {
            tracing::warn!(%error, keys = hashes.len(), "keys could not be looked up together");
            vec![None; hashes.len()]
        }
    }
}
