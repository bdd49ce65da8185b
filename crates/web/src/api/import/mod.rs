//! Catalogue files of other systems, read into a shop.

pub mod findings;
pub mod list;
pub mod show;
pub mod start;

use chrono::{DateTime, Utc};
use pasar_domain::id::ImportId;
use pasar_domain::import::{Import, ImportState};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::model::IdJson;
use crate::error::WebError;
use crate::l10n::key;

/// Which import of which shop.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ImportPath {
    /// The shop's handle.
    #[allow(
        dead_code,
        reason = "read by the extractor that authorises; here it is described"
    )]
    shop: String,
    /// The import's id.
    #[param(value_type = String)]
    import: ImportId,
}

/// The reading of a file.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Import)]
pub struct ImportJson {
    /// Its id.
    pub import_id: IdJson,
    /// What the file is called where it comes from.
    pub file_name: String,
    /// What kind of file it is, as its beginning tells.
    pub format: String,
    /// Is it read only to see what would happen?
    pub dry_run: bool,
    /// `waiting`, `running`, `done` or `refused`.
    #[schema(pattern = "^(waiting|running|done|refused)$")]
    pub state: String,
    /// Why nothing of it could be read: a code, a colon, and a sentence in English.
    pub refusal: Option<String>,
    /// The file's bytes.
    pub bytes_total: u64,
    /// How many of them were read.
    pub bytes_read: u64,
    /// Products that were new.
    pub created: u32,
    /// Products that had changed.
    pub changed: u32,
    /// Products that were as the file says.
    pub same: u32,
    /// Rows or products that were left out; the findings say why.
    pub refused: u32,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was over.
    pub finished_at: Option<DateTime<Utc>>,
}

impl From<Import> for ImportJson {
    fn from(import: Import) -> Self {
        let (state, refusal, finished_at) = match import.state {
            ImportState::Waiting => ("waiting", None, None),
            ImportState::Running => ("running", None, None),
            ImportState::Done { finished_at } => ("done", None, Some(finished_at)),
            ImportState::Refused { refusal, finished_at } => ("refused", Some(refusal), Some(finished_at)),
        };
        Self {
            import_id: import.import_id.into(),
            file_name: import.file_name,
            format: import.format,
            dry_run: import.dry_run,
            state: state.to_owned(),
            refusal,
            bytes_total: import.bytes_total,
            bytes_read: import.bytes_read,
            created: import.tally.created,
            changed: import.tally.changed,
            same: import.tally.same,
            refused: import.tally.refused,
            created_at: import.created_at,
            finished_at,
        }
    }
}

/// The shop has no such import.
fn no_such_import() -> WebError {
    WebError::not_found()
        .coded("NO_SUCH_IMPORT")
        .saying(key("api-no-such-import"))
}
