//! Why a cluster could not be had, in words that say what to do.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Why a cluster could not be had. Every message says what to do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClusterError {
    /// No PostgreSQL programs were found.
    #[error(
        "no PostgreSQL programs found (looked in {searched}); install PostgreSQL {oldest} or newer, for example with \
         `scripts/install-postgres.sh` or `apt-get install postgresql`, or name the folder of `initdb` and `postgres` \
         in PASAR_POSTGRES_BIN"
    )]
    NoPrograms {
        /// The places that were looked at, separated by commas.
        searched: String,
        /// The oldest version that would do.
        oldest: u32,
    },

    /// The PostgreSQL programs are too old.
    #[error(
        "`{}` is PostgreSQL {found}, but {oldest} or newer is needed; install a newer one or name its folder in \
         PASAR_POSTGRES_BIN", folder.display()
    )]
    TooOld {
        /// Where the programs are.
        folder: PathBuf,
        /// Their version.
        found: u32,
        /// The oldest version that would do.
        oldest: u32,
    },

    /// The data was written by another major version of PostgreSQL.
    #[error(
        "`{}` was made by PostgreSQL {data}, but only version {programs} is installed; install `postgresql-{data}` \
         beside it, or move the data with pg_upgrade", data_dir.display()
    )]
    OtherVersion {
        /// The cluster's folder.
        data_dir: PathBuf,
        /// The major version that wrote the data.
        data: u32,
        /// The major version of the programs at hand.
        programs: u32,
    },

    /// Another process has the cluster.
    #[error(
        "the database in `{}` is in use by process {pid}; stop that process first, or choose another data folder",
        data_dir.display()
    )]
    Owned {
        /// The cluster's folder.
        data_dir: PathBuf,
        /// The process that has it.
        pid: u32,
    },

    /// The data belongs to another user of the machine than the one that PostgreSQL would run as.
    #[error(
        "the database in `{}` belongs to the user `{owner}`, but PostgreSQL would run as `{user}`; start the program as \
         its owner or as root, or give the files away with `sudo chown -R {user} {}`", data_dir.display(), files.display()
    )]
    Foreign {
        /// The cluster's folder.
        data_dir: PathBuf,
        /// PostgreSQL's files.
        files: PathBuf,
        /// The name or number of the owner.
        owner: String,
        /// The name or number of the user that PostgreSQL would run as.
        user: String,
    },

    /// PostgreSQL's user cannot reach the folder and no other place for the data was found.
    #[error(
        "PostgreSQL must not run as root and its user `{user}` cannot reach `{}`; choose a data folder that every user \
         may enter, for example /var/lib/pasar", data_dir.display()
    )]
    Unreachable {
        /// The cluster's folder.
        data_dir: PathBuf,
        /// The user that PostgreSQL would run as.
        user: String,
    },

    /// A folder or file could not be read or written.
    #[error("cannot {action} `{}`: {source}", path.display())]
    File {
        /// What was tried, as a verb: `create`, `read`.
        action: &'static str,
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },

    /// A program could not be started, or said that it failed.
    #[error("`{program}` failed: {message}")]
    Program {
        /// The program's name.
        program: String,
        /// Its own words.
        message: String,
    },

    /// PostgreSQL stopped while it was starting.
    #[error("PostgreSQL did not start; the end of `{}` says: {tail}", log.display())]
    NotStarted {
        /// PostgreSQL's log.
        log: PathBuf,
        /// The last lines of it.
        tail: String,
    },

    /// PostgreSQL took longer than allowed.
    #[error(
        "PostgreSQL was not ready after {} seconds; the end of `{}` says: {tail}", waited.as_secs(), log.display()
    )]
    TooSlow {
        /// How long it was waited for.
        waited: Duration,
        /// PostgreSQL's log.
        log: PathBuf,
        /// The last lines of it.
        tail: String,
    },

    /// A PostgreSQL that an earlier process left behind does not stop.
    #[error("an earlier PostgreSQL (process {pid}) still uses `{}` and does not stop; stop it by hand", data_dir.display())]
    LeftOver {
        /// The cluster's folder.
        data_dir: PathBuf,
        /// The old server's process.
        pid: u32,
    },

    /// PostgreSQL answered with an error.
    #[error("PostgreSQL answered: {message} ({code})")]
    Answer {
        /// The SQLSTATE, for example `3D000`.
        code: String,
        /// PostgreSQL's own words.
        message: String,
    },
}

impl ClusterError {
    /// For `map_err`: an input or output error of `path` while trying to `action` it.
    pub(crate) fn file(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { action, path, source }
    }
}
