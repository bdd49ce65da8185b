//! Asking the program.

use std::io;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use crate::program::{NoReader, Program};

/// How long reading one picture may take, waiting for a turn included.
pub(crate) const WITHIN: Duration = Duration::from_secs(8);
/// Bytes of a picture that are read at most.
const PICTURE_BYTES_MAX: usize = 16 << 20;
/// Bytes of text that are taken at most; a document has far less.
const TEXT_BYTES_MAX: u64 = 64 << 10;
/// What the program may have: bytes of memory, seconds of a processor. It may write no file.
#[cfg(target_os = "linux")]
const LIMITS: [(rustix::process::Resource, u64); 4] = {
    use rustix::process::Resource;
    [
        (Resource::As, 1 << 30),
        (Resource::Cpu, 10),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
    ]
};
/// Every character of a machine-readable zone.
const ZONE: &str = "tessedit_char_whitelist=ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<";

/// What is printed on a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Print {
    /// Words in lines.
    Words,
    /// The lines at the foot of a passport.
    Zone,
}

/// A picture was not read. Nothing of it is said.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// It took too long, or too many wait.
    #[error("reading the picture took too long")]
    TooLong,
    /// It is larger than what is read.
    #[error("the picture is too large to be read")]
    TooLarge,
    /// The program could not make sense of it, or was stopped.
    #[error("the program that reads pictures gave up")]
    GaveUp,
    /// The program could not be run.
    #[error("the program that reads pictures does not run")]
    DoesNotRun(#[from] io::Error),
}

/// The program, and whose turn it is.
#[derive(Debug)]
pub struct Reader {
    program: Program,
    turns: Semaphore,
}

impl Reader {
    /// Looks for the program: `tesseract`, unless another one is named.
    ///
    /// # Errors
    /// It is not here, or knows no language that we need.
    pub async fn find(named: Option<PathBuf>) -> Result<Self, NoReader> {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self {
            program: Program::find(named).await?,
            turns: Semaphore::new(processors),
        })
    }

    /// The program's version.
    pub fn version(&self) -> &str {
        &self.program.version
    }

    /// Languages that would help and are not installed.
    pub fn missing(&self) -> &[&'static str] {
        &self.program.missing
    }

    /// The text of a picture, a JPEG or PNG.
    ///
    /// # Errors
    /// See [`Unread`]; nobody has to do anything about it but type.
    pub async fn read(&self, picture: &[u8], print: Print) -> Result<Zeroizing<String>, Unread> {
        if picture.len() > PICTURE_BYTES_MAX {
            return Err(Unread::TooLarge);
        }
        let asked = async {
            let _turn = self.turns.acquire().await.map_err(|_| Unread::TooLong)?;
            self.ask(picture, print).await
        };
        // Whoever waits too long drops the program, which ends it.
        tokio::time::timeout(WITHIN, asked)
            .await
            .map_err(|_| Unread::TooLong)?
    }

    async fn ask(&self, picture: &[u8], print: Print) -> Result<Zeroizing<String>, Unread> {
        let mut child = self.command(print).spawn()?;
        limit(&child)?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (mut input, output) = pipes.ok_or_else(|| io::Error::other("it has no pipes"))?;
        let send = async {
            // A program that has seen enough closes its end.
            let _ = input.write_all(picture).await;
            drop(input);
        };
        let mut text = Zeroizing::new(Vec::with_capacity(8 << 10));
        let mut output = output.take(TEXT_BYTES_MAX);
        let ((), received) = tokio::join!(send, output.read_to_end(&mut text));
        received?;
        drop(output);
        if !child.wait().await?.success() {
            return Err(Unread::GaveUp);
        }
        Ok(Zeroizing::new(String::from_utf8_lossy(&text).into_owned()))
    }

    fn command(&self, print: Print) -> Command {
        let program = &self.program;
        let mut command = Command::new(&program.path);
        command.args(["stdin", "stdout", "-l"]);
        match print {
            // A block of lines: what stands in the wide gap between a label and its value is kept together.
            Print::Words => command.args([program.words.as_str(), "--psm", "6"]),
            Print::Zone => command.args([program.zone.as_str(), "--psm", "6", "-c", ZONE]),
        };
        command
            .env("OMP_THREAD_LIMIT", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true);
        command
    }
}

/// Lets the program have no more than it needs.
#[cfg(target_os = "linux")]
fn limit(child: &Child) -> io::Result<()> {
    use rustix::process::{Pid, Rlimit, prlimit};
    // It may have ended already, and taken nothing. Without an id, the limits would be our own.
    let Some(id) = child.id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?)) else {
        return Ok(());
    };
    for (resource, most) in LIMITS {
        let limits = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        match prlimit(Some(id), resource, limits) {
            Ok(_) => {}
            Err(rustix::io::Errno::SRCH) => return Ok(()),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Where limits cannot be set from outside, time is the only one.
#[cfg(not(target_os = "linux"))]
#[allow(clippy::unnecessary_wraps, reason = "as where limits can be set")]
fn limit(_child: &Child) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    /// A program that answers like Tesseract when it is asked who it is, and otherwise does what the script says.
    async fn acting(name: &str, script: &str) -> (PathBuf, Result<Reader, NoReader>) {
        let folder = std::env::temp_dir().join(format!("pasar-reader-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("tesseract");
        let script = format!(
            "#!/bin/sh\ncase $1 in --version) echo tesseract 5.9; exit;; --list-langs) echo List; echo eng; echo osd; exit;; esac\n{script}\n"
        );
        std::fs::write(&path, script).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        let found = Reader::find(Some(path)).await;
        (folder, found)
    }

    #[tokio::test]
    async fn the_program_says_what_it_is_and_what_is_missing() {
        let (folder, found) = acting("says", "cat; echo \" $*\"").await;
        let reader = found.unwrap();
        assert_eq!((reader.version(), reader.missing()), ("5.9", ["ind"].as_slice()));
        let text = reader.read(b"picture", Print::Words).await.unwrap();
        assert_eq!(text.trim(), "picture stdin stdout -l eng --psm 6");
        std::fs::remove_dir_all(folder).unwrap();
        let error = Reader::find(Some("/nowhere/tesseract".into())).await.unwrap_err();
        assert!(error.to_string().contains("apt-get install tesseract-ocr"));
    }

    #[tokio::test]
    async fn a_program_that_writes_files_fails_or_says_too_much_is_stopped() {
        let (folder, found) = acting("writes", "cat >/dev/null; echo secret >\"${0%/*}/kept\"").await;
        let refused = found.unwrap().read(b"picture", Print::Words).await;
        assert!(matches!(refused, Err(Unread::GaveUp)));
        let kept = std::fs::read(folder.join("kept")).unwrap_or_default();
        assert!(kept.is_empty(), "nothing of it is on the disk");
        std::fs::remove_dir_all(folder).unwrap();
        let (folder, found) = acting("chats", "cat >/dev/null; yes").await;
        let refused = found.unwrap().read(b"picture", Print::Zone).await;
        assert!(matches!(refused, Err(Unread::GaveUp)), "{refused:?}");
        std::fs::remove_dir_all(folder).unwrap();
        let (folder, found) = acting("fails", "exit 1").await;
        let large = vec![0; PICTURE_BYTES_MAX + 1];
        let reader = found.unwrap();
        assert!(matches!(
            reader.read(&large, Print::Words).await,
            Err(Unread::TooLarge)
        ));
        assert!(matches!(
            reader.read(&large[..9], Print::Words).await,
            Err(Unread::GaveUp)
        ));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn a_program_that_hangs_is_ended() {
        let (folder, found) = acting("hangs", "echo $$ >&1; exec sleep 600").await;
        let reader = found.unwrap();
        let refused = reader.read(b"picture", Print::Words).await;
        assert!(matches!(refused, Err(Unread::TooLong)));
        assert_eq!(
            reader.turns.available_permits(),
            std::thread::available_parallelism().unwrap().get()
        );
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn what_is_no_picture_is_not_read() {
        let reader = Reader::find(None).await.unwrap();
        assert_eq!(reader.missing(), [""; 0]);
        let refused = reader.read(b"no picture", Print::Words).await.unwrap_err();
        assert!(matches!(refused, Unread::GaveUp));
        assert!(!format!("{refused:?} {refused}").contains("picture\""));
    }
}
