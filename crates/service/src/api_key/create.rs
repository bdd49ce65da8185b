//! Makes a key.

use pasar_domain::api_key::{ApiKey, KEYS_MAX, check_name};
use pasar_domain::id::ApiKeyId;
use pasar_domain::problem::Problems;
use pasar_store::{account, api_key};

use super::ApiSecret;
use crate::Context;
use crate::actor::Buyer;

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum CreateKeyError {
    /// The name is no good.
    #[error("{0}")]
    Invalid(Problems),
    /// The account has as many keys as it may.
    #[error("you have {max} keys, which is the most; revoke one first")]
    TooMany {
        /// The most.
        max: usize,
    },
    /// The account may not act any more.
    #[error("this account is closed")]
    Gone,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Makes a key of this name. The secret is shown to its owner now and never again.
///
/// # Errors
/// See [`CreateKeyError`].
pub async fn create(ctx: &Context, buyer: Buyer, name: &str) -> Result<(ApiKey, ApiSecret), CreateKeyError> {
    let name = check_name(name).map_err(CreateKeyError::Invalid)?;
    let mut tx = ctx.home().begin().await?;
    if !account::lock(&mut tx, buyer.account_id()).await? {
        return Err(CreateKeyError::Gone);
    }
    if api_key::list(&mut tx, buyer.account_id()).await?.len() >= KEYS_MAX {
        return Err(CreateKeyError::TooMany { max: KEYS_MAX });
    }
    let secret = ApiSecret::fresh(ctx);
    let key = ApiKey {
        api_key_id: ApiKeyId::new(ctx.now(), &ctx.entropy()),
        name,
        created_at: ctx.now(),
        last_used_at: None,
    };
    api_key::insert(&mut tx, buyer.account_id(), &key, &secret.hash()).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok((key, secret))
}
