//! Tells a seller who opened the seller's documents.

use pasar_domain::identity::access::Access;
use pasar_store::identity_access;

use super::IdentityError;
use super::record::owned_seller;
use crate::Context;
use crate::actor::ShopKeeper;

/// The openings of the documents of the seller in whose shop the owner acts, last first.
///
/// # Errors
/// See [`IdentityError`].
pub async fn who_looked(ctx: &Context, keeper: ShopKeeper, limit: u32) -> Result<Vec<Access>, IdentityError> {
    let mut conn = ctx.home().read().await?;
    let seller_id = owned_seller(&mut conn, keeper).await?;
    Ok(identity_access::of_seller(&mut conn, seller_id, i64::from(limit)).await?)
}
