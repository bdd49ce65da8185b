//! One owner at a time: a locked file that also says who the owner is and where its socket is.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::database::socket_url;
use crate::error::ClusterError;

const FILE: &str = "owner.lock";

/// Somebody who asks who the owner is holds the lock for an instant. This outlasts it.
const PATIENCE: Duration = Duration::from_millis(500);

/// The process that runs a cluster, as another process sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The owner's process.
    pub pid: u32,
    /// The folder of the socket.
    pub socket_dir: PathBuf,
}

impl Owner {
    /// The process that runs the cluster in `data_dir` right now, if one does.
    ///
    /// # Errors
    /// `File` when the lock cannot be read.
    pub fn find(data_dir: &Path) -> Result<Option<Self>, ClusterError> {
        let path = data_dir.join(FILE);
        let Ok(mut file) = File::open(&path) else {
            return Ok(None);
        };
        match file.try_lock_shared() {
            Ok(()) => Ok(None),
            Err(TryLockError::WouldBlock) => Ok(read(&mut file)),
            Err(TryLockError::Error(source)) => Err(ClusterError::File {
                action: "lock",
                path,
                source,
            }),
        }
    }

    /// A connection string for a database of the owner's cluster.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        socket_url(&self.socket_dir, database)
    }
}

/// The lock, while it is held. The system gives it back when the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct Lock(File);

impl Lock {
    /// Takes the lock.
    pub(crate) fn take(data_dir: &Path) -> Result<Self, ClusterError> {
        let path = data_dir.join(FILE);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(ClusterError::file("open", &path))?;
        let patient_until = Instant::now() + PATIENCE;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self(file)),
                Err(TryLockError::WouldBlock) if Instant::now() < patient_until => {
                    sleep(Duration::from_millis(20))
                }
                Err(TryLockError::WouldBlock) => {
                    let pid = read(&mut file).map_or(0, |owner| owner.pid);
                    return Err(ClusterError::Owned {
                        data_dir: data_dir.to_owned(),
                        pid,
                    });
                }
                Err(TryLockError::Error(source)) => {
                    return Err(ClusterError::File {
                        action: "lock",
                        path,
                        source,
                    });
                }
            }
        }
    }

    /// Writes into the lock who holds it.
    pub(crate) fn sign(&mut self, data_dir: &Path, socket_dir: &Path) -> Result<(), ClusterError> {
        let text = format!("{}\n{}\n", std::process::id(), socket_dir.display());
        self.0
            .set_len(0)
            .and_then(|()| self.0.rewind())
            .and_then(|()| self.0.write_all(text.as_bytes()))
            .map_err(ClusterError::file("write", &data_dir.join(FILE)))
    }
}

fn read(file: &mut File) -> Option<Owner> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.read_to_string(&mut text).ok()?;
    let mut lines = text.lines();
    let pid = lines.next()?.parse().ok()?;
    Some(Owner {
        pid,
        socket_dir: PathBuf::from(lines.next()?),
    })
}

/// Whether anybody holds the lock, for cleaning up after others. Unreadable counts as held.
pub(crate) fn is_free(data_dir: &Path) -> bool {
    matches!(Owner::find(data_dir), Ok(None)) && fs::metadata(data_dir).is_ok()
}
