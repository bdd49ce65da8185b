//! Shows a seller: to staff with everything that is recorded, to its own shopkeepers with what counts.

use pasar_domain::id::SellerId;
use pasar_domain::seller::Seller;
use pasar_domain::shop::Shop;
use pasar_store::{Result, seller, shop, verification};

use super::RecordedVerification;
use crate::Context;
use crate::actor::{ShopKeeper, StaffMember};
use crate::ownership::show::{Explained, explain_seller};

/// A seller with everything that is recorded about it.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownSeller {
    /// The seller.
    pub seller: Seller,
    /// Its shops, closed ones too, oldest first.
    pub shops: Vec<Shop>,
    /// Its verifications, newest first.
    pub verifications: Vec<RecordedVerification>,
    /// Why the operator controls it, from the operator on; empty when it does not.
    pub control: Vec<Explained>,
}

/// A seller for staff.
///
/// # Errors
/// The database's.
pub async fn show(ctx: &Context, _staff: StaffMember, seller_id: SellerId) -> Result<Option<ShownSeller>> {
    let mut conn = ctx.home().read().await?;
    let Some(seller) = seller::by_id(&mut conn, seller_id).await? else {
        return Ok(None);
    };
    let shops = shop::of_sellers(&mut conn, &[seller_id]).await?;
    let verifications = verification::of_seller(&mut conn, seller_id).await?;
    drop(conn);
    Ok(Some(ShownSeller {
        control: explain_seller(ctx, seller_id).await?,
        seller,
        shops,
        verifications,
    }))
}

/// The seller for whose shop somebody acts, with its verifications, newest first.
///
/// # Errors
/// The database's.
pub async fn show_own(
    ctx: &Context,
    keeper: ShopKeeper,
) -> Result<Option<(Seller, Vec<RecordedVerification>)>> {
    let mut conn = ctx.home().read().await?;
    let Some(seller) = seller::of_shop(&mut conn, keeper.shop_id()).await? else {
        return Ok(None);
    };
    let verifications = verification::of_seller(&mut conn, seller.seller_id).await?;
    Ok(Some((seller, verifications)))
}
