//! Builds the market's index anew from the database.

use pasar_search::Document;
use pasar_store::listing;
use tokio::sync::mpsc;

use super::find::FindError;
use crate::Context;
use crate::listing::documents::seen;

/// Listings that are read at a time.
const BATCH: i64 = 500;

/// How far a rebuilding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Listings written.
    pub done: u64,
    /// Listings there are, about.
    pub total: u64,
}

/// Reads every live listing and writes a new index beside the one in use, then puts it in use. Changes that happen
/// meanwhile stay in the outbox and are applied after it.
///
/// # Errors
/// See [`FindError`]; the index in use stays as it was.
pub async fn rebuild(ctx: &Context, mut progress: impl FnMut(Progress)) -> Result<u64, FindError> {
    let mut conn = ctx.home().read().await?;
    let total = u64::try_from(listing::count(&mut conn).await?).unwrap_or(0);
    let index = std::sync::Arc::clone(ctx.index());
    let (sender, mut receiver) = mpsc::channel::<Vec<Document>>(2);
    let writing = tokio::task::spawn_blocking(move || {
        let mut rebuild = index.rebuild()?;
        while let Some(documents) = receiver.blocking_recv() {
            for document in &documents {
                rebuild.add(document)?;
            }
        }
        Ok::<_, pasar_search::Error>(rebuild)
    });
    let mut after = None;
    let mut done = 0;
    loop {
        let listings = listing::documents_after(&mut conn, after, BATCH).await?;
        let Some(last) = listings.last() else { break };
        after = Some(last.product_id);
        done += u64::try_from(listings.len()).unwrap_or(0);
        let documents = seen(ctx, &mut conn, listings).await?;
        if sender.send(documents).await.is_err() {
            break; // the writer has failed and says why below
        }
        progress(Progress { done, total });
    }
    drop(sender);
    let rebuild = writing.await.map_err(|_| FindError::Stopping)??;
    tokio::task::spawn_blocking(move || rebuild.finish(None))
        .await
        .map_err(|_| FindError::Stopping)??;
    Ok(done)
}
