//! Begins a second factor.

use pasar_domain::password::Password;
use pasar_domain::second_factor::FactorHolder;
use pasar_store::second_factor;

use super::{FactorError, place, sealing};
use crate::Context;
use crate::proof::{Proof, prove};

/// Makes a secret for somebody's app. It guards nobody before a code of it was [confirmed](super::confirm()); beginning again makes another.
///
/// # Errors
/// See [`FactorError`]. The password is asked for, so that who finds a browser open cannot shut its owner out.
pub async fn start(
    ctx: &Context,
    holder: impl Into<FactorHolder>,
    password: &Password,
) -> Result<(), FactorError> {
    let holder = holder.into();
    match prove(ctx, holder, password).await? {
        Proof::Given { .. } => {}
        Proof::Wrong => return Err(FactorError::WrongPassword),
        Proof::Wait { seconds } => return Err(FactorError::Wait { seconds }),
        Proof::Gone => return Err(FactorError::Gone),
    }
    let factor = sealing::make(ctx, holder)?;
    let mut tx = place::begin(ctx, holder).await?;
    if !second_factor::put(&mut tx, holder, &factor).await? {
        return Err(FactorError::AlreadyOn);
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(())
}
