//! Says whether a market can be served at this instant.

use crate::Context;

/// Why a market cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum NotReady {
    /// The database does not answer.
    #[error("the database does not answer: {0}")]
    Database(#[from] pasar_store::Error),
    /// The search index is missing or of an older kind; it is being built, or has to be.
    #[error("the search index is not ready: {0}")]
    Search(#[source] pasar_search::Error),
}

impl NotReady {
    /// One word for programs that watch.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Database(_) => "database",
            Self::Search(_) => "search",
        }
    }
}

/// Asks the market's database and its search index for the least they can do.
///
/// # Errors
/// The first of them that cannot.
pub async fn ready(ctx: &Context) -> Result<(), NotReady> {
    let mut connection = ctx.home().read().await?;
    pasar_store::cell::answers(&mut connection).await?;
    let nothing = pasar_search::Query {
        facets: false,
        limit: 1,
        ..pasar_search::Query::default()
    };
    ctx.index().search(&nothing).map_err(NotReady::Search)?;
    Ok(())
}
