//! A running cluster.

use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::ROLE;
use crate::config::{ClusterConfig, Durability};
use crate::database::{Databases, socket_url};
use crate::error::ClusterError;
use crate::folder::{Folder, make_data_dir};
use crate::init::{ensure_data, fitting_programs};
use crate::keeper::Keeper;
use crate::owner::Lock;
use crate::postmaster::clear_left_over;
use crate::server::Server;
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
    server: Server,
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
        let database = config.database.clone();
        let server = Server {
            config,
            folder,
            bound: true,
        };
        let keeper = start_server(&server)?;
        let cluster = Self {
            server,
            keeper: Mutex::new(keeper),
            _lock: lock,
        };
        cluster.databases().create(&database)?;
        Ok(cluster)
    }

    /// The databases of this cluster, to make and remove them.
    #[must_use]
    pub fn databases(&self) -> Databases {
        Databases::new(self.socket_dir())
    }

    /// A connection string for a database of this cluster, as the role that owns it. Understood by libpq and sqlx.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        socket_url(&self.server.folder.socket_dir, database)
    }

    /// The folder of the socket.
    #[must_use]
    pub fn socket_dir(&self) -> &Path {
        &self.server.folder.socket_dir
    }

    /// The file with what PostgreSQL says.
    #[must_use]
    pub fn log(&self) -> &Path {
        &self.server.folder.log
    }

    /// Where PostgreSQL's files really are: elsewhere than in the data folder when its user cannot reach that.
    #[must_use]
    pub fn files(&self) -> &Path {
        &self.server.folder.data
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
        match Connection::open(&self.server.folder.socket_dir, ROLE, "postgres") {
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
        let signal = match self.server.config.durability {
            Durability::Durable => Signal::INT,
            // Nobody will want these files again, so there is nothing to put in order.
            Durability::Fleeting => Signal::QUIT,
        };
        self.keeper().stop(signal, STOP_WITHIN);
        if self.server.folder.socket_dir.starts_with("/tmp") {
            let _ = fs::remove_dir(&self.server.folder.socket_dir);
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
fn start_server(server: &Server) -> Result<Keeper, ClusterError> {
    let begun = Instant::now();
    loop {
        let log_start = server.log_start();
        let mut keeper = Keeper::start(server.clone())?;
        match server.wait_until_ready(|| keeper.pid(), || keeper.has_ended(), log_start) {
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
