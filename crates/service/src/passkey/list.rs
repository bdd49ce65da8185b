//! Lists somebody's passkeys.

use pasar_domain::passkey::Passkey;
use pasar_domain::second_factor::FactorHolder;
use pasar_store::{Result, passkey};

use crate::Context;
use crate::second_factor::place;

/// The passkeys of somebody, newest first.
///
/// # Errors
/// The database's.
pub async fn list(ctx: &Context, holder: impl Into<FactorHolder>) -> Result<Vec<Passkey>> {
    let holder = holder.into();
    let mut tx = place::begin(ctx, holder).await?;
    passkey::list(&mut tx, holder).await
}
