//! What can go wrong below a use-case. Absence is not an error: it is `Option`.

/// Why the database did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule of the schema refused the write; `constraint` names it.
    #[error("the database refused the write by its rule `{constraint}`")]
    Conflict {
        /// The name of the constraint or unique index.
        constraint: String,
    },
    /// Somebody else changed the row first; read it again.
    #[error("the row has changed since it was read")]
    Stale,
    /// A row holds what cannot be: an incident for the operator, never a default.
    #[error("inconsistent row: {table}.{column} of `{id}`")]
    Inconsistent {
        /// The table of the row.
        table: &'static str,
        /// The column that does not parse.
        column: &'static str,
        /// The key of the row.
        id: String,
    },
    /// The database cannot be reached, or is too busy; trying again may help.
    #[error("the database cannot be reached")]
    Unavailable(#[source] sqlx::Error),
    /// Transactions got in each other's way (deadlock, serialisation); trying again helps.
    #[error("the transaction lost a race and can be tried again")]
    Race,
    /// Anything else the driver reports.
    #[error("the database driver failed")]
    Driver(#[source] sqlx::Error),
    /// A migration could not be applied.
    #[error("the schema could not be brought up to date")]
    Migrate(#[from] sqlx::migrate::MigrateError),
}

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Was the write refused by this constraint?
    pub fn is_conflict_on(&self, name: &str) -> bool {
        matches!(self, Self::Conflict { constraint } if constraint == name)
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::Tls(_) => Self::Unavailable(error),
            sqlx::Error::Database(database) => match database.code().as_deref() {
                // integrity constraint violations, PostgreSQL appendix A, class 23
                Some(code) if code.starts_with("23") => Self::Conflict {
                    constraint: database.constraint().unwrap_or("unnamed").to_owned(),
                },
                Some("40001" | "40P01") => Self::Race,
                // shutting down, starting up, too many connections
                Some("57P01" | "57P02" | "57P03" | "53300") => Self::Unavailable(error),
                _ => Self::Driver(error),
            },
            _ => Self::Driver(error),
        }
    }
}
