//! The machine: programs, folder, disk, port.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;

use pasar_cluster::Owner;
use rustix::fs::{Access, access, statvfs};

use super::Finding;
use crate::config::Config;
use crate::program::{cluster_folder, programs as find_programs};
use crate::serving;

/// Less free space than this stands in the way: PostgreSQL alone begins with about 40 MiB.
const FREE_LEAST: u64 = 200 << 20;
/// Less free space than this deserves a look.
const FREE_LITTLE: u64 = 2 << 30;

/// Are PostgreSQL's programs there, and new enough?
pub(super) fn programs(config: &Config) -> Finding {
    const ABOUT: &str = "PostgreSQL";
    if config.database.url.get().is_some() {
        return Finding::fine(
            ABOUT,
            "a server of your own is configured; no programs are needed",
        );
    }
    match find_programs(&config.postgres) {
        Ok(programs) => Finding::fine(
            ABOUT,
            format!(
                "version {} in {}",
                programs.version(),
                programs.folder().display()
            ),
        ),
        Err(error) => {
            let error = error.to_string();
            let (says, remedy) = error
                .split_once("; ")
                .unwrap_or((&error, "install PostgreSQL 15 or newer"));
            Finding::wrong(ABOUT, says, remedy)
        }
    }
}

/// May we write into the data folder, or make it?
pub(super) fn folder(config: &Config) -> Finding {
    const ABOUT: &str = "data folder";
    let folder = &config.data.folder.0;
    let shown = folder.display();
    let there = nearest(folder);
    if !there.is_dir() {
        let says = format!("`{}` is no folder", there.display());
        return Finding::wrong(ABOUT, says, "choose another data folder with `--data DIR`");
    }
    if access(there, Access::WRITE_OK | Access::EXEC_OK).is_err() {
        return Finding::wrong(
            ABOUT,
            format!("this user may not write into `{}`", there.display()),
            "give it to the user who runs the program (chown), or choose another with `--data DIR`",
        );
    }
    if there == folder {
        Finding::fine(ABOUT, format!("`{shown}` is there"))
    } else {
        Finding::fine(ABOUT, format!("`{shown}` will be made at the first start"))
    }
}

/// Is there room on the disk?
pub(super) fn disk(config: &Config) -> Finding {
    const ABOUT: &str = "disk";
    let place = nearest(&config.data.folder.0);
    let Ok(disk) = statvfs(place) else {
        return Finding::care(
            ABOUT,
            "how much is free cannot be told",
            "look with `df` that there are some GiB",
        );
    };
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let says = format!("{:.1} GiB are free", tenths(free));
    let remedy = "make room, or choose a data folder on another disk with `--data DIR`";
    match free {
        ..FREE_LEAST => Finding::wrong(ABOUT, says, remedy),
        FREE_LEAST..FREE_LITTLE => Finding::care(ABOUT, says, remedy),
        _ => Finding::fine(ABOUT, says),
    }
}

fn tenths(bytes: u64) -> f64 {
    // Tenths of GiB of any disk are exact in a float.
    f64::from(u32::try_from(bytes / ((1 << 30) / 10)).unwrap_or(u32::MAX)) / 10.0
}

/// Can we listen?
pub(super) fn port(config: &Config) -> Finding {
    const ABOUT: &str = "port";
    let address = SocketAddr::new(config.server.address, serving::port(config));
    let owner = Owner::find(&cluster_folder(config)).ok().flatten();
    match (TcpListener::bind(address), owner) {
        (Ok(_), _) => Finding::fine(ABOUT, format!("{address} is free")),
        (Err(error), Some(owner)) if error.kind() == std::io::ErrorKind::AddrInUse => Finding::fine(
            ABOUT,
            format!(
                "{address} is in use, and process {} serves this data folder",
                owner.pid
            ),
        ),
        (Err(error), _) => {
            let why = serving::why_not(address, &error);
            let (says, remedy) = why
                .split_once("; ")
                .unwrap_or((&why, "choose another with `--port`"));
            Finding::wrong(ABOUT, says, remedy)
        }
    }
}

/// The folder, or the nearest one above it that exists.
fn nearest(folder: &Path) -> &Path {
    let above = folder.ancestors().find(|path| path.exists());
    above
        .filter(|path| !path.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}
