//! One of a person's addresses.

use pasar_domain::id::AddressId;
use pasar_store::Error;
use pasar_store::address::{self, StoredAddress, StoredAddressKey};

use crate::Context;
use crate::actor::Buyer;

/// An address of a person: one query, which all requests of the same instant share. Nothing when the person has no such one.
///
/// # Errors
/// The database's.
pub async fn get(ctx: &Context, buyer: Buyer, address_id: AddressId) -> Result<Option<StoredAddress>, Error> {
    let key = (buyer.account_id(), address_id);
    let of_batch = ctx.clone();
    let look = move |keys: Vec<StoredAddressKey>| look(of_batch.clone(), keys);
    match ctx.queues().addresses.join(key, look).await {
        Ok(Some(found)) => Ok(found),
        // What went wrong for all is told to each.
        _ => {
            let mut conn = ctx.home().read().await?;
            Ok(address::get(&mut conn, &[key]).await?.pop().flatten())
        }
    }
}

/// The addresses of a batch; nothing for each when the database did not answer.
async fn look(ctx: Context, keys: Vec<StoredAddressKey>) -> Vec<Option<Option<StoredAddress>>> {
    let look = async {
        let mut conn = ctx.home().read().await?;
        address::get(&mut conn, &keys).await
    };
    match look.await {
        Ok(found) => found.into_iter().map(Some).collect(),
        Err(error) => {
            tracing::warn!(%error, addresses = keys.len(), "addresses could not be looked up together");
            vec![None; keys.len()]
        }
    }
}
