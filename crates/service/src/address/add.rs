//! Adds an address to a person's book.

use std::collections::BTreeMap;

use pasar_domain::address::AddressKey;
use pasar_domain::id::AddressId;
use pasar_store::account;
use pasar_store::address::{self, StoredAddress};

use super::{ADDRESSES_MAX, AddressError};
use crate::Context;
use crate::actor::Buyer;

/// Adds what was typed, tidied as the market wants it. The first address becomes the default. One that is there already is not added
/// again: the answer is the one that is there.
///
/// # Errors
/// See [`AddressError`].
pub async fn add(
    ctx: &Context,
    buyer: Buyer,
    typed: &BTreeMap<AddressKey, String>,
) -> Result<StoredAddress, AddressError> {
    let address = ctx
        .market()
        .validate_address(typed)
        .map_err(AddressError::Invalid)?;
    let mut tx = ctx.home().begin().await?;
    if !account::lock(&mut tx, buyer.account_id()).await? {
        return Err(AddressError::Gone);
    }
    let present = address::list(&mut tx, buyer.account_id()).await?;
    if let Some(same) = present.iter().find(|stored| stored.address == address) {
        return Ok(same.clone());
    }
    if present.len() >= ADDRESSES_MAX {
        return Err(AddressError::TooMany { max: ADDRESSES_MAX });
    }
    let stored = StoredAddress {
        address_id: AddressId::new(ctx.now(), &ctx.entropy()),
        address,
        is_default: present.is_empty(),
    };
    address::insert(&mut tx, buyer.account_id(), &stored, ctx.now()).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(stored)
}
