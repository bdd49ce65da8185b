//! Keeps PostgreSQL running: a thread that starts it, waits for its end, and starts it again unless it was stopped.

use std::process::Child;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};

use crate::error::ClusterError;
use crate::postmaster::clear_left_over;
use crate::server::Server;

/// The pause before a server that died is started again; it doubles with every death in a row.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// A server that ran this long did not die of how it was started.
const LONG_RUN: Duration = Duration::from_secs(60);

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
    pub(crate) fn start(server: Server) -> Result<Self, ClusterError> {
        let shared = Arc::new(Shared {
            state: Mutex::default(),
            changed: Condvar::new(),
        });
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
