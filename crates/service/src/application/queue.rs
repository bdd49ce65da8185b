//! Lists the applications that wait for staff.

use pasar_domain::application::Application;
use pasar_domain::seller::Seller;
use pasar_domain::shop::Shop;
use pasar_store::{application, seller, shop};

use super::ApplicationError;
use crate::Context;
use crate::actor::StaffMember;

/// The most that are listed.
const SHOWN: i64 = 100;

/// An application that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queued {
    /// The application.
    pub application: Application,
    /// Whose.
    pub seller: Seller,
    /// The seller's shops.
    pub shops: Vec<Shop>,
}

/// The applications that wait for staff, the longest waiting first.
///
/// # Errors
/// The database's.
pub async fn queue(ctx: &Context, _staff: StaffMember) -> Result<Vec<Queued>, ApplicationError> {
    let mut conn = ctx.home().read().await?;
    let waiting = application::waiting(&mut conn, SHOWN).await?;
    let ids: Vec<_> = waiting.iter().map(|application| application.seller_id).collect();
    let shops = shop::of_sellers(&mut conn, &ids).await?;
    let sellers = seller::by_ids(&mut conn, &ids).await?;
    let queued = waiting.into_iter().filter_map(|application| {
        let seller = sellers
            .iter()
            .find(|seller| seller.seller_id == application.seller_id)?;
        Some(Queued {
            seller: *seller,
            shops: shops
                .iter()
                .filter(|shop| shop.seller_id == application.seller_id)
                .cloned()
                .collect(),
            application,
        })
    });
    Ok(queued.collect())
}
