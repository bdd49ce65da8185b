//! Shows imports to the shop's members.

use pasar_domain::id::ImportId;
use pasar_domain::import::{Import, ImportFinding};
use pasar_store::{Result, import};

use crate::Context;
use crate::actor::ShopKeeper;

/// An import of the keeper's shop.
pub async fn show(ctx: &Context, keeper: ShopKeeper, import_id: ImportId) -> Result<Option<Import>> {
    let mut conn = ctx.home().read().await?;
    import::by_id(&mut conn, keeper.shop_id(), import_id).await
}

/// What was found in the file, in its order: at most `limit` behind the first `skip`.
pub async fn findings(
    ctx: &Context,
    keeper: ShopKeeper,
    import_id: ImportId,
    skip: u32,
    limit: u32,
) -> Result<Vec<ImportFinding>> {
    let mut conn = ctx.home().read().await?;
    import::findings(&mut conn, keeper.shop_id(), import_id, skip, i64::from(limit)).await
}

/// The imports of the keeper's shop, last first.
pub async fn list(ctx: &Context, keeper: ShopKeeper, limit: u32) -> Result<Vec<Import>> {
    let mut conn = ctx.home().read().await?;
    import::list(&mut conn, keeper.shop_id(), i64::from(limit)).await
}
