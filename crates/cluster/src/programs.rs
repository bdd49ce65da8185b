//! Finds the PostgreSQL programs of the machine.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::ClusterError;

/// The oldest major version of PostgreSQL that will do.
pub const OLDEST_VERSION: u32 = 15;

/// The environment variable that names the folder of the programs.
const FOLDER_VARIABLE: &str = "PASAR_POSTGRES_BIN";

/// A folder with PostgreSQL's `initdb` and `postgres`, and their version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programs {
    folder: PathBuf,
    version: u32,
}

impl Programs {
    /// Finds the programs: in the folder named by `PASAR_POSTGRES_BIN` (and then nowhere else), in the usual folders
    /// of distributions (the newest version wins), or on the `PATH`.
    ///
    /// # Errors
    /// `NoPrograms` when there are none, `TooOld` when there are only old ones.
    pub fn find() -> Result<Self, ClusterError> {
        if let Some(folder) = env::var_os(FOLDER_VARIABLE).filter(|value| !value.is_empty()) {
            return Self::in_folder(Path::new(&folder));
        }
        Self::newest(&usual_folders())
    }

    /// The programs in one folder.
    ///
    /// # Errors
    /// `NoPrograms` when they are not there, `TooOld` when they are too old.
    pub fn in_folder(folder: &Path) -> Result<Self, ClusterError> {
        Self::newest(&[folder.to_owned()])
    }

    /// The same programs of another major version, when the machine has them.
    pub(crate) fn of_version(version: u32) -> Option<Self> {
        usual_folders()
            .iter()
            .filter_map(|folder| Self::probe(folder))
            .find(|programs| programs.version == version)
    }

    fn newest(folders: &[PathBuf]) -> Result<Self, ClusterError> {
        let best = folders
            .iter()
            .filter_map(|folder| Self::probe(folder))
            .max_by_key(|programs| programs.version);
        match best {
            Some(programs) if programs.version < OLDEST_VERSION => Err(ClusterError::TooOld {
                folder: programs.folder,
                found: programs.version,
                oldest: OLDEST_VERSION,
            }),
            Some(programs) => Ok(programs),
            None => Err(ClusterError::NoPrograms {
                searched: folders
                    .iter()
                    .map(|folder| folder.display().to_string())
                    .collect::<Vec<_>>()
                    .join(", "),
                oldest: OLDEST_VERSION,
            }),
        }
    }

    fn probe(folder: &Path) -> Option<Self> {
        // On the PATH there are often links; the real folder also has the files that the programs look for.
        let postgres = folder.join("postgres").canonicalize().ok()?;
        let folder = postgres.parent()?.to_owned();
        if !folder.join("initdb").exists() {
            return None;
        }
        let version = version_of_folder(&folder).or_else(|| version_of_program(&folder))?;
        Some(Self { folder, version })
    }

    /// The folder that the programs are in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The major version, for example 15.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.version
    }

    /// A command that runs one program.
    #[must_use]
    pub fn command(&self, name: &str) -> Command {
        self.command_of(&self.program(name))
    }

    /// A command that ends in running one of these programs. Where they were unpacked without being installed, so were
    /// the libraries that they need.
    pub(crate) fn command_of(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        let libraries = unpacked_libraries(&self.folder);
        if !libraries.is_empty() {
            command.env("LD_LIBRARY_PATH", env::join_paths(libraries).unwrap_or_default());
        }
        command
    }

    /// The path of one program, for example `psql`.
    #[must_use]
    pub fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// The folders of libraries beside programs in `<somewhere>/usr/lib/postgresql/<version>/bin`.
fn unpacked_libraries(folder: &Path) -> Vec<PathBuf> {
    let Some(root) = folder.ancestors().nth(5).filter(|root| root.parent().is_some()) else {
        return Vec::new();
    };
    if !folder.starts_with(root.join("usr/lib/postgresql")) {
        return Vec::new();
    }
    let mut folders = Vec::new();
    for parent in [root.join("usr/lib"), root.join("lib")] {
        let Ok(entries) = parent.read_dir() else { continue };
        let named = entries
            .flatten()
            .filter(|entry| entry.file_name().to_string_lossy().contains("-linux-"));
        folders.extend(named.map(|entry| entry.path()));
    }
    folders
}

fn usual_folders() -> Vec<PathBuf> {
    let mut folders = Vec::new();
    let mut parents = vec![
        PathBuf::from("/usr/lib/postgresql"),
        PathBuf::from("/usr/libexec/postgresql"),
    ];
    // Where scripts/install-postgres.sh unpacks the programs when it may not install them.
    if let Some(home) = env::var_os("HOME") {
        parents.push(Path::new(&home).join(".local/share/pasar/postgres/usr/lib/postgresql"));
    }
    for parent in parents {
        let Ok(entries) = parent.read_dir() else { continue };
        folders.extend(entries.flatten().map(|entry| entry.path().join("bin")));
    }
    // Fedora, Arch and Alpine, and Homebrew's two prefixes.
    folders.push(PathBuf::from("/usr/pgsql/bin"));
    for prefix in ["/opt/homebrew/opt", "/usr/local/opt"] {
        folders.extend(
            (OLDEST_VERSION..30).map(|version| PathBuf::from(format!("{prefix}/postgresql@{version}/bin"))),
        );
    }
    if let Some(path) = env::var_os("PATH") {
        folders.extend(env::split_paths(&path));
    }
    folders.retain(|folder| folder.join("postgres").exists());
    if folders.is_empty() {
        folders.push(PathBuf::from("/usr/lib/postgresql/*/bin"));
        folders.push(PathBuf::from("the PATH"));
    }
    folders
}

/// Debian's folders are named after the version, which saves a process on every start.
fn version_of_folder(folder: &Path) -> Option<u32> {
    if !folder.starts_with("/usr/lib/postgresql") {
        return None;
    }
    folder.parent()?.file_name()?.to_str()?.parse().ok()
}

fn version_of_program(folder: &Path) -> Option<u32> {
    let programs = Programs {
        folder: folder.to_owned(),
        version: 0,
    };
    let output = programs.command("postgres").arg("--version").output().ok()?;
    version_of_text(&String::from_utf8_lossy(&output.stdout))
}

/// The major version in a line such as `postgres (PostgreSQL) 16.3 (Debian 16.3-1)`.
fn version_of_text(text: &str) -> Option<u32> {
    let after = text.split("PostgreSQL)").nth(1)?.trim_start();
    after
        .split(|letter: char| !letter.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_versions() {
        assert_eq!(
            version_of_text("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"),
            Some(15)
        );
        assert_eq!(version_of_text("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(version_of_text("something else"), None);
    }

    #[test]
    fn a_folder_without_programs_says_what_to_install() {
        let error = Programs::in_folder(Path::new("/nonexistent"))
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("/nonexistent") && error.contains("install"),
            "{error}"
        );
    }
}
