//! Names a passkey anew.

use pasar_domain::id::PasskeyId;
use pasar_domain::passkey::check_name;
use pasar_domain::second_factor::FactorHolder;
use pasar_store::passkey;

use super::PasskeyError;
use crate::Context;
use crate::second_factor::place;

/// Names one of somebody's passkeys anew.
///
/// # Errors
/// `Invalid`, `Gone` or `Store`.
pub async fn rename(
    ctx: &Context,
    holder: impl Into<FactorHolder>,
    passkey_id: PasskeyId,
    name: &str,
) -> Result<(), PasskeyError> {
    let holder = holder.into();
    let mut tx = place::begin(ctx, holder).await?;
    let known = passkey::list(&mut tx, holder).await?;
    // Whose passkey it is not, is not told what is wrong with the name.
    if !known.iter().any(|passkey| passkey.passkey_id == passkey_id) {
        return Err(PasskeyError::Gone);
    }
    let name = check_name(name).map_err(PasskeyError::Invalid)?;
    if !passkey::rename(&mut tx, holder, passkey_id, &name).await? {
        return Err(PasskeyError::Gone);
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(())
}
