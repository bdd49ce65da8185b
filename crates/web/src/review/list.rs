//! `/{market}/products/{shop}/{product}/reviews`

use axum::extract::{Path, Query};
use pasar_domain::id::ReviewId;
use pasar_domain::review::Stars;
use pasar_service::review::list::{ListedReviews, of_listing};
use serde::Deserialize;

use super::{Share, ShownReview, shares, total};
use crate::listing::card::{card, product_url};
use crate::listing::show::ListingPath;
use crate::prelude::*;
use crate::ui::ProductCard;

/// Reviews on a page.
const PAGE: u32 = 20;

/// Which reviews.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReviewsQuery {
    stars: String,
    before: String,
}

/// The reviews of a listing.
#[derive(Template)]
#[template(path = "review/list.html")]
pub struct ListReviewsPage {
    /// The frame.
    pub shell: Shell,
    /// What they are about.
    pub card: ProductCard,
    /// The way back.
    pub crumbs: Vec<Crumb>,
    /// How many give how many stars.
    pub shares: Vec<Share>,
    /// All, or those with so many stars.
    pub choices: Vec<Tab>,
    /// The reviews.
    pub reviews: Vec<ShownReview>,
    /// The first page, when this is another.
    pub first: String,
    /// The next page, when there is one.
    pub next: String,
}

page!(ListReviewsPage);

impl ListReviewsPage {
    fn new(shell: &Shell, listed: &ListedReviews, stars: Option<Stars>, is_later: bool) -> Self {
        let l = &shell.l;
        let listing = &listed.card;
        let product = product_url(l, listing.shop_handle.as_str(), listing.handle.as_str());
        let all = format!("{product}/reviews");
        let here = match stars {
            Some(stars) => format!("{all}?stars={}", stars.get()),
            None => all.clone(),
        };
        let joint = if stars.is_some() { '&' } else { '?' };
        let title = l.t1("review-list-title", "product", &listing.title);
        Self {
            card: card(l, listing),
            crumbs: vec![
                Crumb::new(&listing.title, product),
                Crumb::here(l.t("review-crumb")),
            ],
            shares: shares(&listed.stars, &all),
            choices: choices(l, &listed.stars, &all, stars),
            reviews: listed
                .reviews
                .iter()
                .map(|review| ShownReview::new(l, review))
                .collect(),
            first: if is_later { here.clone() } else { String::new() },
            next: listed
                .next
                .map(|before| format!("{here}{joint}before={before}"))
                .unwrap_or_default(),
            shell: shell.clone().titled(title).known_as(&all),
        }
    }
}

fn choices(l: &Localizer, counts: &[u32; 5], all: &str, chosen: Option<Stars>) -> Vec<Tab> {
    let mut tabs = vec![Tab::new(l.t("review-all"), all, chosen.is_none()).counting(total(counts))];
    let given = (1..=5).zip(counts).rev().filter(|(_, count)| **count > 0);
    tabs.extend(given.map(|(stars, count): (u8, &u32)| {
        let current = chosen.is_some_and(|chosen| chosen.get() == stars);
        let name = l.t1("rating-choose", "count", stars);
        Tab::new(name, format!("{all}?stars={stars}"), current).counting(*count)
    }));
    tabs
}

impl Page for ListReviewsPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let Some(card) = crate::search::samples::cards(shell.market()).into_iter().next() else {
            return Vec::new();
        };
        let full = ListedReviews {
            card,
            stars: [1, 0, 0, 1, 98],
            reviews: crate::listing::samples::reviews(),
            next: Some(ReviewId::from_uuid(uuid::Uuid::from_u128(9))),
        };
        let empty = ListedReviews {
            stars: [0; 5],
            reviews: Vec::new(),
            next: None,
            ..full.clone()
        };
        vec![
            ("full", Self::new(&shell, &full, Stars::new(5), true)),
            ("empty", Self::new(&shell, &empty, None, false)),
        ]
    }
}

/// `GET`
///
/// # Errors
/// There is no such listing; the database's.
pub async fn show(
    visit: Visit,
    Path(path): Path<ListingPath>,
    Query(query): Query<ReviewsQuery>,
) -> Result<ListReviewsPage, WebError> {
    let stars = query.stars.parse().ok().and_then(Stars::new);
    let before: Option<ReviewId> = query.before.parse().ok();
    let names = (path.shop.as_str(), path.product.as_str());
    let listed = of_listing(&visit.ctx, names, stars, before, PAGE).await?;
    let listed = listed.ok_or_else(WebError::not_found)?;
    Ok(ListReviewsPage::new(
        &visit.shell,
        &listed,
        stars,
        before.is_some(),
    ))
}
