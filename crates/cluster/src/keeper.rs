//! Keeps PostgreSQL running: a thread that starts it, waits for its end, and starts it again unless it was stopped.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};

use crate::config::ClusterConfig;
use crate::error::ClusterError;
use crate::folder::Folder;
use crate::init::forget_environment;
use crate::postmaster::clear_left_over;
use crate::programs::Programs;

/// The pause before a server that died is started again; it doubles with every death in a row.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// A server that ran this long did not die of how it was started.
const LONG_RUN: Duration = Duration::from_secs(60);
/// A log that is larger than this when the program starts makes way for a new one.
const LARGEST_LOG_BYTES: u64 = 16 << 20;

/// The thread that keeps PostgreSQL running.
///
/// It must live as long as the server: the server asks the system to be told when the thread that started it dies.
#[derive(Debug)]
pub(crate) struct Keeper {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// The running server. Set to nothing before its number can belong to somebody else.
    pid: Option<u32>,
    /// Whether the server has been ready once: only then is it started again.
    confirmed: bool,
    stopping: bool,
    /// The thread has given up or done its work.
    ended: bool,
    restarts: u32,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keeper {
    /// Starts the thread, and with it the server.
    pub(crate) fn start(
        config: &ClusterConfig,
        programs: &Programs,
        folder: &Folder,
    ) -> Result<Self, ClusterError> {
        make_way(&folder.log);
        let shared = Arc::new(Shared {
            state: Mutex::default(),
            changed: Condvar::new(),
        });
        let server = Server {
            config: config.clone(),
            programs: programs.clone(),
            folder: folder.clone(),
        };
        let for_thread = Arc::clone(&shared);
        let thread = thread::Builder::new()
            .name("postgres-keeper".to_owned())
            .spawn(move || keep(&server, &for_thread))
            .map_err(|error| ClusterError::Program {
                program: "postgres".to_owned(),
                message: error.to_string(),
            })?;
        Ok(Self {
            shared,
            thread: Some(thread),
        })
    }

    /// The server's process, while there is one.
    pub(crate) fn pid(&self) -> Option<u32> {
        self.shared.lock().pid
    }

    /// Whether the thread has given up.
    pub(crate) fn has_ended(&self) -> bool {
        self.shared.lock().ended
    }

    /// How often the server was started again.
    pub(crate) fn restarts(&self) -> u32 {
        self.shared.lock().restarts
    }

    /// Says that the server has been ready: from now on it is started again when it dies.
    pub(crate) fn confirm(&self) {
        self.shared.lock().confirmed = true;
    }

    /// Stops the server with `signal`; after `patience` without success it is told to drop everything.
    pub(crate) fn stop(&mut self, signal: Signal, patience: Duration) {
        let until = Instant::now() + patience;
        let mut signal = signal;
        let mut state = self.shared.lock();
        state.stopping = true;
        self.shared.changed.notify_all();
        let mut signalled = None;
        while !state.ended {
            if Instant::now() >= until && signal != Signal::QUIT {
                signal = Signal::QUIT;
                signalled = None;
            }
            if state.pid != signalled {
                signalled = state.pid;
                // The number cannot be another's: the server is not reaped while this lock is held.
                if let Some(pid) = state.pid.and_then(to_pid) {
                    let _ = kill_process(pid, signal);
                }
            }
            let waited = self.shared.changed.wait_timeout(state, Duration::from_millis(50));
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        drop(state);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn keep(server: &Server, shared: &Shared) {
    let mut pause = FIRST_PAUSE;
    loop {
        let begun = Instant::now();
        if let Err(error) = run_once(server, shared) {
            tracing::error!(%error, "PostgreSQL could not be started");
        }
        let mut state = shared.lock();
        if state.stopping || !state.confirmed {
            state.ended = true;
            shared.changed.notify_all();
            return;
        }
        state.restarts += 1;
        if begun.elapsed() > LONG_RUN {
            pause = FIRST_PAUSE;
        }
        tracing::warn!(
            restarts = state.restarts,
            "PostgreSQL ended unexpectedly; it is started again"
        );
        // A stop ends the pause early.
        let waited = shared
            .changed
            .wait_timeout_while(state, pause, |state| !state.stopping);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner).0;
        if state.stopping {
            state.ended = true;
            shared.changed.notify_all();
            return;
        }
        drop(state);
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Starts the server and waits until it has ended.
fn run_once(server: &Server, shared: &Shared) -> Result<(), ClusterError> {
    clear_left_over(&server.folder)?;
    let mut child = {
        let mut state = shared.lock();
        if state.stopping {
            return Ok(());
        }
        let child = server.spawn()?;
        state.pid = Some(child.id());
        shared.changed.notify_all();
        child
    };
    wait_without_reaping(&child);
    let mut state = shared.lock();
    state.pid = None;
    let _ = child.wait();
    shared.changed.notify_all();
    Ok(())
}

/// Waits for the end of a process but leaves its number taken, so that nobody signals a stranger.
fn wait_without_reaping(child: &Child) {
    let Some(pid) = to_pid(child.id()) else { return };
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
    while let Err(rustix::io::Errno::INTR) = waitid(WaitId::Pid(pid), options) {}
}

fn to_pid(pid: u32) -> Option<Pid> {
    i32::try_from(pid).ok().and_then(Pid::from_raw)
}

/// All that it takes to start the server.
struct Server {
    config: ClusterConfig,
    programs: Programs,
    folder: Folder,
}

impl Server {
    fn spawn(&self) -> Result<Child, ClusterError> {
        let log = open_log(&self.folder.log).map_err(ClusterError::file("open", &self.folder.log))?;
        let also_log = log
            .try_clone()
            .map_err(ClusterError::file("open", &self.folder.log))?;
        let mut command = self.command();
        command
            .arg("-D")
            .arg(&self.folder.data)
            .args(["-p", "5432"])
            .arg("-c")
            .arg(format!(
                "unix_socket_directories={}",
                quote_folder(&self.folder.socket_dir)
            ));
        for (name, value) in self.config.postgres_settings() {
            command.arg("-c").arg(format!("{name}={value}"));
        }
        command
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(log)
            .stderr(also_log)
            // Ctrl-C in the terminal is for the program, which stops its database when it has finished.
            .process_group(0);
        forget_environment(&mut command);
        self.folder.user.apply(&mut command);
        command.spawn().map_err(|error| ClusterError::Program {
            program: "postgres".to_owned(),
            message: error.to_string(),
        })
    }

    /// On Linux the server is told to stop when this program dies. Elsewhere the next start finds it and stops it.
    fn command(&self) -> Command {
        let postgres = self.programs.program("postgres");
        match setpriv() {
            Some(setpriv) => {
                let mut command = Command::new(setpriv);
                command.args(["--pdeathsig", "INT", "--"]).arg(postgres);
                command
            }
            None => Command::new(postgres),
        }
    }
}

/// The program of util-linux that arranges it. (BusyBox has one by the same name that cannot.)
fn setpriv() -> Option<PathBuf> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let path = ["/usr/bin/setpriv", "/bin/setpriv"]
        .map(Path::new)
        .into_iter()
        .find(|path| path.exists())?;
    let real = path.canonicalize().ok()?;
    (real.file_name()? == "setpriv").then_some(real)
}

/// The setting is a list of folders, so a comma or quote in a name needs quoting.
fn quote_folder(folder: &Path) -> String {
    format!("\"{}\"", folder.to_string_lossy().replace('"', "\"\""))
}

fn open_log(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).append(true).open(path)
}

fn make_way(log: &Path) {
    if fs::metadata(log).is_ok_and(|meta| meta.len() > LARGEST_LOG_BYTES) {
        // Only the latest old log is kept. Failing to move it is no reason not to start.
        let _ = fs::rename(log, log.with_extension("log.old"));
    }
}
