//! The program as a process.

use std::fs::Permissions;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value as Json;
use tempfile::TempDir;

/// How long a start may take on a machine that is busy with other tests.
const START_WITHIN: Duration = Duration::from_secs(60);

/// An installation: a data folder, and variables that the program is started with.
pub(crate) struct Pasar {
    folder: TempDir,
    variables: Vec<(String, String)>,
}

/// What a command said.
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    /// The standard output as JSON.
    pub(crate) fn json(&self) -> Json {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err))
    }

    /// It ended with this code.
    #[track_caller]
    pub(crate) fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        self
    }
}

impl Pasar {
    /// With a private database, which is made at the first start.
    pub(crate) fn new() -> Self {
        // PostgreSQL's user must be able to pass through.
        let folder = tempfile::Builder::new()
            .permissions(Permissions::from_mode(0o755))
            .tempdir()
            .unwrap();
        Self {
            folder,
            variables: Vec::new(),
        }
    }

    /// On a database that is there.
    pub(crate) fn on(url: &str) -> Self {
        Self::new().with("DATABASE_URL", url)
    }

    /// With a further variable.
    pub(crate) fn with(mut self, name: &str, text: impl Into<String>) -> Self {
        self.variables.push((name.to_owned(), text.into()));
        self
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A file beside the data folder.
    pub(crate) fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pasar"));
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            // What the developer's machine says about its programs holds for tests, too; nothing else does.
            if name == "DATABASE_URL" || (name.starts_with("PASAR_") && name != "PASAR_POSTGRES_BIN") {
                command.env_remove(name);
            }
        }
        command
            .args(words)
            .arg("--data")
            .arg(self.data())
            .current_dir(self.folder.path())
            .envs(self.variables.iter().cloned());
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, words: &[&str]) -> Said {
        self.run_with(words, "")
    }

    /// Runs a command that reads this.
    pub(crate) fn run_with(&self, words: &[&str], input: &str) -> Said {
        let mut child = self
            .command(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that reads nothing may be gone already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        Said {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Starts a command that serves, and waits until it says where.
    pub(crate) fn start(&self, words: &[&str]) -> Running {
        self.start_saying(words, "Pasar is at ")
    }

    /// Starts a command that goes on, and waits until it says a line that begins with `sign`. What follows is its address.
    pub(crate) fn start_saying(&self, words: &[&str], sign: &str) -> Running {
        let log = self.folder.path().join("log");
        let mut child = self
            .command(words)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(
                std::fs::File::options()
                    .create(true)
                    .append(true)
                    .open(&log)
                    .unwrap(),
            )
            .spawn()
            .unwrap();
        let began = Instant::now();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        let url = loop {
            let mut line = String::new();
            let read = lines.read_line(&mut line).unwrap();
            said.push_str(&line);
            if let Some(url) = line.trim_end().strip_prefix(sign) {
                break url.to_owned();
            }
            assert!(
                read > 0 && began.elapsed() < START_WITHIN,
                "it did not start: {said}{}",
                std::fs::read_to_string(&log).unwrap()
            );
        };
        Running {
            child,
            url,
            lines,
            log,
        }
    }

    /// Starts `pasar serve` at a free port.
    pub(crate) fn serve(&self) -> Running {
        self.start(&["serve", "--port", "0"])
    }
}

/// A process that serves. It is killed when dropped.
pub(crate) struct Running {
    child: Child,
    pub(crate) url: String,
    lines: BufReader<std::process::ChildStdout>,
    log: PathBuf,
}

impl Running {
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// What it has logged so far.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    /// An address on it.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    /// Waits until it can serve every market.
    pub(crate) async fn until_ready(&self) {
        let began = Instant::now();
        while status(&self.at("/readyz")).await != 200 {
            assert!(began.elapsed() < START_WITHIN, "it is not ready: {}", self.log());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Sends a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(i32::try_from(self.pid()).unwrap()).unwrap();
        kill_process(pid, signal).unwrap();
    }

    /// Kills it without warning.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Waits until it has ended. Returns its exit code and how long that took.
    pub(crate) fn ended(mut self) -> (i32, Duration) {
        let began = Instant::now();
        let status = self.child.wait().unwrap();
        (status.code().unwrap_or(-1), began.elapsed())
    }

    /// Everything it said after it said where it is. Waits for its end.
    pub(crate) fn rest(mut self) -> String {
        let mut rest = String::new();
        self.lines.read_to_string(&mut rest).unwrap();
        self.child.wait().unwrap();
        rest
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The status that an address answers with; 0 when nobody answers.
pub(crate) async fn status(url: &str) -> u16 {
    let answer = client().get(url).send().await;
    answer.map_or(0, |answer| answer.status().as_u16())
}

/// A visitor without a past.
pub(crate) fn client() -> reqwest::Client {
    reqwest::Client::builder()
        .timeout(Duration::from_secs(20))
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

/// A folder of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}
