//! Shows buyers a seller's name, address and contact.

use pasar_domain::disclosure::{Disclosed, check_disclosed};
use pasar_store::{disclosure, outbox};

use super::{DisclosureError, seller_of};
use crate::Context;
use crate::actor::ShopKeeper;

/// Shows this on every shop of the seller from now on.
///
/// # Errors
/// See [`DisclosureError`]; nothing is written then.
pub async fn disclose(ctx: &Context, keeper: ShopKeeper, typed: &Disclosed) -> Result<(), DisclosureError> {
    let shown = check_disclosed(typed).map_err(DisclosureError::Invalid)?;
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let seller = seller_of(&mut tx, keeper).await?;
    disclosure::disclose(&mut tx, seller.seller_id, &shown, now).await?;
    outbox::seller_listings_changed(&mut tx, &[seller.seller_id], now).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    ctx.bell().ring();
    Ok(())
}
