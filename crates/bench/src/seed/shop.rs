//! A shop, its goods from product files, and what buyers need to know to order them.

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use serde_json::{Value as Json, json};
use tokio::task::JoinSet;

use super::{AT_ONCE, buyer, catalogue, seller};
use crate::server::Program;
use crate::site::{Site, list, number, text};

/// Categories that the goods are spread over.
const CATEGORIES: usize = 8;
/// How long the search index may take to know all goods.
const FOUND_WITHIN: Duration = Duration::from_secs(120);

/// A shop with goods.
#[derive(Debug)]
pub(crate) struct Shop {
    /// Its name in addresses.
    pub(crate) handle: String,
    /// What it sells, the hot product not among them.
    pub(crate) offers: Vec<Offer>,
    /// What everybody wants.
    pub(crate) hot: Offer,
    /// The categories in which it sells.
    pub(crate) categories: Vec<String>,
    /// What its buyers look for.
    pub(crate) searches: Vec<String>,
}

impl Shop {
    /// Everything that it sells.
    fn all(&self) -> impl Iterator<Item = &Offer> {
        self.offers.iter().chain([&self.hot])
    }

    /// Pieces that could be bought before anybody did.
    pub(crate) fn pieces(&self) -> i64 {
        self.all().map(|offer| offer.available).sum()
    }
}

/// What can be bought.
#[derive(Debug, Clone)]
pub(crate) struct Offer {
    /// The product's name in addresses.
    pub(crate) handle: String,
    /// The product's title.
    pub(crate) title: String,
    /// Whose it is.
    pub(crate) shop_id: String,
    /// The offer.
    pub(crate) offer_id: String,
    /// What a piece costs, in minor units.
    pub(crate) price_minor: i64,
    /// In this currency.
    pub(crate) currency: String,
    /// Pieces that can be bought.
    pub(crate) available: i64,
}

/// Opens a shop and fills it.
pub(super) async fn open(
    program: &Program,
    server: SocketAddr,
    market: &str,
    address: &Json,
    skus: u32,
) -> anyhow::Result<Shop> {
    let key = buyer::key_of(server, market, "seller").await?;
    let owner = Site::visit(server, market)?.with_key(&key);
    let input = json!({"name": "Sanggar Ukur", "place": text(address, "/city")?});
    let shop = owner.make("/seller/shops", &input).await?;
    let handle = text(&shop, "/handle")?.to_owned();
    seller::verify_all(program, market)?;

    let categories = leaves(&owner).await?;
    let files = files(&categories, skus);
    for (category, titles) in &files {
        import(program, market, &handle, category, titles)?;
    }
    let offers = offers(&owner, &handle, skus + 1).await?;
    let (mut hot, offers): (Vec<Offer>, Vec<Offer>) = offers
        .into_iter()
        .partition(|offer| offer.title == catalogue::HOT_TITLE);
    Ok(Shop {
        handle,
        offers,
        hot: hot.pop().context("the hot product is missing")?,
        categories: files.into_keys().collect(),
        searches: catalogue::searches(),
    })
}

/// Some categories whose products must say nothing about themselves that our file does not.
async fn leaves(site: &Site) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for category in list(&site.read("/categories").await?, "/data")? {
        if found.len() == CATEGORIES || category.pointer("/is_leaf").and_then(Json::as_bool) != Some(true) {
            continue;
        }
        let slug = text(category, "/slug")?;
        let whole = site.read(&format!("/categories/{slug}")).await?;
        let is_required =
            |attribute: &Json| attribute.pointer("/required").and_then(Json::as_bool) == Some(true);
        if !list(&whole, "/attributes")?.iter().any(is_required) {
            found.push(slug.to_owned());
        }
    }
    if found.is_empty() {
        bail!("the market has no category that takes anything");
    }
    Ok(found)
}

/// The titles of each category's file. The hot product is in the first one.
fn files(categories: &[String], skus: u32) -> BTreeMap<String, Vec<String>> {
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (number, category) in (0..skus).zip(categories.iter().cycle()) {
        files
            .entry(category.clone())
            .or_default()
            .push(catalogue::title(number));
    }
    if let Some(mut first) = files.first_entry() {
        first.get_mut().push(catalogue::HOT_TITLE.to_owned());
    }
    files
}

fn import(
    program: &Program,
    market: &str,
    shop: &str,
    category: &str,
    titles: &[String],
) -> anyhow::Result<()> {
    let path = program.data.with_file_name(format!("{category}.csv"));
    fs::write(&path, catalogue::file(titles))
        .with_context(|| format!("cannot write `{}`", path.display()))?;
    let mut command = program.command();
    command
        .args([
            "import",
            "--market",
            market,
            "--shop",
            shop,
            "--category",
            category,
        ])
        .arg(&path);
    let output = command.output().context("cannot start the program")?;
    if !output.status.success() {
        bail!(
            "`{}` was not imported: {}{}",
            path.display(),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(())
}

/// Waits until all goods are found and reads what they are.
async fn offers(site: &Site, shop: &str, count: u32) -> anyhow::Result<Vec<Offer>> {
    let begun = Instant::now();
    loop {
        let found = number(
            &site.read(&format!("/products?shop={shop}&limit=1")).await?,
            "/total",
        )?;
        if found >= i64::from(count) {
            break;
        }
        if begun.elapsed() > FOUND_WITHIN {
            bail!("only {found} of {count} products can be found");
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let mut handles = Vec::new();
    let mut next = String::new();
    loop {
        let page = site
            .read(&format!("/products?shop={shop}&limit=100{next}"))
            .await?;
        for card in list(&page, "/data")? {
            handles.push(text(card, "/handle")?.to_owned());
        }
        match text(&page, "/next") {
            Ok(cursor) => next = format!("&cursor={cursor}"),
            Err(_) => return details(site, shop, handles).await,
        }
    }
}

async fn details(site: &Site, shop: &str, handles: Vec<String>) -> anyhow::Result<Vec<Offer>> {
    let mut tasks = JoinSet::new();
    let mut offers = Vec::new();
    for handle in handles {
        if tasks.len() == AT_ONCE {
            offers.push(tasks.join_next().await.context("nobody reads")???);
        }
        let (site, shop) = (site.clone(), shop.to_owned());
        tasks.spawn(async move { detail(&site, &shop, &handle).await });
    }
    while let Some(ended) = tasks.join_next().await {
        offers.push(ended??);
    }
    offers.sort_by(|one, other| one.handle.cmp(&other.handle));
    Ok(offers)
}

async fn detail(site: &Site, shop: &str, handle: &str) -> anyhow::Result<Offer> {
    let listing = site.read(&format!("/products/{shop}/{handle}")).await?;
    Ok(Offer {
        handle: handle.to_owned(),
        title: text(&listing, "/title")?.to_owned(),
        shop_id: text(&listing, "/shop/shop_id")?.to_owned(),
        offer_id: text(&listing, "/variants/0/offer_id")?.to_owned(),
        price_minor: number(&listing, "/variants/0/price/amount_minor")?,
        currency: text(&listing, "/variants/0/price/currency")?.to_owned(),
        available: number(&listing, "/variants/0/available")?,
    })
}

/// Pieces that can still be bought, of all goods together.
pub(crate) async fn stock_left(site: &Site, shop: &Shop) -> anyhow::Result<i64> {
    let handles = shop.all().map(|offer| offer.handle.clone()).collect();
    let offers = details(site, &shop.handle, handles).await?;
    Ok(offers.iter().map(|offer| offer.available).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_product_is_in_one_file_and_the_hot_one_too() {
        let categories = ["b".to_owned(), "a".to_owned(), "c".to_owned()];
        let files = files(&categories, 10);
        let counts: Vec<usize> = files.values().map(Vec::len).collect();
        assert_eq!(counts, [3 + 1, 4, 3]);
        assert_eq!(files["a"].last().map(String::as_str), Some(catalogue::HOT_TITLE));
        assert_eq!(files["b"][0], catalogue::title(0));
    }
}
