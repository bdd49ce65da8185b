//! One owner at a time: a locked file that also says who the owner is and where its socket is.

use std::fs::{File, OpenOptions, TryLockError};
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
    /// The process that runs the cluster in `data_dir` right now, if one does. (Not while it is still starting.)
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
            Err(TryLockError::WouldBlock) => Ok(read(&mut file).and_then(|(pid, socket_dir)| {
                Some(Self {
                    pid,
                    socket_dir: socket_dir?,
                })
            })),
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
                Ok(()) => {
                    // At once, so that nobody is told the number of an earlier owner.
                    let mut lock = Self(file);
                    lock.write(&path, &format!("{}\n", std::process::id()))?;
                    return Ok(lock);
                }
                Err(TryLockError::WouldBlock) if Instant::now() < patient_until => {
                    sleep(Duration::from_millis(20))
                }
                Err(TryLockError::WouldBlock) => {
                    let pid = read(&mut file).map_or(0, |(pid, _)| pid);
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
        self.write(&data_dir.join(FILE), &text)
    }

    fn write(&mut self, path: &Path, text: &str) -> Result<(), ClusterError> {
        self.0
            .set_len(0)
            .and_then(|()| self.0.rewind())
            .and_then(|()| self.0.write_all(text.as_bytes()))
            .map_err(ClusterError::file("write", path))
    }
}

/// The owner's process, and the folder of the socket once that is known.
fn read(file: &mut File) -> Option<(u32, Option<PathBuf>)> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.read_to_string(&mut text).ok()?;
    let mut lines = text.lines();
    let pid = lines.next()?.parse().ok()?;
    Some((pid, lines.next().map(PathBuf::from)))
}

/// Whether nobody holds the lock, for cleaning up after others. A folder without a lock, or with one that cannot be
/// read, is not free.
pub(crate) fn is_free(data_dir: &Path) -> bool {
    File::open(data_dir.join(FILE)).is_ok_and(|file| file.try_lock().is_ok())
}
