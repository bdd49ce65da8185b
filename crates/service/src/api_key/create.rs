//! Makes a key.

use pasar_domain::api_key::{ApiKey, KEYS_MAX, check_name};
use pasar_domain::id::ApiKeyId;
use pasar_domain::problem::Problems;
use pasar_store::{account, api_key};

use super::ApiSecret;
use crate::Context;
use crate::actor::Buyer;
use crate::second_factor::FactorError;
use crate::second_factor::check::prove_code;

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
    /// A second factor guards the account, and the code is wrong or was used before.
    #[error("the code is wrong, or was used before; wait for the next one")]
    WrongCode,
    /// There were too many failures.
    #[error("there were too many failed attempts; try again in {seconds} seconds")]
    Wait {
        /// Seconds until the next attempt.
        seconds: u32,
    },
    /// The account may not act any more.
    #[error("this account is closed")]
    Gone,
    /// What is kept could not be opened with the keys that are known.
    #[error(transparent)]
    Vault(#[from] pasar_vault::Refused),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Makes a key of this name. The secret is shown to its owner now and never again. A key opens the account without a second factor, so where
/// one guards it, a `code` is asked for.
///
/// # Errors
/// See [`CreateKeyError`].
pub async fn create(
    ctx: &Context,
    buyer: Buyer,
    name: &str,
    code: &str,
) -> Result<(ApiKey, ApiSecret), CreateKeyError> {
    let name = check_name(name).map_err(CreateKeyError::Invalid)?;
    let mut tx = ctx.home().begin().await?;
    if !account::lock(&mut tx, buyer.account_id()).await? {
        return Err(CreateKeyError::Gone);
    }
    if api_key::list(&mut tx, buyer.account_id()).await?.len() >= KEYS_MAX {
        return Err(CreateKeyError::TooMany { max: KEYS_MAX });
    }
    let mut tx = prove_code(ctx, tx, buyer, code).await?;
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

impl From<FactorError> for CreateKeyError {
    fn from(error: FactorError) -> Self {
        match error {
            FactorError::WrongPassword | FactorError::WrongCode => Self::WrongCode,
            FactorError::Wait { seconds } => Self::Wait { seconds },
            FactorError::AlreadyOn | FactorError::NotOn | FactorError::Gone => Self::Gone,
            FactorError::Vault(error) => error.into(),
            FactorError::Store(error) => error.into(),
        }
    }
}
