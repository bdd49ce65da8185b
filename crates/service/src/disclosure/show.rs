//! Shows a seller what is asked of it, and buyers what it shows.

use pasar_domain::charter::Disclosure;
use pasar_domain::disclosure::{Disclosed, Due};
use pasar_domain::seller::Seller;
use pasar_store::disclosure;

use super::{DisclosureError, seller_of};
use crate::Context;
use crate::actor::ShopKeeper;

/// How a seller stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownDisclosure {
    /// The seller, with what it sold.
    pub seller: Seller,
    /// What it wrote.
    pub disclosed: Option<Disclosed>,
    /// The charter's figures; none when it asks nobody.
    pub figures: Option<Disclosure>,
    /// Must it certify?
    pub certifying: Due,
    /// Must it show its name and address?
    pub disclosing: Due,
}

/// How the seller stands for whose shop the owner acts.
///
/// # Errors
/// See [`DisclosureError`].
pub async fn show(ctx: &Context, keeper: ShopKeeper) -> Result<ShownDisclosure, DisclosureError> {
    let mut conn = ctx.home().read().await?;
    let seller = seller_of(&mut conn, keeper).await?;
    let disclosed = disclosure::of_seller(&mut conn, seller.seller_id).await?;
    let figures = ctx.charter().disclosure.clone();
    let now = ctx.now();
    Ok(ShownDisclosure {
        certifying: figures
            .as_ref()
            .map_or(Due::Not, |asks| asks.certifying(&seller, now)),
        disclosing: figures.as_ref().map_or(Due::Not, |asks| asks.disclosing(&seller)),
        seller,
        disclosed,
        figures,
    })
}
