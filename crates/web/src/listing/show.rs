//! `/{market}/products/{shop}/{product}`

use axum::extract::{Path, Query};
use pasar_domain::picture::PictureSize;
use pasar_service::listing::around::{Around, around};
use pasar_service::listing::documents::plain_text;
use pasar_service::listing::show::{self as shown, ShownListing};
use pasar_store::listing::ListingPage;
use serde::Deserialize;

use super::card::{card, picture_url, product_url, rating};
use super::choosing::{Choosing, Delivered, OfferChoice, Wished};
use super::facts::facts;
use crate::category::show::way;
use crate::prelude::*;
use crate::review::{Share, ShownReview, shares, total};
use crate::search::asked::encoded;
use crate::shop::{monogram, shop_url};
use crate::structured as markup;
use crate::ui::{ProductCard, Rating};

/// Characters of a description that search engines show.
const DESCRIPTION_SHOWN: usize = 155;

/// Which listing.
#[derive(Debug, Deserialize)]
pub struct ListingPath {
    /// The shop's name in addresses.
    pub shop: String,
    /// The product's.
    pub product: String,
}

/// A picture of the product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownPicture {
    /// Its address as large as there is.
    pub large: String,
    /// The same for smaller screens.
    pub medium: String,
    /// The same as small as a thumb.
    pub thumb: String,
    /// What it shows.
    pub alt: String,
}

/// Who sells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seller {
    /// The shop's id, for the form.
    pub shop_id: String,
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Its letters, drawn.
    pub mark: String,
    /// Where it is.
    pub place: String,
    /// Since when it sells here.
    pub joined: String,
}

/// A product as buyers see it.
#[derive(Template)]
#[template(path = "listing/show.html")]
pub struct ShowListingPage {
    /// The frame.
    pub shell: Shell,
    /// The way to it.
    pub crumbs: Vec<Crumb>,
    /// The same, and the product, for search engines.
    pub structured: Vec<Html>,
    /// Its pictures; at least one.
    pub pictures: Vec<ShownPicture>,
    /// The mean of its ratings.
    pub rating: Option<Rating>,
    /// Pieces sold.
    pub sold: u32,
    /// The choice among its variants.
    pub choosing: Choosing,
    /// The offer whose price is shown.
    pub shown: OfferChoice,
    /// The most pieces of one line.
    pub quantity_max: u32,
    /// What is known about it.
    pub facts: Vec<(String, String)>,
    /// What the seller says.
    pub description: Html,
    /// The seller's words, each a search.
    pub tags: Vec<Tab>,
    /// Who sells.
    pub seller: Seller,
    /// This page.
    pub here_path: String,
    /// The product, within the market.
    pub product_path: String,
    /// All reviews.
    pub reviews_href: String,
    /// How many reviews can be read.
    pub review_count: u32,
    /// How many give how many stars.
    pub shares: Vec<Share>,
    /// The newest reviews.
    pub reviews: Vec<ShownReview>,
    /// What else the shop sells.
    pub others: Vec<ProductCard>,
}

page!(ShowListingPage);

impl ShowListingPage {
    fn new(shell: &Shell, shown: &ShownListing, around: &Around, wished: &Wished) -> Option<Self> {
        let l = &shell.l;
        let listing = &shown.listing;
        let choosing = Choosing::new(l, listing, &around.shipping, wished);
        let offer = choosing.shown()?.clone();
        let here_path = product_url(l, listing.shop.handle.as_str(), listing.handle.as_str());
        let reviews_href = format!("{here_path}/reviews");
        let mut crumbs = way(l, &listing.category);
        crumbs.push(Crumb::here(&listing.title));
        let pictures = pictures(l, listing);
        let shared: Vec<String> = pictures
            .iter()
            .map(|picture| picture.large.replace(".svg", ".png"))
            .collect();
        let product = super::structured::product(shell, listing, &shared);
        let structured = product.iter().map(markup::element);
        let quantity_max = l.market().charter.limits.line_quantity_max;
        Some(Self {
            structured: structured.chain([markup::breadcrumbs(shell, &crumbs)]).collect(),
            crumbs,
            rating: listing.rating.map(rating),
            sold: listing.sold,
            quantity_max: choosing.pieces().clamp(1, quantity_max.max(1)),
            choosing,
            facts: facts(l, listing),
            description: Html::already_safe(listing.description_html.clone()),
            tags: tags(l, listing),
            seller: seller(l, listing),
            review_count: total(&shown.stars),
            shares: shares(&shown.stars, &reviews_href),
            reviews: shown
                .reviews
                .iter()
                .map(|review| ShownReview::new(l, review))
                .collect(),
            others: around.others.iter().map(|listing| card(l, listing)).collect(),
            shell: shell
                .clone()
                .titled(&listing.title)
                .described(described(l, listing, &offer))
                .known_as(&here_path)
                .pictured(shared.first().map_or("", String::as_str)),
            shown: offer,
            pictures,
            product_path: format!("/products/{}/{}", listing.shop.handle, listing.handle),
            here_path,
            reviews_href,
        })
    }

    /// How long the cheapest shipping takes, in words.
    fn days(&self, delivered: &Delivered) -> String {
        let l = &self.shell.l;
        if delivered.days_min == delivered.days_max {
            l.t1("listing-days", "days", delivered.days_max)
        } else {
            l.t2(
                "listing-days-between",
                "low",
                delivered.days_min,
                "high",
                delivered.days_max,
            )
        }
    }

    /// Where it can be bought: its address on the trade surface, and nothing else. What somebody chose or who they are does not go along.
    fn trade_address(&self) -> String {
        self.shell.elsewhere(&self.product_path)
    }

    /// The most pieces of one line.
    const fn most(&self) -> u32 {
        self.quantity_max
    }

    /// Can anything be bought?
    fn is_gone(&self) -> bool {
        self.choosing.pieces() == 0
    }

    /// Can it be sent at present?
    fn is_sent(&self) -> bool {
        self.shown.delivered.is_some()
    }
}

fn pictures(l: &Localizer, listing: &ListingPage) -> Vec<ShownPicture> {
    let shown = |kind, alt: &str| {
        let at = |size| picture_url(l, kind, &listing.category, size);
        ShownPicture {
            large: at(PictureSize::Large),
            medium: at(PictureSize::Medium),
            thumb: at(PictureSize::Thumb),
            alt: if alt.is_empty() {
                listing.title.clone()
            } else {
                alt.to_owned()
            },
        }
    };
    if listing.pictures.is_empty() {
        return vec![shown(None, "")];
    }
    let pictures = listing.pictures.iter();
    pictures
        .map(|picture| shown(Some(&picture.kind), &picture.alt))
        .collect()
}

fn tags(l: &Localizer, listing: &ListingPage) -> Vec<Tab> {
    const SHOWN: usize = 12;
    let tag = |tag: &String| Tab::new(tag, l.url(&format!("/search?q={}", encoded(tag))), false);
    listing.tags.iter().take(SHOWN).map(tag).collect()
}

fn seller(l: &Localizer, listing: &ListingPage) -> Seller {
    let shop = &listing.shop;
    Seller {
        shop_id: shop.shop_id.to_string(),
        name: shop.name.clone(),
        href: shop_url(l, shop.handle.as_str()),
        mark: monogram(l, shop.handle.as_str(), &shop.name),
        place: shop.place.clone(),
        joined: l.month(shop.opened_at),
    }
}

/// The seller's own first words, or what can be said of any product.
fn described(l: &Localizer, listing: &ListingPage, offer: &OfferChoice) -> String {
    let words = plain_text(&listing.description_html);
    if words.is_empty() {
        let price = l.money(offer.price);
        return l.t_with(
            "listing-described",
            &[
                ("title", listing.title.to_arg()),
                ("price", price.to_arg()),
                ("shop", listing.shop.name.to_arg()),
                ("place", listing.shop.place.to_arg()),
            ],
        );
    }
    let mut cut: String = words.chars().take(DESCRIPTION_SHOWN).collect();
    if cut.len() < words.len() {
        let whole = cut.rfind(' ').unwrap_or(cut.len());
        cut.truncate(whole);
        cut.push('…');
    }
    cut
}

impl Page for ShowListingPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let mut shell = shell;
        "https://pasar.example".clone_into(&mut shell.base_url);
        let samples = super::samples::listings(shell.market());
        let page = |(name, shown, around): (&'static str, ShownListing, Around)| {
            Some((name, Self::new(&shell, &shown, &around, &Wished::default())?))
        };
        samples.into_iter().filter_map(page).collect()
    }
}

/// `GET`
///
/// # Errors
/// There is no such listing; the database's.
pub async fn show(
    visit: Visit,
    Path(path): Path<ListingPath>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<ShowListingPage, WebError> {
    let shown = shown::show(&visit.ctx, &path.shop, &path.product).await?;
    let shown = shown.ok_or_else(WebError::not_found)?;
    let around = around(&visit.ctx, &shown.listing).await?;
    let page = ShowListingPage::new(&visit.shell, &shown, &around, &Wished::read(&pairs));
    page.ok_or_else(WebError::not_found)
}
