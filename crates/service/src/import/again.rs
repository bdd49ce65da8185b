//! Reads a file for real that was only looked through before, without sending it a second time.

use pasar_domain::id::ImportId;
use pasar_domain::import::{Import, ImportState, ImportTally};
use pasar_store::import;

use super::start::promise;
use crate::Context;
use crate::actor::ShopKeeper;

/// Why a file is not read for real.
#[derive(Debug, thiserror::Error)]
pub enum AgainError {
    /// The shop has no such import.
    #[error("there is no such import")]
    NotFound,
    /// It was no dry run, is not over yet, or was refused.
    #[error("only a dry run that has come to its end can be imported for real")]
    NotADryRun,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Promises to read the file of a dry run once more, this time into the shop. The dry run stays as it is, to compare with.
///
/// # Errors
/// See [`AgainError`].
pub async fn again(ctx: &Context, keeper: ShopKeeper, import_id: ImportId) -> Result<Import, AgainError> {
    let mut conn = ctx.home().read().await?;
    let tried = import::by_id(&mut conn, keeper.shop_id(), import_id).await?;
    drop(conn);
    let tried = tried.ok_or(AgainError::NotFound)?;
    if !tried.dry_run || !matches!(tried.state, ImportState::Done { .. }) {
        return Err(AgainError::NotADryRun);
    }
    let now = ctx.now();
    let begun = Import {
        import_id: ImportId::new(now, &ctx.entropy()),
        dry_run: false,
        state: ImportState::Waiting,
        bytes_read: 0,
        next_product: 0,
        tally: ImportTally::default(),
        created_by: keeper.account_id(),
        created_at: now,
        ..tried
    };
    promise(ctx, &begun).await?;
    Ok(begun)
}
