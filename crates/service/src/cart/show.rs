//! Shows a cart at present prices, shop by shop, and what has changed since things were put there.

use std::collections::BTreeMap;

use pasar_domain::handle::Handle;
use pasar_domain::id::{CartId, OfferId, ShopId};
use pasar_domain::money::{Money, MoneyError};
use pasar_store::cart;
use pasar_store::listing::ListedOffer;

use super::{CartOwner, OfferKey};
use crate::Context;

/// A cart.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownCart {
    /// Its id; none when there is no cart yet.
    pub cart_id: Option<CartId>,
    /// What is bought from each shop; shops in the order in which they came into the cart.
    pub shops: Vec<CartShop>,
    /// Lines whose offer does not exist any more. They can only be taken out.
    pub lost: Vec<OfferKey>,
    /// The goods that can be bought, without shipping.
    pub goods: Money,
    /// Pieces in the cart in all.
    pub pieces: u32,
}

impl ShownCart {
    /// Can every line be bought as it is?
    pub fn is_ready(&self) -> bool {
        let mut lines = self.shops.iter().flat_map(|shop| &shop.lines);
        !self.shops.is_empty() && self.lost.is_empty() && lines.all(|line| line.obstacle.is_none())
    }
}

/// What is bought from one shop.
#[derive(Debug, Clone, PartialEq)]
pub struct CartShop {
    /// The shop.
    pub shop_id: ShopId,
    /// Its name in addresses.
    pub handle: Handle,
    /// Its name.
    pub name: String,
    /// Its lines, in the order in which they were added.
    pub lines: Vec<ShownLine>,
    /// Its goods that can be bought, without shipping.
    pub goods: Money,
}

/// A line of a cart.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownLine {
    /// The offer at present.
    pub offer: ListedOffer,
    /// Pieces.
    pub quantity: u32,
    /// What they cost at the present price.
    pub amount: Money,
    /// The price the buyer saw when adding, if it is another now.
    pub former_price: Option<Money>,
    /// Why it cannot be bought as it is.
    pub obstacle: Option<Obstacle>,
}

/// Why a line cannot be bought as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// It is not sold at present.
    Gone,
    /// There is none left.
    SoldOut,
    /// There are fewer than wanted.
    TooFew {
        /// Pieces that can be sold.
        available: u32,
    },
}

/// Why a cart could not be shown.
#[derive(Debug, thiserror::Error)]
pub enum ShowCartError {
    /// The sum does not fit.
    #[error("the sum of the cart is too large; take something out")]
    TooLarge(#[from] MoneyError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// The cart of its owner; an empty one when there is none.
///
/// # Errors
/// See [`ShowCartError`].
pub async fn show(ctx: &Context, owner: CartOwner) -> Result<ShownCart, ShowCartError> {
    let nothing = Money::zero(ctx.market().currency);
    let mut shown = ShownCart {
        cart_id: None,
        shops: Vec::new(),
        lost: Vec::new(),
        goods: nothing,
        pieces: 0,
    };
    let mut conn = ctx.home().read().await?;
    shown.cart_id = match owner {
        CartOwner::Nobody => None,
        CartOwner::Guest(cart_id) => Some(cart_id),
        CartOwner::Buyer(buyer) => cart::of_account(&mut conn, buyer.account_id()).await?,
    };
    let Some(cart_id) = shown.cart_id else {
        return Ok(shown);
    };
    let lines = cart::lines(&mut conn, cart_id, owner.account_id()).await?;
    let keys: Vec<OfferKey> = lines.iter().map(|line| (line.shop_id, line.offer_id)).collect();
    let offers = super::offers(ctx, &mut conn, &keys).await?;
    let mut offers: BTreeMap<OfferId, ListedOffer> =
        offers.into_iter().map(|offer| (offer.offer_id, offer)).collect();
    for line in lines {
        let Some(offer) = offers.remove(&line.offer_id) else {
            shown.lost.push((line.shop_id, line.offer_id));
            continue;
        };
        let seen = Money::new(line.seen_price_minor, offer.price.currency);
        let shown_line = ShownLine {
            quantity: line.quantity,
            amount: offer.price.times(line.quantity)?,
            former_price: Some(seen).filter(|seen| *seen != offer.price),
            obstacle: obstacle(&offer, line.quantity),
            offer,
        };
        shown.pieces = shown.pieces.saturating_add(line.quantity);
        add_line(&mut shown, shown_line)?;
    }
    Ok(shown)
}

/// Pieces in a cart, for the badge on every page.
///
/// # Errors
/// The database failed.
pub async fn count(ctx: &Context, owner: CartOwner) -> Result<u32, pasar_store::Error> {
    let mut conn = ctx.home().read().await?;
    let cart_id = match owner {
        CartOwner::Nobody => None,
        CartOwner::Guest(cart_id) => Some(cart_id),
        CartOwner::Buyer(buyer) => cart::of_account(&mut conn, buyer.account_id()).await?,
    };
    match cart_id {
        Some(cart_id) => cart::count(&mut conn, cart_id).await,
        None => Ok(0),
    }
}

fn obstacle(offer: &ListedOffer, quantity: u32) -> Option<Obstacle> {
    if !offer.live {
        Some(Obstacle::Gone)
    } else if offer.pieces == 0 {
        Some(Obstacle::SoldOut)
    } else if offer.pieces < quantity {
        Some(Obstacle::TooFew {
            available: offer.pieces,
        })
    } else {
        None
    }
}

fn add_line(shown: &mut ShownCart, line: ShownLine) -> Result<(), MoneyError> {
    let place = shown
        .shops
        .iter()
        .position(|shop| shop.shop_id == line.offer.shop_id);
    let nothing = Money::zero(shown.goods.currency);
    let shop = match place.and_then(|place| shown.shops.get_mut(place)) {
        Some(shop) => shop,
        None => {
            shown.shops.push(CartShop {
                shop_id: line.offer.shop_id,
                handle: line.offer.shop_handle.clone(),
                name: line.offer.shop_name.clone(),
                lines: Vec::new(),
                goods: nothing,
            });
            shown.shops.last_mut().expect("a shop was just pushed")
        }
    };
    if line.obstacle.is_none() {
        shop.goods = shop.goods.add(line.amount)?;
        shown.goods = shown.goods.add(line.amount)?;
    }
    shop.lines.push(line);
    Ok(())
}
