//! The first start: makes PostgreSQL's files.

use std::fs::{self, DirBuilder};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::ROLE;
use crate::config::{ClusterConfig, Durability};
use crate::error::ClusterError;
use crate::folder::Folder;
use crate::programs::Programs;

/// Makes the files unless they are there.
pub(crate) fn ensure_data(config: &ClusterConfig, folder: &Folder) -> Result<(), ClusterError> {
    if folder.data.join("PG_VERSION").exists() {
        return Ok(());
    }
    // An empty folder may be what a careful person prepared; anything else is not ours to touch.
    if folder.data.exists() {
        fs::remove_dir(&folder.data).map_err(ClusterError::file("make a database in", &folder.data))?;
    }
    // Half-made files must not look like a database: they are made beside and moved when they are whole.
    let half = half_made(&folder.data);
    if half.exists() {
        fs::remove_dir_all(&half).map_err(ClusterError::file("remove", &half))?;
    }
    DirBuilder::new()
        .mode(0o700)
        .create(&half)
        .map_err(ClusterError::file("create", &half))?;
    folder
        .user
        .give(&half)
        .map_err(ClusterError::file("give away", &half))?;
    run_initdb(config, folder, &half)?;
    if config.durability == Durability::Durable {
        sync(&half)?;
    }
    folder.settle(&half)
}

/// The programs that fit the data: those of the configuration, or others of the version that wrote it.
pub(crate) fn fitting_programs(config: &ClusterConfig, folder: &Folder) -> Result<Programs, ClusterError> {
    let path = folder.data.join("PG_VERSION");
    let Ok(text) = fs::read_to_string(&path) else {
        return Ok(config.programs.clone());
    };
    let data: u32 = text.trim().parse().unwrap_or(0);
    if data == config.programs.version() {
        return Ok(config.programs.clone());
    }
    Programs::of_version(data).ok_or_else(|| ClusterError::OtherVersion {
        data_dir: folder.data_dir.clone(),
        data,
        programs: config.programs.version(),
    })
}

/// Whether the system can be asked to put a whole file system on disk. initdb does it file by file, a thousand times, which
/// takes seconds on a busy disk.
const SYNCS_AT_ONCE: bool = cfg!(target_os = "linux");

#[cfg(target_os = "linux")]
fn sync(data: &Path) -> Result<(), ClusterError> {
    let folder = fs::File::open(data).map_err(ClusterError::file("open", data))?;
    rustix::fs::syncfs(folder)
        .map_err(std::io::Error::from)
        .map_err(ClusterError::file("write", data))
}

#[cfg(not(target_os = "linux"))]
fn sync(_data: &Path) -> Result<(), ClusterError> {
    Ok(())
}

fn half_made(data: &Path) -> PathBuf {
    data.with_extension("new")
}

fn run_initdb(config: &ClusterConfig, folder: &Folder, data: &Path) -> Result<(), ClusterError> {
    let mut command = config.programs.command("initdb");
    command
        .arg("--pgdata")
        .arg(data)
        .args(["--username", ROLE, "--encoding", "UTF8", "--no-instructions"])
        // Whoever may open the socket's private folder is trusted; nobody else gets as far as a password.
        .args(["--auth-local", "trust", "--auth-host", "reject"])
        // Texts sort by their bytes (fast, and the same on every machine), letters are those of Unicode.
        .args(["--locale", "C"])
        .current_dir("/")
        .stdin(Stdio::null());
    if cfg!(target_os = "linux") {
        command.args(["--lc-ctype", "C.UTF-8"]);
    }
    if config.durability == Durability::Durable {
        command.arg("--data-checksums");
    }
    if SYNCS_AT_ONCE || config.durability == Durability::Fleeting {
        command.arg("--no-sync");
    }
    forget_environment(&mut command);
    folder.user.apply(&mut command);
    let failed = |message: String| ClusterError::Program {
        program: "initdb".to_owned(),
        message,
    };
    let output = command.output().map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        return Err(failed(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
    }
    Ok(())
}

/// PostgreSQL's programs read many `PG…` variables, meant for another server than this one.
pub(crate) fn forget_environment(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PG") {
            command.env_remove(name);
        }
    }
}
