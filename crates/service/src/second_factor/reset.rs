//! Removes the second factor of somebody who has lost everything.

use pasar_domain::second_factor::{FactorEvent, FactorHolder};
use pasar_store::{half_sign_in, passkey, second_factor, session, staff_session};

use super::place;
use crate::Context;

/// Removes the second factor and the passkeys of an account or of a member of staff, ends their sessions, and writes it down. Only commands that the operator gives
/// at the machine itself call this. False when there was none.
///
/// # Errors
/// The database's.
pub async fn reset(ctx: &Context, holder: impl Into<FactorHolder>) -> Result<bool, pasar_store::Error> {
    let holder = holder.into();
    let mut tx = place::begin(ctx, holder).await?;
    let had_factor = second_factor::delete(&mut tx, holder).await?;
    let passkeys = passkey::delete_all(&mut tx, holder).await?;
    if !had_factor && passkeys == 0 {
        return Ok(false);
    }
    half_sign_in::delete_all(&mut tx, holder).await?;
    match holder {
        FactorHolder::Account(id) => session::delete_all(&mut tx, id).await?,
        FactorHolder::Staff(id) => staff_session::delete_all(&mut tx, id).await?,
    }
    place::tell_and_commit(ctx, tx, holder, (FactorEvent::Reset, ctx.now())).await?;
    Ok(true)
}
