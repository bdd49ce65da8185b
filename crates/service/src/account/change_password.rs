//! Changes a password, and ends the sessions that were opened with the former one.

use pasar_domain::password::Password;
use pasar_domain::problem::Problems;
use pasar_store::{account, half_sign_in, session};

use crate::Context;
use crate::actor::Buyer;
use crate::password::seat;
use crate::proof::{Proof, prove};
use crate::session::SessionToken;

/// Why a password stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum ChangePasswordError {
    /// The present password is another one.
    #[error("the present password is wrong")]
    Wrong,
    /// There were too many failures.
    #[error("there were too many failed attempts; try again in {seconds} seconds")]
    Wait {
        /// Seconds until the next attempt.
        seconds: u32,
    },
    /// The new password is no good; the field is `new`.
    #[error("{0}")]
    Invalid(Problems),
    /// The account may not act any more, or its password was changed meanwhile.
    #[error("the account has changed meanwhile; sign in again")]
    Gone,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Changes the password from `old` to `new`. All sessions of the account end but that of `kept`, in which it is changed.
///
/// # Errors
/// See [`ChangePasswordError`].
pub async fn change_password(
    ctx: &Context,
    buyer: Buyer,
    old: &Password,
    new: &Password,
    kept: &SessionToken,
) -> Result<(), ChangePasswordError> {
    let (email, former_hash) = match prove(ctx, buyer.into(), old).await? {
        Proof::Given { email, password_hash } => (email, password_hash),
        Proof::Wrong => return Err(ChangePasswordError::Wrong),
        Proof::Wait { seconds } => return Err(ChangePasswordError::Wait { seconds }),
        Proof::Gone => return Err(ChangePasswordError::Gone),
    };
    let mut problems = Problems::default();
    new.check(&mut problems, "new", Some(&email));
    problems.or(()).map_err(ChangePasswordError::Invalid)?;
    let password_hash = seat().await.hash(ctx, new).await;
    let mut tx = ctx.home().begin().await?;
    if !account::set_password(&mut tx, buyer.account_id(), &former_hash, &password_hash).await? {
        return Err(ChangePasswordError::Gone);
    }
    half_sign_in::delete_all(&mut tx, buyer.into()).await?;
    session::delete_others(&mut tx, buyer.account_id(), &kept.hash()).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(())
}
