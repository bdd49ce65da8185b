//! Listings as they were last written, so that a product that many programs look at is not read and written anew for each of them.
//!
//! Nothing is ever answered that was not true when it was asked: each request has the present stamp of its listing looked up
//! (`pasar_service::listing::show::stamps`), and what is on the shelf is taken only if it was written at that stamp. Stamps are gathered:
//! while one query is under way, the requests that come in wait for the next, which answers all of them. So a busy market asks the
//! database once for many requests, and a quiet one waits for nobody.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use pasar_service::listing::show;
use pasar_service::{Context, StoreError};
use tokio::sync::{mpsc, oneshot};

use crate::api::Call;
use crate::api::model::ListingJson;
use crate::error::WebError;

/// When what is on the shelf exceeds so many bytes, it is cleared. What is asked for comes back at once.
const BYTES_MAX: usize = 16 * 1024 * 1024;
/// Most listings whose stamps are asked for at once.
const GATHERED: usize = 64;
/// Requests that may wait for their stamp.
const WAITING: usize = 4_096;

/// A listing, written.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// Its JSON.
    pub json: Bytes,
    /// Names this very text, for `ETag`.
    pub tag: Arc<str>,
    stamp: i64,
}

/// A shop's handle, a product's handle, and the market and language that it is written for.
type Title = (String, String, String);

/// A request that waits for the stamp of a listing.
struct Asked {
    shop: String,
    product: String,
    answer: oneshot::Sender<Option<i64>>,
}

/// Written listings of every market.
#[derive(Debug, Default)]
pub struct Shelf {
    written: Mutex<Stock>,
    gatherers: Mutex<HashMap<String, mpsc::Sender<Asked>>>,
}

#[derive(Debug, Default)]
struct Stock {
    listings: HashMap<Title, Written>,
    bytes: usize,
}

impl Shelf {
    /// The listing as it stands; nothing when it is not live.
    ///
    /// # Errors
    /// The database's.
    pub(super) async fn listing(
        &self,
        call: &Call,
        shop: String,
        product: String,
    ) -> Result<Option<Written>, WebError> {
        let edition = format!("{}/{}", call.l.market().code, call.l.lang());
        let Some(stamp) = self.stamp(&call.ctx, &shop, &product).await? else {
            return Ok(None);
        };
        let title = (shop, product, edition);
        if let Some(written) = self.find(&title).filter(|written| written.stamp == stamp) {
            return Ok(Some(written));
        }
        let Some((listing, stamp)) = show::stamped(&call.ctx, &title.0, &title.1).await? else {
            return Ok(None);
        };
        let json = serde_json::to_vec(&ListingJson::new(call, &listing)).map_err(WebError::internal)?;
        let written = Written {
            json: json.into(),
            tag: Arc::from(format!("W/\"{stamp:x}-{}\"", call.l.lang())),
            stamp,
        };
        self.keep(title, written.clone());
        Ok(Some(written))
    }

    fn find(&self, title: &Title) -> Option<Written> {
        let stock = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        stock.listings.get(title).cloned()
    }

    fn keep(&self, title: Title, written: Written) {
        let mut stock = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        if stock.bytes > BYTES_MAX {
            *stock = Stock::default();
        }
        stock.bytes += written.json.len();
        if let Some(former) = stock.listings.insert(title, written) {
            stock.bytes = stock.bytes.saturating_sub(former.json.len());
        }
    }

    async fn stamp(&self, ctx: &Context, shop: &str, product: &str) -> Result<Option<i64>, WebError> {
        let (answer, waiting) = oneshot::channel();
        let asked = Asked {
            shop: shop.to_owned(),
            product: product.to_owned(),
            answer,
        };
        let gatherer = self.gatherer(ctx);
        let gone = "the gatherer of stamps has stopped";
        gatherer
            .send(asked)
            .await
            .map_err(|_| WebError::unavailable(gone))?;
        // A gatherer whose query failed answers nobody; the log has its error.
        waiting.await.map_err(|_| WebError::unavailable(gone))
    }

    /// The task that gathers for a market; it ends when this shelf is dropped.
    fn gatherer(&self, ctx: &Context) -> mpsc::Sender<Asked> {
        let mut gatherers = self.gatherers.lock().unwrap_or_else(PoisonError::into_inner);
        let code = ctx.market().code.as_str();
        if let Some(known) = gatherers.get(code).filter(|known| !known.is_closed()) {
            return known.clone();
        }
        let (sender, receiver) = mpsc::channel(WAITING);
        tokio::spawn(gather(ctx.clone(), receiver));
        gatherers.insert(code.to_owned(), sender.clone());
        sender
    }
}

async fn gather(ctx: Context, mut receiver: mpsc::Receiver<Asked>) {
    let mut waiting = Vec::with_capacity(GATHERED);
    while receiver.recv_many(&mut waiting, GATHERED).await > 0 {
        let asked = std::mem::take(&mut waiting);
        if let Err(error) = answer(&ctx, asked).await {
            tracing::error!(%error, "stamps of listings could not be read");
        }
    }
}

/// Looks up what is asked, each listing once, and answers everyone.
async fn answer(ctx: &Context, asked: Vec<Asked>) -> Result<(), StoreError> {
    let mut places: HashMap<(&str, &str), usize> = HashMap::with_capacity(asked.len());
    let (mut shops, mut products) = (Vec::new(), Vec::new());
    let mut wanted = Vec::with_capacity(asked.len());
    for one in &asked {
        let place = *places.entry((&one.shop, &one.product)).or_insert_with(|| {
            shops.push(one.shop.clone());
            products.push(one.product.clone());
            shops.len() - 1
        });
        wanted.push(place);
    }
    let stamps = show::stamps(ctx, &shops, &products).await?;
    for (one, place) in asked.into_iter().zip(wanted) {
        // Who does not wait any more needs no answer.
        let _ = one.answer.send(stamps.get(place).copied().flatten());
    }
    Ok(())
}
