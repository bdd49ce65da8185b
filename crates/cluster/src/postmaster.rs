//! PostgreSQL's main process, as its `postmaster.pid` file describes it.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process, test_kill_process};

use crate::error::ClusterError;
use crate::folder::Folder;
use crate::wire::SOCKET_NAME;

/// How long a server that an earlier process left behind may take to stop properly.
const STOP_WITHIN: Duration = Duration::from_secs(30);
/// How long it may take when it was told to drop everything.
const QUIT_WITHIN: Duration = Duration::from_secs(5);

/// What `postmaster.pid` says.
pub(crate) struct PidFile {
    pub(crate) pid: u32,
    /// Whether the server accepts connections.
    pub(crate) ready: bool,
}

impl PidFile {
    pub(crate) fn read(data: &Path) -> Option<Self> {
        let text = fs::read_to_string(data.join("postmaster.pid")).ok()?;
        let mut lines = text.lines();
        let pid = lines.next()?.trim().parse().ok()?;
        // The eighth line is the state.
        let ready = lines.nth(6).is_some_and(|state| state.trim() == "ready");
        Some(Self { pid, ready })
    }
}

/// Stops a server that an earlier process of ours left behind, and clears away what a killed one left.
///
/// We hold the folder's lock, so a server that runs in it has lost its owner.
pub(crate) fn clear_left_over(folder: &Folder) -> Result<(), ClusterError> {
    if let Some(file) = PidFile::read(&folder.data) {
        if is_server_of(file.pid, &folder.data) {
            stop_left_over(folder, file.pid)?;
        } else if to_pid(file.pid).is_some_and(is_alive) {
            disown_pid_file(folder, file.pid)?;
        }
    }
    // Of the socket nothing depends on who wrote its lock.
    for name in [format!("{SOCKET_NAME}.lock"), SOCKET_NAME.to_owned()] {
        let path = folder.socket_dir.join(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(ClusterError::File {
                    action: "remove",
                    path,
                    source: error,
                });
            }
            _ => {}
        }
    }
    Ok(())
}

fn stop_left_over(folder: &Folder, number: u32) -> Result<(), ClusterError> {
    let Some(pid) = to_pid(number) else { return Ok(()) };
    tracing::info!(
        pid = number,
        "stopping the PostgreSQL that an earlier process left behind"
    );
    for (signal, patience) in [(Signal::INT, STOP_WITHIN), (Signal::QUIT, QUIT_WITHIN)] {
        let _ = kill_process(pid, signal);
        let until = Instant::now() + patience;
        while Instant::now() < until {
            if !is_alive(pid) || !is_server_of(number, &folder.data) {
                return Ok(());
            }
            sleep(Duration::from_millis(10));
        }
    }
    Err(ClusterError::LeftOver {
        data_dir: folder.data_dir.clone(),
        pid: number,
    })
}

/// The number in the file now belongs to some other process (or to a dead one that nobody has buried), which PostgreSQL
/// would take for a running server.
///
/// The file must not simply go: it also names the shared memory by which PostgreSQL finds out whether a killed server
/// has left orphans at work. PostgreSQL does not take its own parent for another server, so the file gets our number.
fn disown_pid_file(folder: &Folder, number: u32) -> Result<(), ClusterError> {
    let path = folder.data.join("postmaster.pid");
    let text = fs::read_to_string(&path).map_err(ClusterError::file("read", &path))?;
    let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
    tracing::info!(
        pid = number,
        "the PostgreSQL that ran last was killed; its files are recovered"
    );
    fs::write(&path, format!("{}\n{rest}", std::process::id())).map_err(ClusterError::file("write", &path))
}

fn to_pid(number: u32) -> Option<Pid> {
    i32::try_from(number).ok().and_then(Pid::from_raw)
}

fn is_alive(pid: Pid) -> bool {
    // A process of another user is alive too, though we may not signal it.
    !matches!(test_kill_process(pid), Err(rustix::io::Errno::SRCH))
}

/// Whether a process is a PostgreSQL server with its files in `data`.
fn is_server_of(pid: u32, data: &Path) -> bool {
    let data = data.to_string_lossy();
    if let Ok(bytes) = fs::read(format!("/proc/{pid}/cmdline")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        return text.split('\0').any(|argument| argument == data) && text.contains("postgres");
    }
    if Path::new("/proc/self").exists() {
        return false;
    }
    let Ok(output) = Command::new("ps")
        .args(["-o", "command=", "-p", &pid.to_string()])
        .output()
    else {
        return false;
    };
    let text = String::from_utf8_lossy(&output.stdout);
    text.contains("postgres") && text.contains(data.as_ref())
}
