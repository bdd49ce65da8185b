//! What sellers who sell much certify and show everybody: asked for in time, by the figures of the charter.

pub mod ask;
pub mod certify;
pub mod conceal;
pub mod disclose;
pub mod show;

use pasar_domain::problem::Problems;
use pasar_domain::seller::Seller;
use pasar_store::{PgConnection, seller};

use crate::actor::{ShopKeeper, ShopRole};

/// Why nothing was certified or shown.
#[derive(Debug, thiserror::Error)]
pub enum DisclosureError {
    /// Something that was typed is wrong.
    #[error("{0}")]
    Invalid(Problems),
    /// Only the owner of the shop speaks for the seller.
    #[error("only the owner of the shop may do this; ask them")]
    NotAllowed,
    /// Nothing verifies the seller at present, so there is nothing to certify.
    #[error("you are not verified at present; bring that up to date first")]
    NotVerified,
    /// The charter asks for it at present.
    #[error("the rules of this market ask you to show your name and address at present")]
    Asked,
    /// The shop is gone.
    #[error("there is no such shop")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// The seller for whom the owner of a shop speaks.
async fn seller_of(conn: &mut PgConnection, keeper: ShopKeeper) -> Result<Seller, DisclosureError> {
    if keeper.role() != ShopRole::Owner {
        return Err(DisclosureError::NotAllowed);
    }
    seller::of_shop(conn, keeper.shop_id())
        .await?
        .ok_or(DisclosureError::NotFound)
}
