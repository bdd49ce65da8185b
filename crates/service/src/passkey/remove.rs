//! Removes a passkey.

use pasar_domain::id::PasskeyId;
use pasar_domain::second_factor::{FactorEvent, FactorHolder};
use pasar_store::passkey;

use super::PasskeyError;
use crate::Context;
use crate::second_factor::place;

/// Removes one of somebody's passkeys: less opens the account then, so an open session is enough.
///
/// # Errors
/// `Gone` or `Store`.
pub async fn remove(
    ctx: &Context,
    holder: impl Into<FactorHolder>,
    passkey_id: PasskeyId,
) -> Result<(), PasskeyError> {
    let holder = holder.into();
    let mut tx = place::begin(ctx, holder).await?;
    if !passkey::delete(&mut tx, holder, passkey_id).await? {
        return Err(PasskeyError::Gone);
    }
    place::tell_and_commit(ctx, tx, holder, (FactorEvent::PasskeyRemoved, ctx.now())).await?;
    Ok(())
}
