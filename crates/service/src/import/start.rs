//! Takes a catalogue file and promises to read it.

use bytes::Bytes;
use futures::{Stream, StreamExt as _};
use object_store::path::Path;
use object_store::{ObjectStoreExt as _, WriteMultipart};
use pasar_domain::id::ImportId;
use pasar_domain::import::{FILE_BYTES_MAX, Import, ImportState, ImportTally};
use pasar_domain::problem::{ProblemKind, Problems};
use pasar_interchange::{FileError, HEAD_BYTES, detect};
use pasar_store::import;

use crate::Context;
use crate::actor::ShopKeeper;
use crate::job::{Job, enqueue};

/// Bytes of a part in which a file is stored.
const PART_BYTES: usize = 8 * 1024 * 1024;
/// Parts on their way at the same time.
const PARTS: usize = 2;

/// A file to be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StartImport {
    /// What it is called where it comes from.
    pub file_name: String,
    /// Is it read only to see what would happen?
    pub dry_run: bool,
    /// The category (a slug of a leaf) of goods whose own words for it the market does not know.
    pub category: Option<String>,
    /// Are new products kept as drafts, whatever the file says?
    pub as_drafts: bool,
}

/// Why a file was not taken.
#[derive(Debug, thiserror::Error)]
pub enum StartImportError {
    /// It is no catalogue; the error says what it is and what to do.
    #[error("{0}")]
    File(#[from] FileError),
    /// It is too large.
    #[error("the file is larger than {max} bytes; split it into several")]
    TooLarge {
        /// The most bytes.
        max: u64,
    },
    /// Something that was chosen is wrong.
    #[error("{0}")]
    Invalid(Problems),
    /// The upload broke off.
    #[error("the upload broke off; send the file again")]
    Interrupted,
    /// The file could not be kept.
    #[error("the file could not be stored")]
    Objects(#[from] object_store::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Stores a file as it comes in, looks at its beginning, and promises a job that reads it. The command line reads it itself at
/// once with [`super::run::run`]; the job then finds nothing to do.
///
/// # Errors
/// See [`StartImportError`]; nothing is kept then.
pub async fn start<E>(
    ctx: &Context,
    keeper: ShopKeeper,
    input: StartImport,
    file: impl Stream<Item = Result<Bytes, E>> + Send,
) -> Result<Import, StartImportError> {
    check_category(ctx, input.category.as_deref())?;
    let now = ctx.now();
    let import_id = ImportId::new(now, &ctx.entropy());
    let object_key = format!("imports/{}/{import_id}", keeper.shop_id());
    let path = Path::from(object_key.as_str());
    let upload = ctx.objects().put_multipart(&path).await?;
    let mut writer = WriteMultipart::new_with_chunk_size(upload, PART_BYTES);
    let stored = receive(&mut writer, file).await;
    let (head, bytes_total) = match stored {
        Ok(stored) => stored,
        Err(error) => {
            writer.abort().await?;
            return Err(error);
        }
    };
    let detected = match detect(&head, &input.file_name) {
        Ok(detected) => detected,
        Err(error) => {
            writer.abort().await?;
            return Err(error.into());
        }
    };
    writer.finish().await?;
    let begun = Import {
        shop_id: keeper.shop_id(),
        import_id,
        file_name: input
            .file_name
            .chars()
            .filter(|c| !c.is_control())
            .take(200)
            .collect(),
        format: detected.format.code().to_owned(),
        object_key,
        dry_run: input.dry_run,
        category: input.category.filter(|category| !category.is_empty()),
        as_drafts: input.as_drafts,
        state: ImportState::Waiting,
        bytes_total,
        bytes_read: 0,
        next_product: 0,
        tally: ImportTally::default(),
        created_by: keeper.account_id(),
        created_at: now,
    };
    promise(ctx, &begun).await?;
    Ok(begun)
}

/// Writes the import down with the job that reads it.
pub(super) async fn promise(ctx: &Context, begun: &Import) -> Result<(), pasar_store::Error> {
    let mut tx = ctx.home().begin().await?;
    import::insert(&mut tx, begun).await?;
    let reading = Job::RunImport {
        shop_id: begun.shop_id,
        import_id: begun.import_id,
    };
    enqueue(ctx, &mut tx, [reading], begun.created_at).await?;
    tx.commit().await?;
    ctx.bell().ring();
    Ok(())
}

fn check_category(ctx: &Context, category: Option<&str>) -> Result<(), StartImportError> {
    let Some(category) = category.filter(|category| !category.is_empty()) else {
        return Ok(());
    };
    if ctx.market().categories.is_leaf(category) {
        return Ok(());
    }
    let mut problems = Problems::default();
    problems.push(
        "category",
        ProblemKind::NotListed {
            text: category.to_owned(),
        },
    );
    Err(StartImportError::Invalid(problems))
}

/// Passes the file on to the object store; returns its first bytes and its length.
async fn receive<E>(
    writer: &mut WriteMultipart,
    file: impl Stream<Item = Result<Bytes, E>> + Send,
) -> Result<(Vec<u8>, u64), StartImportError> {
    let mut file = std::pin::pin!(file);
    let mut head = Vec::new();
    let mut total: u64 = 0;
    while let Some(chunk) = file.next().await {
        let chunk = chunk.map_err(|_| StartImportError::Interrupted)?;
        total = total.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
        if total > FILE_BYTES_MAX {
            return Err(StartImportError::TooLarge { max: FILE_BYTES_MAX });
        }
        let wanted = HEAD_BYTES.saturating_sub(head.len()).min(chunk.len());
        head.extend_from_slice(chunk.get(..wanted).unwrap_or_default());
        writer.wait_for_capacity(PARTS).await?;
        writer.put(chunk);
    }
    if total == 0 {
        return Err(FileError::Empty.into());
    }
    Ok((head, total))
}
