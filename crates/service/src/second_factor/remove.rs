//! Removes a second factor.

use pasar_domain::password::Password;
use pasar_domain::second_factor::{FactorEvent, FactorHolder};
use pasar_domain::staff::OpenedWith;
use pasar_store::{half_sign_in, second_factor, staff_session};

use super::check::{Checked, check};
use super::{FactorError, place};
use crate::Context;
use crate::proof::{Proof, prove};

/// Removes somebody's second factor with its recovery codes. It takes both, the password and a code.
///
/// # Errors
/// See [`FactorError`].
pub async fn remove(
    ctx: &Context,
    holder: impl Into<FactorHolder>,
    password: &Password,
    typed: &str,
) -> Result<(), FactorError> {
    let holder = holder.into();
    match prove(ctx, holder, password).await? {
        Proof::Given { .. } => {}
        Proof::Wrong => return Err(FactorError::WrongPassword),
        Proof::Wait { seconds } => return Err(FactorError::Wait { seconds }),
        Proof::Gone => return Err(FactorError::Gone),
    }
    let mut tx = place::begin(ctx, holder).await?;
    let refused = match check(ctx, &mut tx, holder, typed).await? {
        Checked::Right => {
            second_factor::delete(&mut tx, holder).await?;
            half_sign_in::delete_all(&mut tx, holder).await?;
            if let FactorHolder::Staff(id) = holder {
                staff_session::set_opened_with(&mut tx, id, OpenedWith::Password).await?;
            }
            return Ok(place::tell_and_commit(ctx, tx, holder, (FactorEvent::Removed, ctx.now())).await?);
        }
        Checked::Wrong => FactorError::WrongCode,
        Checked::Wait { seconds } => FactorError::Wait { seconds },
        Checked::NotOn => FactorError::NotOn,
    };
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Err(refused)
}
