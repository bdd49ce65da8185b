//! Changes what an account says about its person.

use pasar_domain::account::{AccountInput, check};
use pasar_domain::problem::Problems;
use pasar_store::{account, screening};

use crate::Context;
use crate::actor::Buyer;

/// Why an account could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum EditAccountError {
    /// Something that was typed is wrong.
    #[error("{0}")]
    Invalid(Problems),
    /// The account may not act any more.
    #[error("this account is closed")]
    Gone,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Changes name and language.
///
/// # Errors
/// See [`EditAccountError`].
pub async fn edit(ctx: &Context, buyer: Buyer, input: &AccountInput) -> Result<(), EditAccountError> {
    let checked = check(input, ctx.market()).map_err(EditAccountError::Invalid)?;
    let mut tx = ctx.home().begin().await?;
    if !account::update(&mut tx, buyer.account_id(), &checked).await? {
        return Err(EditAccountError::Gone);
    }
    screening::seller::owner_renamed(&mut tx, buyer.account_id()).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(())
}
