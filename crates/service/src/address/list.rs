//! Lists a person's addresses.

use pasar_store::address::{self, StoredAddress};

use crate::Context;
use crate::actor::Buyer;

/// The addresses of a person: the default first, then the newest first.
pub async fn list(ctx: &Context, buyer: Buyer) -> Result<Vec<StoredAddress>, pasar_store::Error> {
    let mut conn = ctx.home().read().await?;
    address::list(&mut conn, buyer.account_id()).await
}
