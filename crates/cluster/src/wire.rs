//! As much of PostgreSQL's protocol (version 3) as it takes to ask whether a server answers, and to run a statement
//! that returns nothing. Only the program's own socket is spoken to, where no password is asked for.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use crate::error::ClusterError;

/// The name that PostgreSQL gives to its socket (it is named after the port it would have had).
pub(crate) const SOCKET_NAME: &str = ".s.PGSQL.5432";

const PROTOCOL_VERSION: u32 = 3 << 16;
/// A server that does not answer for this long is not well.
const ANSWER_WITHIN: Duration = Duration::from_secs(20);
/// No answer to what is asked here is longer.
const LONGEST_MESSAGE: usize = 1 << 20;

/// A connection to one database.
pub(crate) struct Connection(UnixStream);

impl Connection {
    /// Connects as `role`, who needs no password.
    pub(crate) fn open(socket_dir: &Path, role: &str, database: &str) -> Result<Self, ClusterError> {
        let path = socket_dir.join(SOCKET_NAME);
        let stream = UnixStream::connect(&path).map_err(ClusterError::file("connect to", &path))?;
        stream
            .set_read_timeout(Some(ANSWER_WITHIN))
            .map_err(ClusterError::file("connect to", &path))?;
        let mut body = PROTOCOL_VERSION.to_be_bytes().to_vec();
        for text in [
            "user",
            role,
            "database",
            database,
            "application_name",
            "pasar-cluster",
        ] {
            body.extend_from_slice(text.as_bytes());
            body.push(0);
        }
        body.push(0);
        let mut connection = Self(stream);
        connection.send(None, &body)?;
        connection.until_ready()?;
        Ok(connection)
    }

    /// Runs one statement and throws its rows away.
    pub(crate) fn execute(&mut self, statement: &str) -> Result<(), ClusterError> {
        let mut body = statement.as_bytes().to_vec();
        body.push(0);
        self.send(Some(b'Q'), &body)?;
        self.until_ready()
    }

    fn send(&mut self, kind: Option<u8>, body: &[u8]) -> Result<(), ClusterError> {
        let mut message: Vec<u8> = kind.into_iter().collect();
        let length = u32::try_from(body.len() + 4).unwrap_or(u32::MAX);
        message.extend_from_slice(&length.to_be_bytes());
        message.extend_from_slice(body);
        self.0
            .write_all(&message)
            .map_err(ClusterError::file("write to", Path::new(SOCKET_NAME)))
    }

    /// Reads until the server is ready for the next statement. An error on the way is the result.
    fn until_ready(&mut self) -> Result<(), ClusterError> {
        let mut result = Ok(());
        loop {
            let (kind, body) = self.receive()?;
            match kind {
                b'Z' => return result,
                b'E' => {
                    let error = answered_error(&body);
                    // A server that refuses a connection closes it without ever being ready.
                    let fatal = error_field(&body, b'V').is_some_and(|severity| severity != "ERROR");
                    result = Err(error);
                    if fatal {
                        return result;
                    }
                }
                b'R' if body != 0_u32.to_be_bytes() => {
                    return Err(ClusterError::Answer {
                        code: "28000".to_owned(),
                        message: "it asks for a password on its own socket; check pg_hba.conf".to_owned(),
                    });
                }
                _ => {}
            }
        }
    }

    fn receive(&mut self) -> Result<(u8, Vec<u8>), ClusterError> {
        let socket = Path::new(SOCKET_NAME);
        let mut head = [0_u8; 5];
        self.0
            .read_exact(&mut head)
            .map_err(ClusterError::file("read from", socket))?;
        let [kind, length @ ..] = head;
        let length = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
        if !(4..=LONGEST_MESSAGE).contains(&length) {
            let source = std::io::Error::other("it does not speak PostgreSQL's protocol");
            return Err(ClusterError::File {
                action: "read from",
                path: socket.to_owned(),
                source,
            });
        }
        let mut body = vec![0; length - 4];
        self.0
            .read_exact(&mut body)
            .map_err(ClusterError::file("read from", socket))?;
        Ok((kind, body))
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        // A goodbye keeps "unexpected EOF" out of PostgreSQL's log; nobody waits for an answer.
        let _ = self.send(Some(b'X'), &[]);
    }
}

fn answered_error(body: &[u8]) -> ClusterError {
    ClusterError::Answer {
        code: error_field(body, b'C').unwrap_or_default(),
        message: error_field(body, b'M').unwrap_or_default(),
    }
}

/// One field of an error message: each is a letter, a text and a zero.
fn error_field(body: &[u8], letter: u8) -> Option<String> {
    body.split(|&byte| byte == 0)
        .find(|field| field.first() == Some(&letter))
        .map(|field| String::from_utf8_lossy(&field[1..]).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_fields_of_an_error() {
        let body = b"SFATAL\0VFATAL\0C3D000\0Mdatabase \"x\" does not exist\0\0";
        assert_eq!(error_field(body, b'V').as_deref(), Some("FATAL"));
        assert!(answered_error(body).to_string().contains("3D000"));
    }
}
