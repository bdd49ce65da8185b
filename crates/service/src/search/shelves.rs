//! The shelves of a market's home page: a few of its listings in several orders, each listing once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use pasar_domain::id::ProductId;
use pasar_search::{Index, Query};
use pasar_store::listing::ListingCard;

use super::find::{FindError, is_for_cohort};
use crate::Context;

/// Fills one shelf for each query with at most its `limit` of listings. What stands on a shelf is left out of those after it.
/// One query of the database, whatever the number of shelves.
///
/// # Errors
/// See [`FindError`].
pub async fn shelves(ctx: &Context, mut queries: Vec<Query>) -> Result<Vec<Vec<ListingCard>>, FindError> {
    let for_cohort = is_for_cohort(ctx).await?;
    for query in &mut queries {
        query.for_cohort = for_cohort;
        query.at = Some(ctx.now());
    }
    let index = Arc::clone(ctx.index());
    let found = tokio::task::spawn_blocking(move || choose(&index, queries)).await;
    let shelves = found.map_err(|_| FindError::Stopping)??;
    let ids: Vec<ProductId> = shelves.iter().flatten().copied().collect();
    let cards = crate::listing::cards::cards(ctx, &ids).await?;
    let mut cards: BTreeMap<ProductId, ListingCard> =
        cards.into_iter().map(|card| (card.product_id, card)).collect();
    let shelf = |ids: Vec<ProductId>| ids.into_iter().filter_map(|id| cards.remove(&id)).collect();
    Ok(shelves.into_iter().map(shelf).collect())
}

fn choose(index: &Index, queries: Vec<Query>) -> Result<Vec<Vec<ProductId>>, pasar_search::Error> {
    let mut taken = BTreeSet::new();
    let mut shelves = Vec::with_capacity(queries.len());
    for mut query in queries {
        let limit = query.limit;
        // So many are enough even if all that stand elsewhere come first.
        query.limit = limit.saturating_add(taken.len()).min(pasar_search::LIMIT_MAX);
        query.facets = false;
        let hits = index.search(&query)?.hits.into_iter().map(|hit| hit.product_id);
        let shelf: Vec<ProductId> = hits.filter(|id| !taken.contains(id)).take(limit).collect();
        taken.extend(shelf.iter().copied());
        shelves.push(shelf);
    }
    Ok(shelves)
}
