//! Which user of the machine PostgreSQL runs as.
//!
//! PostgreSQL refuses to run as root. A program that is root therefore runs it as somebody else: the owner of the
//! data when there is data, else the user `postgres`, else `nobody`.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use rustix::process::geteuid;

/// The user that PostgreSQL runs as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct User {
    /// For messages.
    pub(crate) name: String,
    pub(crate) uid: u32,
    pub(crate) gid: u32,
    /// Whether it is another user than this process.
    pub(crate) dropped: bool,
}

impl User {
    /// Chooses the user for a cluster whose files, if there are any, are at `data`.
    pub(crate) fn choose(data: &Path) -> Self {
        let uid = geteuid().as_raw();
        if uid != 0 {
            let gid = rustix::process::getegid().as_raw();
            return Self {
                name: name_of(uid),
                uid,
                gid,
                dropped: false,
            };
        }
        let passwd = fs::read_to_string("/etc/passwd").unwrap_or_default();
        let owner = fs::metadata(data).ok().filter(|meta| meta.uid() != 0);
        if let Some(meta) = owner {
            return Self {
                name: name_of(meta.uid()),
                uid: meta.uid(),
                gid: meta.gid(),
                dropped: true,
            };
        }
        // Linux's last user number is the convention when even `nobody` has no line.
        let (name, uid, gid) = find_by_name(&passwd, "postgres")
            .or_else(|| find_by_name(&passwd, "nobody"))
            .unwrap_or_else(|| ("nobody".to_owned(), 65_534, 65_534));
        Self {
            name,
            uid,
            gid,
            dropped: true,
        }
    }

    /// Makes a command run as this user.
    pub(crate) fn apply(&self, command: &mut Command) {
        if self.dropped {
            // The standard library also clears the supplementary groups when root changes the user.
            command.uid(self.uid).gid(self.gid);
            command.env_remove("HOME");
        }
    }

    /// Whether this user may enter the folder and all above it, judged by their permission bits.
    pub(crate) fn can_enter(&self, folder: &Path) -> bool {
        folder
            .ancestors()
            .filter(|path| !path.as_os_str().is_empty())
            .all(|path| {
                fs::metadata(path).is_ok_and(|meta| {
                    let bit = if meta.uid() == self.uid {
                        0o100
                    } else if meta.gid() == self.gid {
                        0o010
                    } else {
                        0o001
                    };
                    meta.mode() & bit != 0
                })
            })
    }

    /// Gives a file or folder to this user.
    pub(crate) fn give(&self, path: &Path) -> std::io::Result<()> {
        if self.dropped {
            std::os::unix::fs::chown(path, Some(self.uid), Some(self.gid))?;
        }
        Ok(())
    }
}

/// The name of a user, or its number when it has none.
pub(crate) fn name_of(uid: u32) -> String {
    let passwd = fs::read_to_string("/etc/passwd").unwrap_or_default();
    passwd
        .lines()
        .map(|line| line.split(':').collect::<Vec<_>>())
        .find(|fields| fields.get(2).and_then(|field| field.parse().ok()) == Some(uid))
        .and_then(|fields| fields.first().map(|&name| name.to_owned()))
        .unwrap_or_else(|| uid.to_string())
}

fn find_by_name(passwd: &str, name: &str) -> Option<(String, u32, u32)> {
    let line = passwd.lines().find(|line| line.split(':').next() == Some(name))?;
    let fields: Vec<_> = line.split(':').collect();
    Some((
        name.to_owned(),
        fields.get(2)?.parse().ok()?,
        fields.get(3)?.parse().ok()?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_user_by_name() {
        let passwd =
            "root:x:0:0:root:/root:/bin/sh\npostgres:x:101:104:admin:/var/lib/postgresql:/bin/bash\n";
        assert_eq!(
            find_by_name(passwd, "postgres"),
            Some(("postgres".to_owned(), 101, 104))
        );
        assert_eq!(find_by_name(passwd, "post"), None);
    }

    #[test]
    fn a_stranger_cannot_enter_a_private_folder() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let stranger = User {
            name: "x".to_owned(),
            uid: 4_242,
            gid: 4_242,
            dropped: true,
        };
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        assert!(stranger.can_enter(folder.path()));
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
        assert!(!stranger.can_enter(folder.path()));
    }
}
