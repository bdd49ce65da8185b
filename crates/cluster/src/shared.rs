//! One cluster for all tests of a machine's user, however many processes they run in.
//!
//! A test runner that starts a process for every test would start a cluster for every test, too. Instead the first one
//! starts a cluster that stays; each next one finds it; and a watcher stops it and removes its files when nobody has
//! used it for a while.

use std::fs::{self, File, OpenOptions};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::ROLE;
use crate::config::{ClusterConfig, Durability};
use crate::database::Databases;
use crate::error::ClusterError;
use crate::folder::{Folder, make_data_dir};
use crate::init::ensure_data;
use crate::postmaster::clear_left_over;
use crate::programs::Programs;
use crate::running::Cluster;
use crate::server::Server;
use crate::temporary::TemporaryCluster;
use crate::wire::Connection;

/// For how long nobody must have used the cluster before it is stopped, in seconds.
const IDLE_SECONDS: u32 = 30;

/// Waits for the last user, stops the server at once and removes the files. Whoever wants to use the cluster meanwhile
/// waits for the lock on file descriptor 9, and then starts a new one.
///
/// Arguments: the users' lock, the server's pid file, how long to wait, and then the folders to remove.
const WATCHER: &str = r#"
exec 9<>"$1" || exit 1
while sleep "$3"; do
    flock -n -x 9 || continue
    pid=$(head -n 1 "$2" 2>/dev/null) && kill -QUIT "$pid" 2>/dev/null
    while [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && [ -f "$2" ]; do sleep 0.1; done
    shift 3
    rm -rf -- "$@"
    exit 0
done
"#;

/// A cluster that this process shares with others of the same user. For tests only: it keeps no promises across a crash.
///
/// Make databases in it under names that no other test uses, and remove them in the end.
#[derive(Debug)]
pub struct SharedCluster {
    databases: Databases,
    /// Where processes take turns.
    turns: PathBuf,
    /// Says that the cluster is in use, or (where locks cannot be watched by a script) owns a cluster of its own.
    _held: Held,
}

#[derive(Debug)]
enum Held {
    Lock(#[expect(dead_code, reason = "held, not read")] File),
    Cluster(#[expect(dead_code, reason = "held, not read")] Box<TemporaryCluster>),
}

/// While it is held, no other process is in its turn.
#[derive(Debug)]
pub struct Turn(#[expect(dead_code, reason = "held, not read")] File);

impl Cluster {
    /// Finds or starts the cluster that all tests share. It stays for half a minute after the last one.
    ///
    /// # Errors
    /// As [`Cluster::start`].
    pub fn shared() -> Result<SharedCluster, ClusterError> {
        let uid = rustix::process::geteuid().as_raw();
        let folder = std::env::temp_dir().join(format!("pasar-tests-{uid}"));
        let turns = folder.with_extension("turn");
        if !has_flock() {
            let cluster = Self::temporary()?;
            let databases = cluster.databases();
            return Ok(SharedCluster {
                databases,
                turns,
                _held: Held::Cluster(Box::new(cluster)),
            });
        }
        let users = folder.with_extension("users");
        let in_use = open(&users)?;
        in_use.lock_shared().map_err(ClusterError::file("lock", &users))?;
        let turn = take_turn(&turns)?;
        let data_dir = make_data_dir(&folder)?;
        let place = Folder::prepare(&data_dir)?;
        if Connection::open(&place.socket_dir, ROLE, "postgres").is_err() {
            start(&place, &users)?;
        }
        drop(turn);
        let databases = Databases::new(&place.socket_dir);
        Ok(SharedCluster {
            databases,
            turns,
            _held: Held::Lock(in_use),
        })
    }
}

impl SharedCluster {
    /// The databases of the cluster.
    #[must_use]
    pub fn databases(&self) -> &Databases {
        &self.databases
    }

    /// A connection string for a database, as the role that owns the cluster.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        self.databases.url(database)
    }

    /// Waits until no other process is in its turn, for what only one may do: making the template that all copy.
    ///
    /// # Errors
    /// `File` when the lock cannot be taken.
    pub fn turn(&self) -> Result<Turn, ClusterError> {
        take_turn(&self.turns)
    }
}

fn open(path: &Path) -> Result<File, ClusterError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    options.open(path).map_err(ClusterError::file("open", path))
}

fn take_turn(path: &Path) -> Result<Turn, ClusterError> {
    let file = open(path)?;
    file.lock().map_err(ClusterError::file("lock", path))?;
    Ok(Turn(file))
}

/// Starts a server that outlives this process, and its watcher.
fn start(folder: &Folder, users: &Path) -> Result<(), ClusterError> {
    let mut config = ClusterConfig::new(&folder.data_dir, Programs::find()?);
    config.durability = Durability::Fleeting;
    config.shared_buffers_mib = 64;
    config.max_connections = 400;
    clear_left_over(folder)?;
    // Files that lost their server may be anything, since nothing was made to last.
    let data = &folder.data;
    if data.join("PG_VERSION").exists() {
        fs::remove_dir_all(data).map_err(ClusterError::file("remove", data))?;
    }
    // The link to files elsewhere has gone with them.
    let folder = Folder::prepare(&folder.data_dir)?;
    ensure_data(&config, &folder)?;
    let server = Server {
        config,
        folder,
        bound: false,
    };
    let log_start = server.log_start();
    let mut child = server.spawn()?;
    let pid = child.id();
    server.wait_until_ready(|| Some(pid), || !matches!(child.try_wait(), Ok(None)), log_start)?;
    watch(&server.folder, users)
}

fn watch(folder: &Folder, users: &Path) -> Result<(), ClusterError> {
    let home = folder.data.parent().unwrap_or(&folder.data);
    Command::new("sh")
        .args(["-c", WATCHER, "pasar-test-watcher"])
        .arg(users)
        .arg(folder.data.join("postmaster.pid"))
        .arg(IDLE_SECONDS.to_string())
        .args([home, &folder.data_dir])
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .map_err(|error| ClusterError::Program {
            program: "sh".to_owned(),
            message: error.to_string(),
        })?;
    Ok(())
}

/// Whether a script can wait for a lock. (Not on macOS.)
fn has_flock() -> bool {
    ["/usr/bin/flock", "/bin/flock"]
        .iter()
        .any(|path| Path::new(path).exists())
}
