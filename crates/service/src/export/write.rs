//! Writes all products of a shop as a file that other systems, and this one, can read.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use pasar_domain::handle::Handle;
use pasar_domain::market::Market;
use pasar_domain::offer::OfferedVariant;
use pasar_domain::picture::PictureKind;
use pasar_domain::product::ProductState;
use pasar_domain::shop::Shop;
use pasar_interchange::{
    Channel, Condition, GoogleTableWriter, GoogleXmlWriter, Gtin, Lines, Links, PictureDraft, ProductDraft,
    ShopifyWriter, VariantDraft,
};
use pasar_store::{product, shop};
use tokio::sync::mpsc;

use crate::Context;
use crate::actor::ShopKeeper;
use crate::product::current::{CurrentProduct, complete};

/// Products that are read at a time.
const BATCH: i64 = 100;

/// What kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// Shopify product CSV with the newer header.
    Shopify,
    /// Google Merchant product data as tab-separated text.
    GoogleTable,
    /// Google Merchant product data as RSS.
    GoogleXml,
}

impl ExportFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Shopify, Self::GoogleTable, Self::GoogleXml];

    /// Its stable word in addresses and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Shopify => "shopify",
            Self::GoogleTable => "google-table",
            Self::GoogleXml => "google-xml",
        }
    }

    /// The format of this word.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }

    /// What the file's name ends with.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Shopify => "csv",
            Self::GoogleTable => "tsv",
            Self::GoogleXml => "xml",
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Shopify => "text/csv; charset=utf-8",
            Self::GoogleTable => "text/tab-separated-values; charset=utf-8",
            Self::GoogleXml => "application/rss+xml; charset=utf-8",
        }
    }
}

/// Why an export broke off.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// There is no such shop.
    #[error("there is no such shop")]
    NotFound,
    /// The file could not be written.
    #[error("the file could not be written")]
    Write(#[from] io::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Writes every product of the keeper's shop that is not deleted, drafts too, in pieces as they get ready; reading slowly slows
/// the writing. `base_url` is the address of the market's pages, `https://pasar.example/id`, without a slash behind it.
pub fn write(
    ctx: &Context,
    keeper: ShopKeeper,
    format: ExportFormat,
    base_url: &str,
) -> mpsc::Receiver<Result<Bytes, ExportError>> {
    let (sender, receiver) = mpsc::channel(2);
    let (ctx, base_url) = (ctx.clone(), base_url.to_owned());
    tokio::spawn(async move {
        if let Err(error) = write_all(&ctx, keeper, format, &base_url, &sender).await {
            // Nobody is left to tell when the receiver is gone.
            let _ = sender.send(Err(error)).await;
        }
    });
    receiver
}

async fn write_all(
    ctx: &Context,
    keeper: ShopKeeper,
    format: ExportFormat,
    base_url: &str,
    sender: &mpsc::Sender<Result<Bytes, ExportError>>,
) -> Result<(), ExportError> {
    let mut conn = ctx.home().read().await?;
    let shop = shop::by_id(&mut conn, keeper.shop_id())
        .await?
        .ok_or(ExportError::NotFound)?;
    let buffer = Buffer::default();
    let products = format!("{base_url}/products/{}", shop.handle);
    // A product's address has its handle, which is not always its key.
    let handles: Arc<Mutex<BTreeMap<String, String>>> = Arc::default();
    let known = Arc::clone(&handles);
    let links = move |draft: &ProductDraft, _: &VariantDraft| {
        let handles = known.lock().unwrap_or_else(PoisonError::into_inner);
        format!(
            "{products}/{}",
            handles.get(&draft.external_key).unwrap_or(&draft.external_key)
        )
    };
    let mut writer = Writer::begin(format, buffer.clone(), &shop, base_url, &links)?;
    let mut after = None;
    loop {
        let products = product::all_of_shop(&mut conn, keeper.shop_id(), after, BATCH).await?;
        let Some(last) = products.last() else { break };
        after = Some(last.product_id);
        for current in complete(&mut conn, keeper.shop_id(), products)
            .await?
            .into_values()
        {
            let draft = draft(ctx.market(), &current);
            let entry = (draft.external_key.clone(), current.product.handle.to_string());
            handles
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .extend([entry]);
            writer.write(&draft)?;
        }
        handles.lock().unwrap_or_else(PoisonError::into_inner).clear();
        if sender.send(Ok(buffer.take())).await.is_err() {
            return Ok(()); // the reader went away
        }
    }
    writer.finish()?;
    drop(sender.send(Ok(buffer.take())).await);
    Ok(())
}

fn shop_page(base_url: &str, shop: &Shop) -> String {
    format!("{base_url}/shops/{}", shop.handle)
}

enum Writer<'a> {
    Shopify(ShopifyWriter<Buffer>),
    GoogleTable(GoogleTableWriter<'a, Buffer>),
    GoogleXml(GoogleXmlWriter<'a, Buffer>),
}

impl<'a> Writer<'a> {
    fn begin(
        format: ExportFormat,
        out: Buffer,
        shop: &Shop,
        base_url: &str,
        links: Links<'a>,
    ) -> io::Result<Self> {
        Ok(match format {
            ExportFormat::Shopify => Self::Shopify(ShopifyWriter::new(out)?),
            ExportFormat::GoogleTable => Self::GoogleTable(GoogleTableWriter::new(out, links)?),
            ExportFormat::GoogleXml => {
                let channel = Channel {
                    title: shop.name.clone(),
                    link: shop_page(base_url, shop),
                    description: shop.description.clone(),
                };
                Self::GoogleXml(GoogleXmlWriter::new(out, &channel, links)?)
            }
        })
    }

    fn write(&mut self, draft: &ProductDraft) -> io::Result<()> {
        match self {
            Self::Shopify(writer) => writer.write(draft),
            Self::GoogleTable(writer) => writer.write(draft),
            Self::GoogleXml(writer) => writer.write(draft),
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Self::Shopify(writer) => writer.finish().map(drop),
            Self::GoogleTable(writer) => writer.finish().map(drop),
            Self::GoogleXml(writer) => writer.finish().map(drop),
        }
    }
}

/// What was written and not yet passed on.
#[derive(Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Buffer {
    fn take(&self) -> Bytes {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).into()
    }
}

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A product as files describe it: the inverse of what an import does with a draft.
fn draft(market: &Market, current: &CurrentProduct) -> ProductDraft {
    let content = &current.product.content;
    let key = current
        .product
        .external_key
        .clone()
        .unwrap_or_else(|| current.product.handle.to_string());
    let links = current.pictures.iter().filter_map(|picture| match &picture.kind {
        PictureKind::Linked { url } => Some((url, &picture.alt)),
        PictureKind::Drawn { .. } | PictureKind::Uploaded { .. } => None,
    });
    let pictures = (1..).zip(links).map(|(position, (url, alt))| PictureDraft {
        url: url.clone(),
        alt: alt.clone(),
        position,
    });
    ProductDraft {
        title: content.title.clone(),
        description_html: content.description_html.clone(),
        category_hint: category_name(market, &content.category),
        tags: content.tags.clone(),
        brand: content.brand.clone(),
        attributes: content.attributes.clone(),
        options: content.option_names.clone(),
        variants: current
            .variants
            .iter()
            .map(|offered| variant(&key, offered))
            .collect(),
        external_key: key,
        pictures: pictures.collect(),
        published: matches!(current.product.state, ProductState::Active { .. }),
        ship_from: current
            .variants
            .first()
            .map(|variant| variant.offer.ship_from_place.clone()),
        reviews: Vec::new(),
        figures: None,
        continues: false,
        complete: true,
        lines: Lines::default(),
    }
}

/// The category's name in Google's taxonomy, which other systems know, too; else our own word.
fn category_name(market: &Market, slug: &str) -> Option<String> {
    let category = market.categories.get(slug)?;
    let google = category.external_names.get("google").into_iter().flatten();
    let named = google.clone().find(|name| name.parse::<u32>().is_err());
    Some(named.map_or_else(|| slug.to_owned(), String::clone))
}

fn variant(product_key: &str, current: &OfferedVariant) -> VariantDraft {
    let variant = &current.variant;
    let key = variant.external_key.clone().or_else(|| variant.sku.clone());
    let key = key.unwrap_or_else(|| {
        let words = Handle::from_title(&variant.option_values.join(" "));
        words.map_or_else(
            || product_key.to_owned(),
            |words| format!("{product_key}-{words}"),
        )
    });
    VariantDraft {
        external_key: key,
        sku: variant.sku.clone(),
        option_values: variant.option_values.clone(),
        price: current.offer.price,
        compare_at: current.offer.compare_at,
        stock: Some(current.stock.on_hand),
        grams: variant.grams.filter(|grams| *grams > 0),
        gtin: variant
            .gtin
            .as_deref()
            .and_then(|gtin| Some(Gtin::read(gtin).ok()?.0)),
        mpn: None,
        condition: Condition::New,
        picture: None,
        line: 0,
    }
}
