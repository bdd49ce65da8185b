//! Where the files of a cluster are: in its data folder when PostgreSQL's user can reach it, elsewhere when not.

use std::collections::hash_map::DefaultHasher;
use std::fs::{self, DirBuilder};
use std::hash::{Hash, Hasher};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, symlink};
use std::path::{Path, PathBuf};

use crate::error::ClusterError;
use crate::user::{User, name_of};
use crate::wire::SOCKET_NAME;

/// The longest path of a socket that both Linux (107) and macOS (103) take.
const LONGEST_SOCKET_PATH: usize = 103;

/// Where data goes that must not be in the data folder, in order of preference.
const PLACES_ELSEWHERE: [&str; 2] = ["/var/lib/pasar", "/var/tmp/pasar"];

/// Where the files of a cluster are, and whose they are.
#[derive(Clone, Debug)]
pub(crate) struct Folder {
    /// The folder that the configuration names; absolute, without links.
    pub(crate) data_dir: PathBuf,
    /// The folder with PostgreSQL's files; absolute, without links once it exists.
    pub(crate) data: PathBuf,
    pub(crate) socket_dir: PathBuf,
    pub(crate) log: PathBuf,
    pub(crate) user: User,
}

impl Folder {
    /// Decides where everything is and makes the folders, except that of PostgreSQL's files.
    pub(crate) fn prepare(data_dir: &Path) -> Result<Self, ClusterError> {
        let link = data_dir.join("data");
        forget_dangling(&link)?;
        let user = User::choose(&link);
        let data = match link.canonicalize() {
            Ok(data) => {
                check_owner(data_dir, &data, &user)?;
                data
            }
            Err(_) if user.can_enter(data_dir) => link,
            Err(_) => elsewhere(data_dir, &user)?,
        };
        // The folder that holds the data must be reachable for its user, also when it has been moved since.
        let home = data.parent().unwrap_or(data_dir).to_owned();
        if !user.can_enter(&home) {
            return Err(ClusterError::Unreachable {
                data_dir: data_dir.to_owned(),
                user: user.name,
            });
        }
        let socket_dir = socket_dir(&home, &user)?;
        Ok(Self {
            data_dir: data_dir.to_owned(),
            data,
            socket_dir,
            log: data_dir.join("postgres.log"),
            user,
        })
    }

    /// Puts freshly made files of PostgreSQL in their place, all at once.
    pub(crate) fn settle(&self, made: &Path) -> Result<(), ClusterError> {
        fs::rename(made, &self.data).map_err(ClusterError::file("create", &self.data))?;
        let link = self.data_dir.join("data");
        if self.data != link {
            symlink(&self.data, &link).map_err(ClusterError::file("create", &link))?;
        }
        Ok(())
    }
}

/// The data folder itself: made when it is missing; absolute and without links.
pub(crate) fn make_data_dir(data_dir: &Path) -> Result<PathBuf, ClusterError> {
    fs::create_dir_all(data_dir).map_err(ClusterError::file("create", data_dir))?;
    data_dir
        .canonicalize()
        .map_err(ClusterError::file("read", data_dir))
}

/// Somebody who deletes the folder behind the link wants to begin anew.
fn forget_dangling(link: &Path) -> Result<(), ClusterError> {
    if link.is_symlink() && !link.exists() {
        fs::remove_file(link).map_err(ClusterError::file("remove", link))?;
    }
    Ok(())
}

fn check_owner(data_dir: &Path, data: &Path, user: &User) -> Result<(), ClusterError> {
    let owner = fs::metadata(data)
        .map_err(ClusterError::file("read", data))?
        .uid();
    if owner == user.uid {
        return Ok(());
    }
    Err(ClusterError::Foreign {
        data_dir: data_dir.to_owned(),
        files: data.to_owned(),
        owner: name_of(owner),
        user: user.name.clone(),
    })
}

/// A place for the data of a folder that PostgreSQL's user cannot reach, such as one below /root.
///
/// It is named after the folder. A number tells apart the data of a folder that was deleted and made again: the old data
/// stays where it is, for whoever misses it.
fn elsewhere(data_dir: &Path, user: &User) -> Result<PathBuf, ClusterError> {
    let name = short_name(data_dir);
    for place in PLACES_ELSEWHERE.map(Path::new) {
        if fs::create_dir_all(place).is_err() || !user.can_enter(place) {
            continue;
        }
        let unused = (1..)
            .map(|number| place.join(format!("{name}-{number}")))
            .find(|path| !path.join("data").exists());
        if let Some(path) = unused {
            fs::create_dir_all(&path).map_err(ClusterError::file("create", &path))?;
            user.give(&path).map_err(ClusterError::file("give away", &path))?;
            tracing::info!(
                data_dir = %data_dir.display(), place = %path.display(), user = %user.name,
                "the database's files go elsewhere, because its user cannot reach the data folder"
            );
            return Ok(path.join("data"));
        }
    }
    Err(ClusterError::Unreachable {
        data_dir: data_dir.to_owned(),
        user: user.name.clone(),
    })
}

fn socket_dir(home: &Path, user: &User) -> Result<PathBuf, ClusterError> {
    let beside = home.join("socket");
    let length = beside.join(SOCKET_NAME).as_os_str().len();
    let folder = if length <= LONGEST_SOCKET_PATH {
        beside
    } else {
        Path::new("/tmp").join(format!("pasar-{}", short_name(home)))
    };
    match DirBuilder::new().mode(0o700).create(&folder) {
        Ok(()) => user
            .give(&folder)
            .map_err(ClusterError::file("give away", &folder))?,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            // Below /tmp anybody could have put something under this name.
            let meta = fs::symlink_metadata(&folder).map_err(ClusterError::file("read", &folder))?;
            if !meta.is_dir() || meta.uid() != user.uid || meta.mode() & 0o077 != 0 {
                let source = io::Error::other(format!(
                    "it is not a private folder of the user `{}`; remove it",
                    user.name
                ));
                return Err(ClusterError::File {
                    action: "use",
                    path: folder,
                    source,
                });
            }
        }
        Err(source) => {
            return Err(ClusterError::File {
                action: "create",
                path: folder,
                source,
            });
        }
    }
    Ok(folder)
}

/// Twelve letters that tell one path from another.
fn short_name(path: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    let digest = format!("{:016x}", hasher.finish());
    digest.chars().take(12).collect()
}
