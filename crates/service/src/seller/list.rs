//! Lists sellers for staff.

use pasar_domain::id::SellerId;
use pasar_domain::seller::Seller;
use pasar_domain::shop::Shop;
use pasar_store::{Result, seller, shop};

use crate::Context;
use crate::actor::StaffMember;

/// A seller with its shops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedSeller {
    /// The seller.
    pub seller: Seller,
    /// Its shops, closed ones too, oldest first.
    pub shops: Vec<Shop>,
}

/// The sellers of the market, newest first: those that came before `before`. Two queries.
pub async fn list(
    ctx: &Context,
    _staff: StaffMember,
    before: Option<SellerId>,
    limit: u32,
) -> Result<Vec<ListedSeller>> {
    let mut conn = ctx.home().read().await?;
    let sellers = seller::list(&mut conn, before, i64::from(limit)).await?;
    let ids: Vec<SellerId> = sellers.iter().map(|seller| seller.seller_id).collect();
    let shops = shop::of_sellers(&mut conn, &ids).await?;
    Ok(sellers
        .into_iter()
        .map(|seller| ListedSeller {
            shops: shops
                .iter()
                .filter(|shop| shop.seller_id == seller.seller_id)
                .cloned()
                .collect(),
            seller,
        })
        .collect())
}
