//! A running cluster.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::ROLE;
use crate::config::{ClusterConfig, Durability};
use crate::database::{ensure_database, socket_url};
use crate::error::ClusterError;
use crate::folder::{Folder, make_data_dir};
use crate::init::{ensure_data, fitting_programs};
use crate::keeper::Keeper;
use crate::owner::Lock;
use crate::postmaster::{PidFile, clear_left_over};
use crate::wire::Connection;

/// How long an orderly stop may take, with its last checkpoint, before it becomes a disorderly one.
const STOP_WITHIN: Duration = Duration::from_secs(30);
/// How long orphans of a killed server may still hold its shared memory.
const ORPHANS_WITHIN: Duration = Duration::from_secs(15);

/// How a cluster is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// It answers.
    Up,
    /// It died and is being started again, or it is recovering.
    Restarting,
    /// It was stopped, or gave up.
    Down,
}

/// A running cluster. It is stopped when this value is dropped, and soon after this process dies.
#[derive(Debug)]
pub struct Cluster {
    folder: Folder,
    durability: Durability,
    keeper: Mutex<Keeper>,
    // Dropped last: only a stopped cluster may have another owner.
    _lock: Lock,
}

impl Cluster {
    /// Starts the cluster in the configured folder, and makes it first when it is not there.
    ///
    /// Blocks until the cluster answers: a fraction of a second on existing data, about a second the first time.
    ///
    /// # Errors
    /// `Owned` when another process has it, and whatever else a machine can be short of; see [`ClusterError`].
    pub fn start(config: ClusterConfig) -> Result<Self, ClusterError> {
        let mut config = config;
        let data_dir = make_data_dir(&config.data_dir)?;
        let mut lock = Lock::take(&data_dir)?;
        let folder = Folder::prepare(&data_dir)?;
        config.programs = fitting_programs(&config, &folder)?;
        clear_left_over(&folder)?;
        ensure_data(&config, &folder)?;
        lock.sign(&data_dir, &folder.socket_dir)?;
        let keeper = start_server(&config, &folder)?;
        let cluster = Self {
            folder,
            durability: config.durability,
            keeper: Mutex::new(keeper),
            _lock: lock,
        };
        ensure_database(&cluster.folder.socket_dir, &config.database)?;
        Ok(cluster)
    }

    /// A connection string for a database of this cluster, as the role that owns it. Understood by libpq and sqlx.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        socket_url(&self.folder.socket_dir, database)
    }

    /// Makes a database unless it is there.
    ///
    /// # Errors
    /// `Answer` or `File` when the cluster cannot be asked.
    pub fn create_database(&self, name: &str) -> Result<(), ClusterError> {
        ensure_database(&self.folder.socket_dir, name)
    }

    /// The folder of the socket.
    #[must_use]
    pub fn socket_dir(&self) -> &Path {
        &self.folder.socket_dir
    }

    /// The file with what PostgreSQL says.
    #[must_use]
    pub fn log(&self) -> &Path {
        &self.folder.log
    }

    /// Where PostgreSQL's files really are: elsewhere than in the data folder when its user cannot reach that.
    #[must_use]
    pub fn files(&self) -> &Path {
        &self.folder.data
    }

    /// The main process of PostgreSQL, while it runs. (To measure it; the cluster itself starts and stops it.)
    #[must_use]
    pub fn pid(&self) -> Option<u32> {
        self.keeper().pid()
    }

    /// How often PostgreSQL died and was started again since the cluster was started.
    #[must_use]
    pub fn restarts(&self) -> u32 {
        self.keeper().restarts()
    }

    /// Asks PostgreSQL whether it answers.
    #[must_use]
    pub fn health(&self) -> Health {
        if self.keeper().has_ended() {
            return Health::Down;
        }
        match Connection::open(&self.folder.socket_dir, ROLE, "postgres") {
            Ok(_) => Health::Up,
            Err(_) => Health::Restarting,
        }
    }

    /// Stops PostgreSQL in an orderly way: open transactions are rolled back, what is committed is on disk.
    ///
    /// The data folder stays locked until this value is dropped. Stopping twice does nothing more.
    ///
    /// # Errors
    /// None today; the signature leaves room for a server that refuses to stop.
    pub fn stop(&self) -> Result<(), ClusterError> {
        let signal = match self.durability {
            Durability::Durable => Signal::INT,
            // Nobody will want these files again, so there is nothing to put in order.
            Durability::Fleeting => Signal::QUIT,
        };
        self.keeper().stop(signal, STOP_WITHIN);
        if self.folder.socket_dir.starts_with("/tmp") {
            let _ = fs::remove_dir(&self.folder.socket_dir);
        }
        Ok(())
    }

    fn keeper(&self) -> std::sync::MutexGuard<'_, Keeper> {
        self.keeper.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = self.stop();
    }
}

/// Starts the server and waits until it is ready. Orphans of a killed server are waited for.
fn start_server(config: &ClusterConfig, folder: &Folder) -> Result<Keeper, ClusterError> {
    let begun = Instant::now();
    loop {
        let log_start = fs::metadata(&folder.log).map_or(0, |meta| meta.len());
        let mut keeper = Keeper::start(config, &config.programs, folder)?;
        match wait_until_ready(config, folder, &keeper, log_start) {
            Ok(()) => {
                keeper.confirm();
                return Ok(keeper);
            }
            Err(ClusterError::NotStarted { tail, .. })
                if tail.contains("shared memory block") && begun.elapsed() < ORPHANS_WITHIN =>
            {
                sleep(Duration::from_millis(200));
            }
            Err(error) => {
                keeper.stop(Signal::INT, STOP_WITHIN);
                return Err(error);
            }
        }
    }
}

fn wait_until_ready(
    config: &ClusterConfig,
    folder: &Folder,
    keeper: &Keeper,
    log_start: u64,
) -> Result<(), ClusterError> {
    let until = Instant::now() + config.start_within;
    loop {
        let ready = PidFile::read(&folder.data)
            .filter(|file| file.ready)
            .map(|file| file.pid);
        if ready.is_some() && ready == keeper.pid() {
            return Ok(());
        }
        if keeper.has_ended() {
            return Err(ClusterError::NotStarted {
                log: folder.log.clone(),
                tail: tail(&folder.log, log_start),
            });
        }
        if Instant::now() >= until {
            return Err(ClusterError::TooSlow {
                waited: config.start_within,
                log: folder.log.clone(),
                tail: tail(&folder.log, log_start),
            });
        }
        sleep(Duration::from_millis(5));
    }
}

/// The last lines that were written to a log since it had `from` bytes.
fn tail(log: &PathBuf, from: u64) -> String {
    let bytes = fs::read(log).unwrap_or_default();
    // A log that has become shorter was replaced.
    let fresh = usize::try_from(from)
        .ok()
        .and_then(|from| bytes.get(from..))
        .unwrap_or(&bytes);
    let text = String::from_utf8_lossy(fresh);
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(8)..].join(" | ")
}
