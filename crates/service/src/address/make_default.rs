//! Chooses which address is proposed first.

use pasar_domain::id::AddressId;
use pasar_store::{account, address};

use super::AddressError;
use crate::Context;
use crate::actor::Buyer;

/// Makes an address the one that checkout proposes.
///
/// # Errors
/// See [`AddressError`].
pub async fn make_default(ctx: &Context, buyer: Buyer, address_id: AddressId) -> Result<(), AddressError> {
    let person = buyer.account_id();
    let mut tx = ctx.home().begin().await?;
    if !account::lock(&mut tx, person).await? {
        return Err(AddressError::Gone);
    }
    let present = address::list(&mut tx, person).await?;
    if !present.iter().any(|stored| stored.address_id == address_id) {
        return Err(AddressError::NotFound);
    }
    address::set_default(&mut tx, person, address_id).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(())
}
