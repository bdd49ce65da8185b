//! Finds listings by words and filters. Category pages, shop pages and the home page are searches without words.

use pasar_domain::programme::Stage;
use pasar_search::{Facets, Query};
use pasar_store::listing::{self, ListingCard};

use crate::Context;

/// Why nothing could be searched.
#[derive(Debug, thiserror::Error)]
pub enum FindError {
    /// The index is being built for the first time, or anew after damage.
    #[error("the search is being prepared; try again in a minute")]
    Preparing,
    /// The index failed.
    #[error("the search failed")]
    Index(#[source] pasar_search::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
    /// The program is shutting down.
    #[error("the program is stopping; try again in a minute")]
    Stopping,
}

impl From<pasar_search::Error> for FindError {
    fn from(error: pasar_search::Error) -> Self {
        match error {
            pasar_search::Error::Outdated { .. } => Self::Preparing,
            other => Self::Index(other),
        }
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// The listings of this page, best first. One that the index still knows but buyers may no longer see is left out, so there
    /// may be fewer than asked for.
    pub cards: Vec<ListingCard>,
    /// How many listings match in all.
    pub total: usize,
    /// Is there a page after this one?
    pub more: bool,
    /// How many matches each further filter would leave.
    pub facets: Facets,
    /// "Did you mean": the words that were searched instead of unknown ones.
    pub corrected: Option<String>,
    /// Nothing has all the words; these have some.
    pub relaxed: bool,
}

/// Searches.
///
/// # Errors
/// See [`FindError`].
pub async fn find(ctx: &Context, mut query: Query) -> Result<Found, FindError> {
    query.for_cohort = is_for_cohort(ctx).await?;
    query.at = Some(ctx.now());
    let index = std::sync::Arc::clone(ctx.index());
    let end = query.offset.saturating_add(query.limit);
    let page = tokio::task::spawn_blocking(move || index.search(&query))
        .await
        .map_err(|_| FindError::Stopping)??;
    let ids: Vec<_> = page.hits.iter().map(|hit| hit.product_id).collect();
    let cards = crate::listing::cards::cards(ctx, &ids).await?;
    // What the index still has and buyers may not see any more is not counted either, as far as it stands on this page.
    let is_whole = page.total <= ids.len();
    let total = if is_whole { cards.len() } else { page.total };
    Ok(Found {
        cards,
        total,
        more: page.total > end && end < pasar_search::OFFSET_MAX,
        facets: page.facets,
        corrected: page.corrected,
        relaxed: page.relaxed,
    })
}

/// Does the viewer find what is only for a pilot's cohort? The database is asked only where there is such a thing.
pub(super) async fn is_for_cohort(ctx: &Context) -> Result<bool, FindError> {
    // The index may have to open files that changed.
    let index = std::sync::Arc::clone(ctx.index());
    let has_any = tokio::task::spawn_blocking(move || index.has_for_cohort()).await;
    if !has_any.map_err(|_| FindError::Stopping)?? {
        return Ok(false);
    }
    let mut conn = ctx.home().read().await?;
    let programme = listing::programme_at(&mut conn, ctx.now()).await?;
    let in_cohort = |buyer| programme.has_in_cohort(buyer);
    Ok(match programme.stage {
        Stage::Open => true,
        Stage::Pilot => ctx.viewer().account_id.is_some_and(in_cohort),
        Stage::Closed | Stage::Paused => false,
    })
}

/// At most `max` phrases that begin with what is typed.
///
/// # Errors
/// See [`FindError`].
pub async fn suggest(ctx: &Context, typed: String, max: usize) -> Result<Vec<String>, FindError> {
    let index = std::sync::Arc::clone(ctx.index());
    let phrases = tokio::task::spawn_blocking(move || index.suggest(&typed, max)).await;
    Ok(phrases.map_err(|_| FindError::Stopping)??)
}
