//! Certifies that what a seller told us is still so.

use chrono::Duration;
use pasar_domain::Instant;
use pasar_store::{disclosure, outbox};

use super::{DisclosureError, seller_of};
use crate::Context;
use crate::actor::ShopKeeper;

/// Days for which it counts where the charter does not say.
const DAYS: u32 = 365;

/// Certifies that identity, bank account and contact are still as the seller told us. Returns until when that counts.
///
/// # Errors
/// See [`DisclosureError`]; nothing is written then.
pub async fn certify(ctx: &Context, keeper: ShopKeeper) -> Result<Instant, DisclosureError> {
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let seller = seller_of(&mut tx, keeper).await?;
    let is_verified = seller
        .verification
        .is_some_and(|known| known.valid_from <= now && now < known.valid_until);
    if !is_verified {
        return Err(DisclosureError::NotVerified);
    }
    let days = ctx
        .charter()
        .disclosure
        .as_ref()
        .map_or(DAYS, |asks| asks.certified_days);
    let until = now + Duration::days(i64::from(days));
    disclosure::certify(&mut tx, seller.seller_id, until).await?;
    outbox::seller_listings_changed(&mut tx, &[seller.seller_id], now).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    ctx.bell().ring();
    Ok(until)
}
