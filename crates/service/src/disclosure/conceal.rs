//! Shows a seller's name, address and contact no longer.

use pasar_domain::disclosure::Due;
use pasar_domain::seller::{Seller, Standing};
use pasar_store::{disclosure, outbox};

use super::{DisclosureError, seller_of};
use crate::Context;
use crate::actor::ShopKeeper;

/// Deletes what is shown, unless it is asked for.
///
/// # Errors
/// See [`DisclosureError`]; nothing is written then.
pub async fn conceal(ctx: &Context, keeper: ShopKeeper) -> Result<(), DisclosureError> {
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let seller = seller_of(&mut tx, keeper).await?;
    let concealed = Seller {
        discloses_identity: false,
        ..seller
    };
    let is_due = ctx
        .charter()
        .disclosure
        .as_ref()
        .is_some_and(|asks| asks.disclosing(&concealed) == Due::Now);
    // The operator and whoever it controls show their name whatever they sell.
    if is_due || seller.controlled_by_operator || seller.standing == Standing::Platform {
        return Err(DisclosureError::Asked);
    }
    disclosure::conceal(&mut tx, seller.seller_id).await?;
    outbox::seller_listings_changed(&mut tx, &[seller.seller_id], now).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    ctx.bell().ring();
    Ok(())
}
