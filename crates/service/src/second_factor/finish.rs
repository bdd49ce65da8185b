//! Finishes a sign-in that owes the second factor.

use pasar_domain::second_factor::FactorHolder;
use pasar_store::{Transaction, half_sign_in};
use uuid::Uuid;

use super::check::{Checked, check};
use super::{FactorError, place};
use crate::Context;
use crate::session::SessionToken;

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum FinishError {
    /// The code is wrong, or was used before.
    #[error("the code is wrong, or was used before; wait for the next one")]
    Wrong,
    /// There were too many failures.
    #[error("there were too many failed attempts; try again in {seconds} seconds")]
    Wait {
        /// Seconds until the next attempt.
        seconds: u32,
    },
    /// The password was typed too long ago, or something has changed since.
    #[error("it took too long; sign in again")]
    Expired,
    /// What is kept could not be opened with the keys that are known.
    #[error(transparent)]
    Vault(#[from] pasar_vault::Refused),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Takes the code that a sign-in owes and ends that sign-in. Returns whose it is, and the transaction, in which the session is opened.
pub(crate) async fn finish(
    ctx: &Context,
    mut tx: Transaction,
    holder_of: fn(Uuid) -> FactorHolder,
    (half, typed): (&SessionToken, &str),
) -> Result<(Transaction, FactorHolder), FinishError> {
    let found = half_sign_in::find(&mut tx, &half.hash(), ctx.now()).await?;
    let holder = found.map(holder_of).ok_or(FinishError::Expired)?;
    if !place::lock_holder(&mut tx, holder).await? {
        return Err(FinishError::Expired);
    }
    let checked = check(ctx, &mut tx, holder, typed).await.map_err(told)?;
    if checked == Checked::Right {
        return if half_sign_in::delete(&mut tx, &half.hash()).await? {
            Ok((tx, holder))
        } else {
            Err(FinishError::Expired)
        };
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Err(match checked {
        Checked::Wait { seconds } => FinishError::Wait { seconds },
        Checked::NotOn => FinishError::Expired,
        Checked::Wrong | Checked::Right => FinishError::Wrong,
    })
}

fn told(error: FactorError) -> FinishError {
    match error {
        FactorError::Vault(error) => error.into(),
        FactorError::Store(error) => error.into(),
        FactorError::Wait { seconds } => FinishError::Wait { seconds },
        FactorError::WrongPassword | FactorError::WrongCode => FinishError::Wrong,
        FactorError::AlreadyOn | FactorError::NotOn | FactorError::Gone => FinishError::Expired,
    }
}
