//! Connection strings, and the making of a database.

use std::path::Path;

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

/// Makes a database unless it is there.
pub(crate) fn ensure_database(socket_dir: &Path, database: &str) -> Result<(), ClusterError> {
    match Connection::open(socket_dir, ROLE, database) {
        Ok(_) => return Ok(()),
        Err(ClusterError::Answer { code, .. }) if code == NO_SUCH_DATABASE => {}
        Err(error) => return Err(error),
    }
    let mut connection = Connection::open(socket_dir, ROLE, "postgres")?;
    let name = database.replace('"', "\"\"");
    match connection.execute(&format!("CREATE DATABASE \"{name}\"")) {
        Err(ClusterError::Answer { code, .. }) if code == DUPLICATE_DATABASE => Ok(()),
        other => other,
    }
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
