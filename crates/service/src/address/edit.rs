//! Changes an address of a person's book.

use std::collections::BTreeMap;

use pasar_domain::address::{Address, AddressKey};
use pasar_domain::id::AddressId;
use pasar_store::address;

use super::AddressError;
use crate::Context;
use crate::actor::Buyer;

/// Replaces an address by what was typed, tidied as the market wants it. Orders keep the address they were sent to.
///
/// # Errors
/// See [`AddressError`].
pub async fn edit(
    ctx: &Context,
    buyer: Buyer,
    address_id: AddressId,
    typed: &BTreeMap<AddressKey, String>,
) -> Result<Address, AddressError> {
    let address = ctx
        .market()
        .validate_address(typed)
        .map_err(AddressError::Invalid)?;
    let mut tx = ctx.home().begin().await?;
    if !address::update(&mut tx, buyer.account_id(), address_id, &address).await? {
        return Err(AddressError::NotFound);
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(address)
}
