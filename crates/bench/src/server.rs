//! Starting and stopping what is measured.

use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::client::Connection;

/// How long a server may take to say where it is: the first start makes a database.
const START_WITHIN: Duration = Duration::from_secs(120);
/// How long it may take to stop before it is killed.
const STOP_WITHIN: Duration = Duration::from_secs(30);
/// Lines of the server's log that are shown when it does not start.
const TAIL_LINES: usize = 12;

/// The program that is measured, and its data.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    /// The binary.
    pub(crate) binary: PathBuf,
    /// The data folder.
    pub(crate) data: PathBuf,
    /// The file that its log goes to.
    pub(crate) log: PathBuf,
}

impl Program {
    /// A program (the one beside this, if none is given) with a data folder of its own, which goes with what is returned beside it.
    pub(crate) fn apart(program: Option<&Path>, inside: Option<&Path>) -> anyhow::Result<(Self, TempDir)> {
        let mut builder = tempfile::Builder::new();
        builder.prefix("pasar-bench-");
        // PostgreSQL may run as a user of its own, who has to pass through it.
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o711));
        let folder = match inside {
            Some(inside) => builder.tempdir_in(inside),
            None => builder.tempdir(),
        };
        let folder = folder.context("cannot make a temporary folder")?;
        let binary = match program {
            Some(program) => program
                .canonicalize()
                .with_context(|| format!("there is no `{}`", program.display()))?,
            None => sibling()?,
        };
        let program = Self {
            binary,
            data: folder.path().join("data"),
            log: folder.path().join("server.log"),
        };
        Ok((program, folder))
    }

    /// The command with our data folder, on a machine on which nothing else is configured.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.binary);
        command.arg("--data").arg(&self.data).stdin(Stdio::null());
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("PASAR_") || name == "DATABASE_URL" {
                command.env_remove(name);
            }
        }
        command
    }

    /// Starts `pasar serve` on a port that is free.
    pub(crate) fn serve(&self) -> anyhow::Result<Server> {
        let mut command = self.command();
        command
            .args(["serve", "--port", "0"])
            .stdout(Stdio::piped())
            .stderr(self.open_log()?);
        Server::start(&mut command).with_context(|| {
            let said = std::fs::read_to_string(&self.log).unwrap_or_default();
            let lines: Vec<&str> = said.lines().collect();
            let tail = lines
                .get(lines.len().saturating_sub(TAIL_LINES)..)
                .unwrap_or_default();
            format!("`{}` did not start:\n{}", self.binary.display(), tail.join("\n"))
        })
    }

    fn open_log(&self) -> anyhow::Result<File> {
        let file = OpenOptions::new().create(true).append(true).open(&self.log);
        file.with_context(|| format!("cannot write `{}`", self.log.display()))
    }
}

/// Starts this very program as the yardstick.
pub(crate) fn hello() -> anyhow::Result<Server> {
    let mut command = Command::new(std::env::current_exe()?);
    // Its standard input ends with us, and then it ends.
    command.arg("hello").stdin(Stdio::piped()).stdout(Stdio::piped());
    Server::start(&mut command).context("the yardstick did not start")
}

/// A server that runs. It is stopped when this goes.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    started_at: Instant,
}

impl Server {
    fn start(command: &mut Command) -> anyhow::Result<Self> {
        let started_at = Instant::now();
        let mut child = command.spawn().context("cannot start it")?;
        let output = child.stdout.take().context("its output is not ours")?;
        // From here on, going back stops it.
        let mut server = Self {
            child,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            started_at,
        };
        server.address = first_address(output)?;
        Ok(server)
    }

    /// Its process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Asks for a page until it is there, and says how long after the start that was.
    pub(crate) async fn first_page(&self, path: &str) -> anyhow::Result<Duration> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
        let mut connection = Connection::open(self.address).await?;
        let answer = connection.ask(request.as_bytes()).await?;
        if answer.status != 200 {
            bail!("`{path}` answered {}", answer.status);
        }
        Ok(self.started_at.elapsed())
    }

    /// Stops it and waits for its end.
    pub(crate) fn stop(mut self) -> anyhow::Result<()> {
        self.end(Signal::TERM)?;
        Ok(())
    }

    /// Kills it: no time to write down anything.
    pub(crate) fn kill(mut self) -> anyhow::Result<()> {
        self.end(Signal::KILL)?;
        Ok(())
    }

    fn end(&mut self, signal: Signal) -> anyhow::Result<()> {
        if self.child.try_wait()?.is_some() {
            return Ok(());
        }
        // Not reaped, so the number is still its own.
        if let Some(pid) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            kill_process(pid, signal)?;
        }
        let until = Instant::now() + STOP_WITHIN;
        while Instant::now() < until {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(5));
        }
        self.child.kill()?;
        self.child.wait()?;
        bail!(
            "the server did not stop within {} seconds and was killed",
            STOP_WITHIN.as_secs()
        )
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The yardstick waits for this; the other has none.
        drop(self.child.stdin.take());
        if let Err(error) = self.end(Signal::TERM) {
            eprintln!("while stopping: {error:#}");
        }
    }
}

/// The address in the first line that has one. What is printed after it is read and forgotten, so that nobody waits for a full pipe.
fn first_address(output: impl Read + Send + 'static) -> anyhow::Result<SocketAddr> {
    let (tell, told) = mpsc::channel();
    thread::Builder::new().name("output".to_owned()).spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if let Some(address) = address_in(&line) {
                let _ = tell.send(address);
            }
        }
    })?;
    told.recv_timeout(START_WITHIN)
        .context("it did not say where it is")
}

fn address_in(line: &str) -> Option<SocketAddr> {
    let (_, rest) = line.split_once("http://")?;
    rest.split(['/', ' ']).next()?.parse().ok()
}

/// The program beside this one.
fn sibling() -> anyhow::Result<PathBuf> {
    let own = std::env::current_exe()?;
    let found = own.with_file_name("pasar");
    if Path::new(&found).is_file() {
        return Ok(found);
    }
    bail!(
        "there is no `{}`; build it with `cargo build --release -p pasar-cli`, or name one with `--program`",
        found.display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_found_in_what_is_said() {
        let address = Some(SocketAddr::from(([127, 0, 0, 1], 4400)));
        assert_eq!(address_in("Pasar is at http://127.0.0.1:4400"), address);
        assert_eq!(address_in("http://127.0.0.1:4400/xx/ is ready"), address);
        assert_eq!(address_in("starting"), None);
    }

    #[test]
    fn a_server_that_says_nothing_is_an_error_at_once() {
        let error = Server::start(Command::new("true").stdout(Stdio::piped())).unwrap_err();
        assert!(error.to_string().contains("did not say where it is"), "{error}");
    }
}
