//! What can go wrong with an index.

use std::path::PathBuf;

/// The result of an index operation.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an index did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no usable index in the folder: never built, built by another version, or damaged. Rebuild it.
    #[error("the search index cannot be used ({why}); rebuild it")]
    Outdated {
        /// What is wrong with it, for an operator.
        why: String,
    },
    /// Another process, or another thread of this one, is writing. Try again later.
    #[error("the search index is being written by somebody else; try again when they are done")]
    Busy,
    /// The folder cannot be read or written.
    #[error("cannot use the search index in `{}`: {source}", path.display())]
    Io {
        /// The folder or file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The index library failed.
    #[error("the search index failed: {0}")]
    Engine(#[from] tantivy::TantivyError),
}

impl Error {
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Engine(error.into())
    }
}
