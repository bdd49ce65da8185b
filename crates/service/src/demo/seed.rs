//! Writes the demo of a market: each shop with its products and reviews in one transaction.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use chrono::Duration;
use pasar_domain::Instant;
use pasar_domain::email::InvalidEmail;
use pasar_domain::id::{AccountId, ProductId, ReviewId, ShopId};
use pasar_domain::market::Market;
use pasar_domain::review::{Rating, Review, ReviewOrigin, Stars};
use pasar_domain::shop::{Shop, ShopInput};
use pasar_interchange::{FileError, ProductDraft, ReadOptions, Record, ReviewDraft, read};
use pasar_store::review::Figures;
use pasar_store::{PgConnection, directory, product, review, shop};
use serde::Deserialize;

use super::people::{self, DemoPerson, DemoRole};
use super::shops::{DemoShop, ShopsFile};
use super::{applications, ownership, programme, sellers, stock};
use crate::Context;
use crate::import::Report;
use crate::import::apply::{Fresh, Terms, apply};
use crate::product::write::Writer;
use crate::shop::open::{Newcomer, OpenShopError, open_for};

/// Where the demo comes from.
#[derive(Debug, Clone, Default)]
pub struct SeedDemo {
    /// The market's folder `demo`: `shops.toml`, and either `catalogue.csv` and `reviews.csv` or nothing more.
    pub folder: PathBuf,
    /// The data set of products and reviews for a market whose folder has no catalogue, `data/prdect-id/prdect-id.csv`.
    pub data_set: PathBuf,
}

/// How far the demo is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SeedProgress {
    /// Products dealt with.
    pub done: usize,
    /// Products there are.
    pub total: usize,
}

/// What the demo has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seeded {
    /// Shops in all.
    pub shops: usize,
    /// Products that were written now.
    pub products: usize,
    /// Reviews that were written now.
    pub reviews: usize,
    /// The handle of the fullest shop.
    pub fullest_shop: Option<String>,
    /// Who can sign in, for the command to print.
    pub people: Vec<DemoPerson>,
}

/// Why the demo could not be written. Run again, it goes on where it was.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// A file cannot be read.
    #[error("cannot read `{path}`: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file is wrong.
    #[error("`{path}` is wrong: {problem}")]
    Wrong {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        problem: String,
    },
    /// The e-mail address of a shop's owner is none.
    #[error("the e-mail address of the shop `{handle}` {reason}")]
    Email {
        /// The shop's handle.
        handle: String,
        /// What is wrong.
        reason: InvalidEmail,
    },
    /// A shop could not be opened.
    #[error("the shop `{handle}` could not be opened: {source}")]
    Shop {
        /// The shop's handle.
        handle: String,
        /// Why.
        source: OpenShopError,
    },
    /// Nobody could apply for a verification.
    #[error("the demo's applications for verification could not be written: {0}")]
    Application(String),
    /// Who owns whom could not be recorded.
    #[error(transparent)]
    Ownership(#[from] crate::ownership::OwnershipError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Writes the demo of the context's market, telling `progress` after each shop. Shops that have products are left as they are, so
/// that a demo somebody has bought from keeps its stock.
///
/// # Errors
/// See [`SeedError`].
pub async fn seed(
    ctx: &Context,
    input: &SeedDemo,
    mut progress: impl FnMut(SeedProgress),
) -> Result<Seeded, SeedError> {
    let shops = read_shops(ctx.market(), input)?;
    let total = shops.iter().map(|shop| shop.products.len()).sum();
    let fullest = shops
        .iter()
        .max_by_key(|shop| shop.products.len())
        .map(|shop| shop.handle.clone());
    let mut seeded = Seeded {
        shops: shops.len(),
        fullest_shop: fullest.clone(),
        people: people::who_signs_in(),
        ..Seeded::default()
    };
    let mut done = 0;
    progress(SeedProgress { done, total });
    people::write(ctx).await?;
    for mut demo in shops {
        done += demo.products.len();
        if fullest.as_deref() == Some(demo.handle.as_str()) {
            demo.email = DemoRole::Seller.email().to_owned();
        }
        let (products, reviews) = seed_shop(ctx, demo).await?;
        seeded.products += products;
        seeded.reviews += reviews;
        progress(SeedProgress { done, total });
    }
    applications::write(ctx).await.map_err(SeedError::Application)?;
    ownership::write(ctx).await?;
    seeded.products += programme::write(ctx, &input.folder).await?;
    Ok(seeded)
}

fn read_shops(market: &Market, input: &SeedDemo) -> Result<Vec<DemoShop>, SeedError> {
    let path = input.folder.join("shops.toml");
    let text = std::fs::read_to_string(&path).map_err(unreadable(&path))?;
    let file: ShopsFile = toml::from_str(&text).map_err(wrong(&path))?;
    let products = if file.names_all() {
        let mut products = read_products(market, &input.folder.join("catalogue.csv"))?;
        add_reviews(&mut products, &input.folder.join("reviews.csv"))?;
        products
    } else {
        read_products(market, &input.data_set)?
    };
    Ok(file.stock(market, products))
}

fn read_products(market: &Market, path: &Path) -> Result<Vec<ProductDraft>, SeedError> {
    let file = File::open(path).map_err(unreadable(path))?;
    let mut options = ReadOptions::new(market.currency);
    options.unit_minor = market.money_format.unit_minor;
    let records = read(BufReader::new(file), &options).map_err(|error: FileError| wrong(path)(error))?;
    let products = records.filter_map(|record| match record {
        Record::Product(mut draft) => {
            stock::fill(&mut draft);
            Some(*draft)
        }
        Record::Finding(_) => None,
    });
    Ok(products.collect())
}

/// A review whose author is named.
#[derive(Debug, Deserialize)]
struct NamedReview {
    product_handle: String,
    rating: u8,
    author: String,
    text: String,
}

/// Adds the reviews of a file to its products; the author travels before the text.
fn add_reviews(products: &mut [ProductDraft], path: &Path) -> Result<(), SeedError> {
    let mut by_handle: BTreeMap<String, Vec<ReviewDraft>> = BTreeMap::new();
    let mut rows = csv::Reader::from_path(path).map_err(wrong(path))?;
    for (row, line) in rows.deserialize().zip(2..) {
        let row: NamedReview = row.map_err(wrong(path))?;
        by_handle
            .entry(row.product_handle)
            .or_default()
            .push(ReviewDraft {
                rating: row.rating,
                text: format!("{}{AUTHOR_SIGN}{}", row.author, row.text),
                sentiment: None,
                emotion: None,
                line,
            });
    }
    for product in products {
        product.reviews = by_handle.remove(&product.external_key).unwrap_or_default();
    }
    Ok(())
}

/// Stands between author and text while a named review travels as a draft; no text has it.
const AUTHOR_SIGN: char = '\u{1f}';

async fn seed_shop(ctx: &Context, demo: DemoShop) -> Result<(usize, usize), SeedError> {
    let email = demo.email.parse().map_err(|reason| SeedError::Email {
        handle: demo.handle.clone(),
        reason,
    })?;
    let mut tx = ctx.home().begin().await?;
    let owner = people::person(ctx, &mut tx, email, &demo.owner).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    let shop = open_or_find(ctx, &demo, owner).await?;
    let mut tx = ctx.home().begin().await?;
    sellers::verify(ctx, &mut tx, &shop).await?;
    let mut counts = (0, 0);
    if product::count(&mut tx, shop.shop_id).await? == 0 {
        let figures = demo
            .products
            .iter()
            .map(|draft| (draft.external_key.clone(), stock::figures(draft)));
        let figures: BTreeMap<_, _> = figures.collect();
        let mut drafts = demo.products;
        for draft in &mut drafts {
            draft.figures = figures.get(&draft.external_key).copied();
        }
        let terms = Terms {
            writer: Writer {
                ctx,
                shop: &shop,
                editor: owner,
                now: ctx.now(),
            },
            category: None,
            as_drafts: false,
            products_max: u32::MAX,
        };
        let fresh = apply(&mut tx, terms, drafts, &mut Report::default()).await?;
        counts = (
            fresh.len(),
            write_reviews(ctx, &mut tx, shop.shop_id, fresh).await?,
        );
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(counts)
}

async fn open_or_find(ctx: &Context, demo: &DemoShop, owner: AccountId) -> Result<Shop, SeedError> {
    let mut conn = ctx.store().read().await?;
    let entry = directory::by_handle(&mut conn, ctx.market().code.as_str(), &demo.handle).await?;
    drop(conn);
    if let Some(entry) = entry {
        let mut conn = ctx.home().read().await?;
        if let Some(shop) = shop::by_id(&mut conn, entry.shop_id).await? {
            return Ok(shop);
        }
    }
    let input = ShopInput {
        handle: Some(demo.handle.clone()),
        name: demo.name.clone(),
        description: demo.about.clone(),
        place: demo.place.clone(),
    };
    let failed = |source| SeedError::Shop {
        handle: demo.handle.clone(),
        source,
    };
    open_for(ctx, owner, &input, &Newcomer::local(ctx, sellers::standing(demo)))
        .await
        .map_err(failed)
}

async fn write_reviews(
    ctx: &Context,
    conn: &mut PgConnection,
    shop_id: ShopId,
    products: Vec<Fresh>,
) -> Result<usize, SeedError> {
    let now = ctx.now();
    let mut figures: Vec<(ProductId, Figures)> = Vec::new();
    let mut reviews: Vec<(ProductId, Review)> = Vec::new();
    for fresh in products {
        if let Some(found) = fresh.figures {
            let hundredths = u16::from(found.rating_tenths) * 10;
            let rating = Rating {
                hundredths,
                count: found.reviews,
            };
            let rating =
                Some(rating).filter(|rating| rating.count > 0 && (100..=500).contains(&rating.hundredths));
            figures.push((
                fresh.product_id,
                Figures {
                    rating,
                    sold: found.sold,
                },
            ));
        }
        reviews.extend(fresh.reviews.into_iter().filter_map(|draft| {
            // Ids sort by time, so the first of the file is the newest.
            let at = now - Duration::milliseconds(i64::try_from(draft.line).unwrap_or(0));
            Some((
                fresh.product_id,
                review_of(draft, ReviewId::new(at, &ctx.entropy()), now)?,
            ))
        }));
    }
    review::set_figures(&mut *conn, shop_id, &figures).await?;
    review::insert_many(conn, shop_id, &reviews).await?;
    Ok(reviews.len())
}

fn review_of(draft: ReviewDraft, review_id: ReviewId, now: Instant) -> Option<Review> {
    let stars = Stars::new(draft.rating)?;
    let (origin, body) = match draft.text.split_once(AUTHOR_SIGN) {
        Some((author, text)) => {
            let days = i64::try_from(pasar_motif::seed(text) % 300).unwrap_or(0) + 3;
            let written_at = now - Duration::days(days);
            (
                ReviewOrigin::Buyer {
                    name: author.to_owned(),
                    written_at,
                },
                text.to_owned(),
            )
        }
        None => (
            ReviewOrigin::DataSet {
                source: "PRDECT-ID".to_owned(),
            },
            draft.text,
        ),
    };
    Some(Review {
        review_id,
        stars,
        body,
        origin,
    })
}

fn unreadable(path: &Path) -> impl Fn(std::io::Error) -> SeedError {
    move |source| SeedError::Unreadable {
        path: path.to_owned(),
        source,
    }
}

fn wrong<E: std::fmt::Display>(path: &Path) -> impl Fn(E) -> SeedError {
    move |error| SeedError::Wrong {
        path: path.to_owned(),
        problem: error.to_string(),
    }
}
