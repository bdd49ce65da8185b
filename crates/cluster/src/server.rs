//! The server process: how it is started, and how one sees that it is ready.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::config::ClusterConfig;
use crate::error::ClusterError;
use crate::folder::Folder;
use crate::init::forget_environment;
use crate::postmaster::PidFile;

/// A log that is larger than this when the program starts makes way for a new one.
const LARGEST_LOG_BYTES: u64 = 16 << 20;

/// All that it takes to start the server.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    pub(crate) config: ClusterConfig,
    pub(crate) folder: Folder,
    /// Whether the server goes when the thread that started it does.
    pub(crate) bound: bool,
}

impl Server {
    /// Starts the process.
    pub(crate) fn spawn(&self) -> Result<Child, ClusterError> {
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
        match setpriv().filter(|_| self.bound) {
            Some(setpriv) => {
                let mut command = self.config.programs.command_of(&setpriv);
                command
                    .args(["--pdeathsig", "INT", "--"])
                    .arg(self.config.programs.program("postgres"));
                command
            }
            None => self.config.programs.command("postgres"),
        }
    }

    /// Waits until the server accepts connections.
    ///
    /// `pid` says which process the server is at the moment, and `ended` whether nobody will start it any more.
    pub(crate) fn wait_until_ready(
        &self,
        pid: impl Fn() -> Option<u32>,
        mut ended: impl FnMut() -> bool,
        log_start: u64,
    ) -> Result<(), ClusterError> {
        let log = &self.folder.log;
        let until = Instant::now() + self.config.start_within;
        loop {
            let ready = PidFile::read(&self.folder.data)
                .filter(|file| file.ready)
                .map(|file| file.pid);
            if ready.is_some() && ready == pid() {
                return Ok(());
            }
            if ended() {
                return Err(ClusterError::NotStarted {
                    log: log.clone(),
                    tail: tail(log, log_start),
                });
            }
            if Instant::now() >= until {
                return Err(ClusterError::TooSlow {
                    waited: self.config.start_within,
                    log: log.clone(),
                    tail: tail(log, log_start),
                });
            }
            sleep(Duration::from_millis(5));
        }
    }

    /// How long the log is, to tell later what is new in it. One that has become too long makes way.
    pub(crate) fn log_start(&self) -> u64 {
        make_way(&self.folder.log);
        fs::metadata(&self.folder.log).map_or(0, |meta| meta.len())
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

/// The last lines that were written to a log since it had `from` bytes.
fn tail(log: &Path, from: u64) -> String {
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
