//! `/{market}/shops/{shop}`

use axum::extract::{Path, Query};
use pasar_domain::disclosure::Disclosed;
use pasar_domain::id::ProductId;
use pasar_domain::shop::Shop;
use pasar_service::shop::show::{self as shown, ShownShop};
use serde::Deserialize;

use super::{monogram, shop_url};
use crate::listing::card::card;
use crate::prelude::*;
use crate::ui::ProductCard;

/// Goods on a page.
const PAGE: u32 = 24;

/// Which shop.
#[derive(Debug, Deserialize)]
pub struct ShopPath {
    shop: String,
}

/// Which part of what it sells.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ShopQuery {
    /// Only what was made before this product.
    before: String,
}

/// A shop and what it sells.
#[derive(Template)]
#[template(path = "shop/show.html")]
pub struct ShowShopPage {
    /// The frame.
    pub shell: Shell,
    /// The shop.
    pub shop: Shop,
    /// Its letters, drawn.
    pub mark: String,
    /// What it says about itself, paragraph by paragraph.
    pub words: Vec<String>,
    /// What its seller tells buyers of itself: name, address and contact.
    pub disclosed: Option<Disclosed>,
    /// What it sells, newest first.
    pub cards: Vec<ProductCard>,
    /// The first page, when this is another.
    pub first: String,
    /// The next page, when there is one.
    pub next: String,
}

page!(ShowShopPage);

impl ShowShopPage {
    fn new(shell: &Shell, shown: ShownShop, is_later: bool) -> Self {
        let l = &shell.l;
        let ShownShop {
            shop,
            disclosed,
            cards,
            next,
        } = shown;
        let here = shop_url(l, shop.handle.as_str());
        let mark = monogram(l, shop.handle.as_str(), &shop.name);
        let described = l.t2("shop-described", "shop", &shop.name, "place", &shop.place);
        let lines = shop.description.lines().map(str::trim);
        Self {
            words: lines.filter(|line| !line.is_empty()).map(str::to_owned).collect(),
            cards: cards.iter().map(|listing| card(l, listing)).collect(),
            first: if is_later { here.clone() } else { String::new() },
            next: next
                .map(|before| format!("{here}?before={before}"))
                .unwrap_or_default(),
            shell: shell
                .clone()
                .titled(&shop.name)
                .described(described)
                .known_as(&here),
            shop,
            disclosed,
            mark,
        }
    }
}

impl Page for ShowShopPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let goods = crate::search::samples::cards(shell.market());
        let shown = |shop: Shop, goods: &[_], next| ShownShop {
            disclosed: shop.closed_at.is_none().then(|| Disclosed {
                name: "Sari Lestari".to_owned(),
                address: "Jl. Melati 4\nBandung".to_owned(),
                contact: "sari@example.com".to_owned(),
            }),
            shop,
            cards: goods.to_vec(),
            next,
        };
        let open = samples::shop(shell.market());
        let closed = Shop {
            closed_at: Some(open.opened_at),
            ..open.clone()
        };
        let next = goods.last().map(|card| card.product_id);
        vec![
            ("full", Self::new(&shell, shown(open.clone(), &goods, next), true)),
            ("empty", Self::new(&shell, shown(open, &[], None), false)),
            ("closed", Self::new(&shell, shown(closed, &[], None), false)),
        ]
    }
}

mod samples {
    use pasar_domain::Instant;
    use pasar_domain::id::{SellerId, ShopId};
    use pasar_domain::market::Market;
    use pasar_domain::shop::Shop;
    use uuid::Uuid;

    #[allow(clippy::unwrap_used, reason = "a literal that is right")]
    pub(super) fn shop(market: &Market) -> Shop {
        Shop {
            shop_id: ShopId::from_uuid(Uuid::from_u128(1)),
            seller_id: SellerId::from_uuid(Uuid::from_u128(1)),
            handle: "toko-sari".parse().unwrap(),
            name: "Toko Sari & Anak <b>".to_owned(),
            description: "Menjahit sejak 1998.\n\nKirim setiap hari kerja.".to_owned(),
            place: market
                .places
                .all()
                .first()
                .map(|place| place.name.clone())
                .unwrap_or_default(),
            country: market.country.to_string(),
            opened_at: Instant::UNIX_EPOCH,
            closed_at: None,
        }
    }
}

/// `GET`
///
/// # Errors
/// There is no such shop; the database's.
pub async fn show(
    visit: Visit,
    Path(path): Path<ShopPath>,
    Query(query): Query<ShopQuery>,
) -> Result<ShowShopPage, WebError> {
    let before: Option<ProductId> = query.before.parse().ok();
    let shown = shown::show(&visit.ctx, &path.shop, before, PAGE).await?;
    let shown = shown.ok_or_else(WebError::not_found)?;
    Ok(ShowShopPage::new(&visit.shell, shown, before.is_some()))
}
