//! `/{market}/`

use axum::response::Redirect;
use pasar_search::{Query, Sort};
use pasar_service::listing::cards;
use pasar_service::search::find::FindError;
use pasar_service::search::shelves::shelves;
use pasar_store::listing::ListingCard;

use crate::category::{Tile, tiles};
use crate::listing::card::card;
use crate::prelude::*;
use crate::ui::ProductCard;

/// Goods on a shelf: fills rows of two and of five.
const SHELF: usize = 10;
/// From this mean rating on, in hundredths, goods count as liked.
const LIKED: u16 = 450;
/// Pictures beside the welcome.
const PICTURES: usize = 3;

/// A row of goods under one heading.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// The heading.
    pub name: String,
    /// The whole list.
    pub href: String,
    /// The goods.
    pub cards: Vec<ProductCard>,
}

/// The home page.
#[derive(Template)]
#[template(path = "home/show.html")]
pub struct HomePage {
    /// The frame.
    pub shell: Shell,
    /// Categories at the top.
    pub tiles: Vec<Tile>,
    /// Shelves with something on them.
    pub shelves: Vec<Shelf>,
    /// Pictures beside the welcome.
    pub pictures: Vec<String>,
}

page!(HomePage);

impl HomePage {
    fn new(shell: Shell, mut shelves: Vec<Shelf>) -> Self {
        shelves.retain(|shelf| !shelf.cards.is_empty());
        let pictures: Vec<String> = shelves
            .iter()
            .flat_map(|shelf| &shelf.cards)
            .map(|card| card.picture.clone())
            .take(PICTURES)
            .collect();
        let l = shell.l.clone();
        let shared = pictures.first().map(|picture| picture.replace(".svg", ".png"));
        let shell = shell
            .titled(l.t("home-title"))
            .described(l.t("home-lead"))
            .at("home");
        Self {
            tiles: tiles(&l),
            shelves,
            shell: match shared {
                Some(picture) => shell.pictured(&picture),
                None => shell,
            },
            pictures,
        }
    }
}

/// The shelves of a market, in their order on the page: their headings, lists and goods.
fn named(l: &Localizer, goods: Vec<Vec<ListingCard>>) -> Vec<Shelf> {
    let names = [
        (l.t("home-sold"), l.url("/search?sort=sold")),
        (l.t("home-liked"), l.url("/search?rating=4.5&sort=rating")),
        (l.t("home-newest"), l.url("/search?sort=newest")),
    ];
    let shelf = |((name, href), goods): ((String, String), Vec<ListingCard>)| Shelf {
        name,
        href,
        cards: goods.iter().map(|listing| card(l, listing)).collect(),
    };
    names.into_iter().zip(goods).map(shelf).collect()
}

impl Page for HomePage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let goods = crate::search::samples::cards(shell.market());
        let shelves = named(&shell.l, vec![goods.clone(), Vec::new(), goods]);
        vec![
            ("full", Self::new(shell.clone(), shelves)),
            ("empty", Self::new(shell, Vec::new())),
        ]
    }
}

/// `GET`
///
/// # Errors
/// The index's and the database's.
pub async fn show(visit: Visit) -> Result<HomePage, WebError> {
    let shelf = |sort| Query {
        in_stock_only: true,
        sort,
        limit: SHELF,
        ..Query::default()
    };
    let liked = Query {
        rating_min: Some(LIKED),
        ..shelf(Sort::Relevance)
    };
    let queries = vec![shelf(Sort::Sold), liked, shelf(Sort::Newest)];
    let shelves = match shelves(&visit.ctx, queries).await {
        Ok(goods) => named(visit.l(), goods),
        // The home page opens while the search is being prepared: the database knows what is newest.
        Err(FindError::Preparing) => {
            let limit = u32::try_from(SHELF).unwrap_or(u32::MAX);
            let (newest, _) = cards::newest(&visit.ctx, None, limit).await?;
            named(visit.l(), vec![Vec::new(), Vec::new(), newest])
        }
        Err(error) => return Err(error.into()),
    };
    Ok(HomePage::new(visit.shell, shelves))
}

/// `GET` without the slash at the end: there is one address of each page.
pub async fn with_slash(visit: Visit) -> Redirect {
    Redirect::permanent(&visit.l().url("/"))
}
