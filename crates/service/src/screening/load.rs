//! Loads a list.

use pasar_domain::screening::{RowProblem, read};
use pasar_domain::staff::StaffRole;
use pasar_store::screening::list::{self, LoadedList};

use crate::Context;
use crate::actor::StaffMember;
use crate::secret::sha256;

/// The longest name of a file.
const SOURCE_CHARS_MAX: usize = 200;

/// A list to be loaded.
#[derive(Debug, Clone, Copy)]
pub struct LoadList<'f> {
    /// The name of its file.
    pub source: &'f str,
    /// The file.
    pub file: &'f [u8],
    /// Load it even if rows of it cannot be read?
    pub despite_problems: bool,
}

/// What loading came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The list.
    pub list: LoadedList,
    /// Was it the current one before?
    pub was_current: bool,
    /// Rows that could not be read, or not wholly.
    pub problems: Vec<RowProblem>,
}

/// Why a list was not loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadListError {
    /// This member of staff may not.
    #[error("your role may not load a list; ask an administrator")]
    NotAllowed,
    /// Rows cannot be read: whoever they name would be found nowhere.
    #[error("{} rows cannot be read and would be left out", .0.len())]
    Problems(Vec<RowProblem>),
    /// There is nobody on it.
    #[error("the file has no entry")]
    Empty,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Loads a list, which counts from now on: every seller of every market is compared with it. The file that is current already is not loaded
/// again.
///
/// # Errors
/// See [`LoadListError`]; nothing is written then.
pub async fn load(ctx: &Context, staff: StaffMember, input: LoadList<'_>) -> Result<Loaded, LoadListError> {
    if staff.role() != StaffRole::Administrator {
        return Err(LoadListError::NotAllowed);
    }
    let found = read(input.file);
    let lost = found
        .problems
        .iter()
        .filter(|problem| problem.kind.is_row_lost())
        .count();
    if lost > 0 && !input.despite_problems {
        let lost = found
            .problems
            .into_iter()
            .filter(|problem| problem.kind.is_row_lost());
        return Err(LoadListError::Problems(lost.collect()));
    }
    if found.entries.is_empty() {
        return Err(LoadListError::Empty);
    }
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let mut loaded = LoadedList {
        list_no: 0,
        source: input.source.chars().take(SOURCE_CHARS_MAX).collect(),
        digest: sha256(input.file).to_vec(),
        entries: number(found.entries.len()),
        left_out: number(lost),
        loaded_by: staff.staff_id(),
        loaded_at: ctx.now(),
    };
    let mut tx = ctx.store().begin().await?;
    let current = list::last(&mut tx, 1).await?.pop();
    if let Some(current) = current.filter(|current| current.digest == loaded.digest) {
        return Ok(Loaded {
            list: current,
            was_current: true,
            problems: found.problems,
        });
    }
    loaded.list_no = list::insert(&mut tx, &loaded, &found.entries).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    ctx.bell().ring();
    Ok(Loaded {
        list: loaded,
        was_current: false,
        problems: found.problems,
    })
}
