//! Removes an address from a person's book.

use pasar_domain::id::AddressId;
use pasar_store::{account, address};

use super::AddressError;
use crate::Context;
use crate::actor::Buyer;

/// Removes an address for good. Was it the default, the newest of the others becomes it.
///
/// # Errors
/// See [`AddressError`].
pub async fn remove(ctx: &Context, buyer: Buyer, address_id: AddressId) -> Result<(), AddressError> {
    let person = buyer.account_id();
    let mut tx = ctx.home().begin().await?;
    if !account::lock(&mut tx, person).await? {
        return Err(AddressError::Gone);
    }
    if !address::delete(&mut tx, person, address_id).await? {
        return Err(AddressError::NotFound);
    }
    let rest = address::list(&mut tx, person).await?;
    if let Some(first) = rest.first().filter(|first| !first.is_default) {
        address::set_default(&mut tx, person, first.address_id).await?;
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(())
}
