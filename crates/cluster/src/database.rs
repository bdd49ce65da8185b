//! Connection strings, and the making and removing of databases.

use std::path::{Path, PathBuf};

use crate::ROLE;
use crate::error::ClusterError;
use crate::wire::Connection;

/// PostgreSQL's code for "there is no such database".
const NO_SUCH_DATABASE: &str = "3D000";
/// PostgreSQL's code for "there is such a database already".
const DUPLICATE_DATABASE: &str = "42P04";

/// A connection string for a database behind the socket in `socket_dir`.
///
/// The folder is the host, percent-encoded: that form is understood by libpq and by sqlx alike.
pub(crate) fn socket_url(socket_dir: &Path, database: &str) -> String {
    format!(
        "postgres://{ROLE}@{}/{}",
        percent_encode(&socket_dir.to_string_lossy()),
        percent_encode(database)
    )
}

/// The databases of a cluster: makes, copies and removes them, which needs no driver.
///
/// All calls block. They are for starting a program and for tests, not for serving.
#[derive(Clone, Debug)]
pub struct Databases {
    socket_dir: PathBuf,
}

impl Databases {
    pub(crate) fn new(socket_dir: &Path) -> Self {
        Self {
            socket_dir: socket_dir.to_owned(),
        }
    }

    /// A connection string for a database, as the role that owns the cluster.
    #[must_use]
    pub fn url(&self, name: &str) -> String {
        socket_url(&self.socket_dir, name)
    }

    /// Whether a database is there.
    ///
    /// # Errors
    /// `Answer` or `File` when the cluster cannot be asked. (So have the other calls.)
    pub fn exists(&self, name: &str) -> Result<bool, ClusterError> {
        match Connection::open(&self.socket_dir, ROLE, name) {
            Ok(_) => Ok(true),
            Err(ClusterError::Answer { code, .. }) if code == NO_SUCH_DATABASE => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Makes an empty database unless it is there.
    pub fn create(&self, name: &str) -> Result<(), ClusterError> {
        if self.exists(name)? {
            return Ok(());
        }
        match self.execute(&format!("CREATE DATABASE {}", quote(name))) {
            Err(ClusterError::Answer { code, .. }) if code == DUPLICATE_DATABASE => Ok(()),
            other => other,
        }
    }

    /// Makes a database as a copy of `template`, which nobody may be connected to meanwhile.
    ///
    /// This takes some tens of milliseconds: a quick way to give each test a migrated database of its own.
    pub fn copy(&self, template: &str, name: &str) -> Result<(), ClusterError> {
        self.execute(&format!(
            "CREATE DATABASE {} TEMPLATE {}",
            quote(name),
            quote(template)
        ))
    }

    /// Gives a database another name. Nobody may be connected to it.
    pub fn rename(&self, from: &str, to: &str) -> Result<(), ClusterError> {
        self.execute(&format!("ALTER DATABASE {} RENAME TO {}", quote(from), quote(to)))
    }

    /// Removes a database if it is there, and throws out whoever is connected to it.
    pub fn remove(&self, name: &str) -> Result<(), ClusterError> {
        self.execute(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", quote(name)))
    }

    fn execute(&self, statement: &str) -> Result<(), ClusterError> {
        Connection::open(&self.socket_dir, ROLE, "postgres")?.execute(statement)
    }
}

fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn percent_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_socket_folder_is_the_host() {
        let url = socket_url(Path::new("/var/my shop/socket"), "pasar");
        assert_eq!(url, "postgres://pasar@%2Fvar%2Fmy%20shop%2Fsocket/pasar");
    }
}
