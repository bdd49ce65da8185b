//! `GET /{market}/cart`

use pasar_domain::picture::PictureSize;
use pasar_service::cart::show::{CartShop, Obstacle, ShowCartError, ShownCart, ShownLine, show as show_cart};

use super::too_large;
use crate::listing::card::{picture_url, product_url};
use crate::prelude::*;
use crate::ui::{Sum, SumLine};

/// The cart.
#[derive(Template)]
#[template(path = "cart/show.html")]
pub struct ShowCartPage {
    /// The frame.
    pub shell: Shell,
    /// What is bought, shop by shop.
    pub shops: Vec<ShopPart>,
    /// Lines of which nothing is known any more.
    pub lost: Vec<LostLine>,
    /// What the goods come to.
    pub sum: Sum,
    /// Can something be ordered?
    pub orderable: bool,
    /// Is something left out when ordering?
    pub leaves_some: bool,
}

page!(ShowCartPage);

/// What is bought from one shop.
#[derive(Debug, Clone)]
pub struct ShopPart {
    /// The shop's name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A line of the cart.
#[derive(Debug, Clone)]
pub struct Line {
    /// Whose offer.
    pub shop_id: String,
    /// The offer.
    pub offer_id: String,
    /// The product's page.
    pub href: String,
    /// The product.
    pub title: String,
    /// The variant, in words; empty when there is but one.
    pub options: String,
    /// A square picture.
    pub picture: String,
    /// The price of one piece, when there are several.
    pub each: String,
    /// What the line costs.
    pub amount: String,
    /// Pieces.
    pub quantity: u32,
    /// The most pieces that can be had.
    pub max: u32,
    /// What it cost when it was added, as a sentence; empty when it costs the same.
    pub former: String,
    /// Has it become cheaper since?
    pub cheaper: bool,
    /// What stands in the way, as a sentence with its remedy.
    pub obstacle: Option<String>,
    /// So many pieces can be had, though fewer than wanted.
    pub takes: Option<u32>,
}

/// A line whose offer does not exist any more.
#[derive(Debug, Clone)]
pub struct LostLine {
    /// Whose offer it was.
    pub shop_id: String,
    /// The offer.
    pub offer_id: String,
}

/// `GET`
///
/// # Errors
/// The database's, and a cart too large to add up.
pub async fn show(visit: Visit) -> Result<ShowCartPage, WebError> {
    let cart = show_cart(&visit.ctx, visit.cart_owner())
        .await
        .map_err(|error| match error {
            ShowCartError::TooLarge(_) => too_large(),
            ShowCartError::Store(error) => error.into(),
        })?;
    Ok(ShowCartPage::new(&visit.shell, &cart))
}

impl ShowCartPage {
    fn new(shell: &Shell, cart: &ShownCart) -> Self {
        let title = shell.l.t("cart-title");
        let shell = shell.clone().titled(title).at("cart").private();
        let l = &shell.l;
        let lines = || cart.shops.iter().flat_map(|shop| &shop.lines);
        let lost = cart.lost.iter().map(|(shop_id, offer_id)| LostLine {
            shop_id: shop_id.to_string(),
            offer_id: offer_id.to_string(),
        });
        Self {
            shops: cart.shops.iter().map(|shop| shop_part(l, shop)).collect(),
            lost: lost.collect(),
            sum: sum(l, cart),
            orderable: lines().any(|line| line.obstacle.is_none()),
            leaves_some: !cart.is_ready(),
            shell,
        }
    }
}

fn shop_part(l: &Localizer, shop: &CartShop) -> ShopPart {
    ShopPart {
        name: shop.name.clone(),
        href: l.url(&format!("/shops/{}", shop.handle)),
        lines: shop.lines.iter().map(|line| shown_line(l, line)).collect(),
    }
}

fn shown_line(l: &Localizer, line: &ShownLine) -> Line {
    let offer = &line.offer;
    let picture = offer.picture.as_ref().map(|(kind, _)| kind);
    let cheaper = line
        .former_price
        .is_some_and(|former| former.minor > offer.price.minor);
    let former = line.former_price.map_or_else(String::new, |former| {
        let name = if cheaper {
            key("cart-price-fallen")
        } else {
            key("cart-price-risen")
        };
        l.say(&Message::new(name).with("former", l.money(former)))
    });
    let (obstacle, takes) = match line.obstacle {
        None => (None, None),
        Some(Obstacle::Gone) => (Some(l.t("cart-obstacle-gone")), None),
        Some(Obstacle::SoldOut) => (Some(l.t("cart-obstacle-sold-out")), None),
        Some(Obstacle::TooFew { available }) => (
            Some(l.t1("cart-obstacle-too-few", "available", available)),
            Some(available),
        ),
    };
    Line {
        shop_id: offer.shop_id.to_string(),
        offer_id: offer.offer_id.to_string(),
        href: product_url(l, offer.shop_handle.as_str(), offer.handle.as_str()),
        title: offer.title.clone(),
        options: offer.option_values.join(", "),
        picture: picture_url(l, picture, &offer.category, PictureSize::Thumb),
        each: if line.quantity > 1 {
            l.t1("cart-each", "price", l.money(offer.price))
        } else {
            String::new()
        },
        amount: l.money(line.amount),
        quantity: line.quantity,
        max: offer.pieces.min(l.market().charter.limits.line_quantity_max),
        former,
        cheaper,
        obstacle,
        takes,
    }
}

/// What can be ordered, shop by shop; shipping is chosen at the checkout.
fn sum(l: &Localizer, cart: &ShownCart) -> Sum {
    let shops = cart.shops.iter().filter(|shop| shop.goods.minor > 0);
    let shops = shops.map(|shop| {
        let ordered = shop.lines.iter().filter(|line| line.obstacle.is_none());
        let pieces: u32 = ordered.map(|line| line.quantity).sum();
        SumLine {
            name: shop.name.clone(),
            note: l.t1("cart-sum-shop", "count", pieces),
            amount: l.money(shop.goods),
            less: false,
        }
    });
    let shipping = SumLine {
        name: l.t("cart-sum-shipping"),
        note: l.t("cart-sum-shipping-note"),
        amount: l.t("cart-sum-shipping-amount"),
        less: false,
    };
    Sum {
        lines: shops.chain([shipping]).collect(),
        name: l.t("cart-sum-total"),
        total: l.money(cart.goods),
    }
}

impl Page for ShowCartPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = &shell.l;
        let dearer = Line {
            former: l.t1("cart-price-risen", "former", "29.900"),
            ..sample_line(
                l,
                2,
                "Kemeja flanel kotak-kotak lengan panjang pria, bahan tebal dan lembut",
            )
        };
        let few = Line {
            obstacle: Some(l.t1("cart-obstacle-too-few", "available", 1)),
            takes: Some(1),
            ..sample_line(l, 3, "Keranjang rotan <b>bulat</b>")
        };
        let gone = Line {
            obstacle: Some(l.t("cart-obstacle-gone")),
            ..sample_line(l, 4, "Lampu meja")
        };
        let shop = |name: &str, lines| ShopPart {
            name: name.to_owned(),
            href: l.url("/shops/toko"),
            lines,
        };
        let first = shop(
            "Bandung Kaos Studio",
            vec![sample_line(l, 1, "Kaos polos"), dearer],
        );
        let second = shop("Toko Rotan Cirebon", vec![few, gone.clone()]);
        let lost = vec![LostLine {
            shop_id: "shp_1".to_owned(),
            offer_id: "ofr_9".to_owned(),
        }];
        let stuck = shop("Toko Rotan Cirebon", vec![gone]);
        vec![
            ("empty", Self::sample(&shell, Vec::new(), Vec::new())),
            ("ready", Self::sample(&shell, vec![first.clone()], Vec::new())),
            ("obstacles", Self::sample(&shell, vec![first, second], lost)),
            ("stuck", Self::sample(&shell, vec![stuck], Vec::new())),
        ]
    }
}

impl ShowCartPage {
    fn sample(shell: &Shell, shops: Vec<ShopPart>, lost: Vec<LostLine>) -> Self {
        let l = &shell.l;
        let total = l.money(l.market().money(13_960_000));
        let lines = || shops.iter().flat_map(|shop| &shop.lines);
        let sums = shops.iter().map(|shop| SumLine {
            name: shop.name.clone(),
            note: l.t1("cart-sum-shop", "count", 4),
            amount: total.clone(),
            less: false,
        });
        Self {
            sum: Sum {
                lines: sums.collect(),
                name: l.t("cart-sum-total"),
                total: total.clone(),
            },
            orderable: lines().any(|line| line.obstacle.is_none()),
            leaves_some: !lost.is_empty() || lines().any(|line| line.obstacle.is_some()),
            shell: shell.clone().titled(l.t("cart-title")).at("cart").private(),
            shops,
            lost,
        }
    }
}

fn sample_line(l: &Localizer, place: u32, title: &str) -> Line {
    let money = |units: i64| l.money(l.market().money(units * 100));
    Line {
        shop_id: "shp_1".to_owned(),
        offer_id: format!("ofr_{place}"),
        href: l.url("/products/toko/kaos"),
        title: title.to_owned(),
        options: "Hitam, L".to_owned(),
        picture: l.url("/pictures/drawn/fashion/7.svg"),
        each: l.t1("cart-each", "price", money(34_900)),
        amount: money(69_800),
        quantity: 2,
        max: 12,
        former: String::new(),
        cheaper: false,
        obstacle: None,
        takes: None,
    }
}
