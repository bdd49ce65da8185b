//! Tells a seller what campaigns ask.

use pasar_domain::campaign::Campaign;
use pasar_store::{Result, campaign};

use crate::Context;
use crate::actor::ShopKeeper;

/// What is asked of the seller of a keeper's shop and not done yet, what is due first before the rest. What has come to its day stays until it
/// is done.
///
/// # Errors
/// The database's.
pub async fn asked(ctx: &Context, keeper: ShopKeeper) -> Result<Vec<Campaign>> {
    let mut conn = ctx.home().read().await?;
    campaign::asked_of_shop(&mut conn, keeper.shop_id()).await
}
