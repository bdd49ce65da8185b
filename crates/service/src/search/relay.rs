//! Keeps the index in step: takes what has changed from the outbox and writes it into the index.

use pasar_domain::id::ProductId;
use pasar_search::Batch;
use pasar_store::outbox;

use super::find::FindError;
use crate::Context;
use crate::listing::documents::documents;

/// Most changes that are written at once. Usually a few wait; when a new charter version moves half a market, each commit of the index
/// costs far more than what is in it, so batches are as large as memory allows: some tens of megabytes of documents.
const BATCH: u32 = 20_000;

/// Writes waiting changes into the index, one batch of them. Returns how many listings it looked at; call again while there are
/// some. The changes leave the outbox only when the index has them; applying them twice does no harm.
///
/// # Errors
/// See [`FindError`]; the changes stay in the outbox.
pub async fn relay(ctx: &Context) -> Result<usize, FindError> {
    let mut tx = ctx.home().begin().await?;
    let changed = outbox::take_listings(&mut tx, BATCH).await?;
    if changed.is_empty() {
        return Ok(0);
    }
    let ids: Vec<ProductId> = changed.iter().map(|(_, product)| *product).collect();
    let upserts = documents(ctx, &mut tx, &ids).await?;
    let live: std::collections::BTreeSet<ProductId> =
        upserts.iter().map(|document| document.product_id).collect();
    let deletions = ids.into_iter().filter(|id| !live.contains(id)).collect();
    let batch = Batch {
        upserts,
        deletions,
        position: None,
    };
    let index = std::sync::Arc::clone(ctx.index());
    tokio::task::spawn_blocking(move || index.apply(&batch))
        .await
        .map_err(|_| FindError::Stopping)??;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(changed.len())
}
