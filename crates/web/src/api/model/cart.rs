//! Carts.

use pasar_service::cart::show::{CartShop, Obstacle, ShownCart, ShownLine};
use serde::Serialize;
use utoipa::ToSchema;

use super::{IdJson, ListingShopJson, MoneyJson, PictureJson, VariantOptionJson};
use crate::api::Call;

/// A cart at present prices. Nothing is reserved by lying in it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Cart)]
pub struct CartJson {
    /// What is bought from each shop.
    pub shops: Vec<CartShopJson>,
    /// Lines whose offer does not exist any more; they can only be taken out.
    pub lost: Vec<LostLineJson>,
    /// Goods that can be bought, without shipping.
    pub goods: MoneyJson,
    /// Pieces in all.
    pub pieces: u32,
    /// Can every line be bought as it is?
    pub is_ready: bool,
}

impl CartJson {
    /// A cart as it goes out.
    pub fn new(call: &Call, cart: &ShownCart) -> Self {
        Self {
            shops: cart
                .shops
                .iter()
                .map(|shop| CartShopJson::new(call, shop))
                .collect(),
            lost: cart
                .lost
                .iter()
                .map(|(shop_id, offer_id)| LostLineJson {
                    shop_id: (*shop_id).into(),
                    offer_id: (*offer_id).into(),
                })
                .collect(),
            goods: call.money(cart.goods),
            pieces: cart.pieces,
            is_ready: cart.is_ready(),
        }
    }
}

/// A line whose offer is gone.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = LostLine)]
pub struct LostLineJson {
    /// Whose offer it was.
    pub shop_id: IdJson,
    /// The offer.
    pub offer_id: IdJson,
}

/// What is bought from one shop.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CartShop)]
pub struct CartShopJson {
    /// The shop.
    pub shop: ListingShopJson,
    /// Its lines, in the order in which they were added.
    pub lines: Vec<CartLineJson>,
    /// Its goods that can be bought, without shipping.
    pub goods: MoneyJson,
}

impl CartShopJson {
    fn new(call: &Call, shop: &CartShop) -> Self {
        Self {
            shop: ListingShopJson {
                shop_id: shop.shop_id.into(),
                handle: shop.handle.to_string(),
                name: shop.name.clone(),
            },
            lines: shop
                .lines
                .iter()
                .map(|line| CartLineJson::new(call, line))
                .collect(),
            goods: call.money(shop.goods),
        }
    }
}

/// A line of a cart.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CartLine)]
pub struct CartLineJson {
    /// The offer.
    pub offer_id: IdJson,
    /// Its product.
    pub product_id: IdJson,
    /// The product's title.
    pub title: String,
    /// What tells the variant from others.
    pub options: Vec<VariantOptionJson>,
    /// Its first picture.
    pub picture: PictureJson,
    /// Pieces.
    pub quantity: u32,
    /// What one piece costs at present.
    pub unit_price: MoneyJson,
    /// What all of them cost.
    pub amount: MoneyJson,
    /// The price when it was put into the cart, if that was another.
    pub former_price: Option<MoneyJson>,
    /// Why it cannot be bought as it is: `gone`, `sold_out`, `too_few`; none when it can.
    #[schema(pattern = "^(gone|sold_out|too_few)$")]
    pub obstacle: Option<String>,
    /// Pieces that can be bought at this instant.
    pub available: u32,
}

impl CartLineJson {
    fn new(call: &Call, line: &ShownLine) -> Self {
        let offer = &line.offer;
        let (kind, alt) = offer
            .picture
            .as_ref()
            .map_or((None, ""), |(kind, alt)| (Some(kind), alt.as_str()));
        let obstacle = line.obstacle.map(|obstacle| match obstacle {
            Obstacle::Gone => "gone",
            Obstacle::SoldOut => "sold_out",
            Obstacle::TooFew { .. } => "too_few",
        });
        Self {
            offer_id: offer.offer_id.into(),
            product_id: offer.product_id.into(),
            title: offer.title.clone(),
            options: VariantOptionJson::pairs(&offer.option_names, &offer.option_values),
            picture: call.picture(kind, alt, &offer.category),
            quantity: line.quantity,
            unit_price: call.money(offer.price),
            amount: call.money(line.amount),
            former_price: line.former_price.map(|price| call.money(price)),
            obstacle: obstacle.map(ToOwned::to_owned),
            available: if offer.live { offer.pieces } else { 0 },
        }
    }
}
