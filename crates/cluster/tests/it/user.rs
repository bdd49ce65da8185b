//! As root, PostgreSQL runs as somebody else.

use std::os::unix::fs::{MetadataExt, PermissionsExt};

use pasar_cluster::{Cluster, ClusterError};

use crate::helper::{config, open_folder, psql};

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[test]
fn as_root_the_server_is_another_user() {
    if !is_root() {
        return;
    }
    let folder = open_folder();
    let cluster = Cluster::start(config(folder.path())).unwrap();
    assert_ne!(std::fs::metadata(folder.path().join("data")).unwrap().uid(), 0);
    assert_eq!(
        std::fs::metadata(cluster.socket_dir()).unwrap().mode() & 0o777,
        0o700
    );
    let server = std::fs::metadata(format!("/proc/{}", cluster.pid().unwrap())).unwrap();
    assert_ne!(server.uid(), 0);
}

#[test]
fn files_of_another_user_are_not_touched() {
    if !is_root() {
        return;
    }
    let folder = open_folder();
    std::fs::create_dir(folder.path().join("data")).unwrap();
    std::fs::write(folder.path().join("data/PG_VERSION"), "15\n").unwrap();
    let error = Cluster::start(config(folder.path())).unwrap_err();
    assert!(matches!(error, ClusterError::Foreign { .. }), "{error}");
    assert!(error.to_string().contains("chown -R"), "{error}");
}

#[test]
fn a_folder_that_the_user_cannot_reach_keeps_its_data_elsewhere() {
    if !is_root() {
        return;
    }
    let folder = open_folder();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
    let data_dir = folder.path().join("shop");
    let first = Cluster::start(config(&data_dir)).unwrap();
    psql(
        &first.url("pasar"),
        "CREATE TABLE goods (name text); INSERT INTO goods VALUES ('batik')",
    );
    let home = first.files().parent().unwrap().to_owned();
    assert!(!home.starts_with(folder.path()), "{}", home.display());
    assert_eq!(data_dir.join("data").canonicalize().unwrap(), first.files());
    drop(first);

    let second = Cluster::start(config(&data_dir)).unwrap();
    assert_eq!(psql(&second.url("pasar"), "SELECT name FROM goods"), "batik");
    drop(second);

    // Who deletes the folder begins anew; the old files are left to be rescued.
    std::fs::remove_dir_all(&data_dir).unwrap();
    let third = Cluster::start(config(&data_dir)).unwrap();
    assert_eq!(
        psql(&third.url("pasar"), "SELECT to_regclass('goods') IS NULL"),
        "t"
    );
    let new_home = third.files().parent().unwrap().to_owned();
    assert_ne!(home, new_home);
    drop(third);
    std::fs::remove_dir_all(home).unwrap();
    std::fs::remove_dir_all(new_home).unwrap();
}
