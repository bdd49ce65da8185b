//! Starting, stopping, and one owner at a time.

use std::time::{Duration, Instant};

use pasar_cluster::{Cluster, ClusterError, Health, Owner};

use crate::helper::{config, open_folder, psql};

#[test]
fn the_second_start_finds_the_data_of_the_first() {
    let folder = open_folder();
    let data_dir = folder.path().join("postgres");
    let first = Cluster::start(config(&data_dir)).unwrap();
    assert_eq!(first.health(), Health::Up);
    psql(
        &first.url("pasar"),
        "CREATE TABLE goods (name text); INSERT INTO goods VALUES ('batik')",
    );
    first.stop().unwrap();
    assert_eq!(first.health(), Health::Down);
    drop(first);

    let begun = Instant::now();
    let second = Cluster::start(config(&data_dir)).unwrap();
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    assert_eq!(psql(&second.url("pasar"), "SELECT name FROM goods"), "batik");
    assert_eq!(second.restarts(), 0);
}

#[test]
fn the_settings_are_durable_and_nothing_listens_on_the_network() {
    let folder = open_folder();
    let cluster = Cluster::start(config(folder.path())).unwrap();
    let url = cluster.url("pasar");
    let show = |name: &str| psql(&url, &format!("SHOW {name}"));
    assert_eq!(show("fsync"), "on");
    assert_eq!(show("synchronous_commit"), "on");
    assert_eq!(show("full_page_writes"), "on");
    assert_eq!(show("data_checksums"), "on");
    assert_eq!(show("listen_addresses"), "");
    assert_eq!(show("server_encoding"), "UTF8");
    // Letters beyond ASCII have upper and lower case.
    assert_eq!(psql(&url, "SELECT lower('ÉÑ') = 'éñ'"), "t");
}

#[test]
fn a_setting_of_the_configuration_wins() {
    let folder = open_folder();
    let mut config = config(folder.path());
    config
        .settings
        .push(("max_connections".to_owned(), "33".to_owned()));
    let cluster = Cluster::start(config).unwrap();
    assert_eq!(psql(&cluster.url("pasar"), "SHOW max_connections"), "33");
}

#[test]
fn a_bad_setting_is_shown_in_postgresqls_own_words() {
    let folder = open_folder();
    let mut config = config(folder.path());
    config.settings.push(("work_mem".to_owned(), "plenty".to_owned()));
    let error = Cluster::start(config).unwrap_err();
    assert!(matches!(error, ClusterError::NotStarted { .. }), "{error}");
    assert!(error.to_string().contains("plenty"), "{error}");
}

#[test]
fn a_second_owner_is_refused_and_told_who_the_first_is() {
    let folder = open_folder();
    assert_eq!(Owner::find(folder.path()).unwrap(), None);
    let cluster = Cluster::start(config(folder.path())).unwrap();
    let error = Cluster::start(config(folder.path())).unwrap_err();
    assert!(
        matches!(error, ClusterError::Owned { pid, .. } if pid == std::process::id()),
        "{error}"
    );
    assert!(error.to_string().contains("stop that process first"), "{error}");

    // Yet it may use the database of the first.
    let owner = Owner::find(folder.path()).unwrap().unwrap();
    assert_eq!(owner.url("pasar"), cluster.url("pasar"));
    drop(cluster);
    assert_eq!(Owner::find(folder.path()).unwrap(), None);
}

#[test]
fn a_deep_folder_gets_a_short_socket() {
    let folder = open_folder();
    let deep = folder.path().join("a-rather-long-name-for-a-folder/".repeat(6));
    let cluster = Cluster::start(config(&deep)).unwrap();
    assert!(
        cluster.socket_dir().as_os_str().len() < 60,
        "{:?}",
        cluster.socket_dir()
    );
    assert_eq!(psql(&cluster.url("pasar"), "SELECT 1"), "1");
    let socket_dir = cluster.socket_dir().to_owned();
    drop(cluster);
    assert!(!socket_dir.exists());
}

#[test]
fn a_folder_with_other_things_in_it_is_not_touched() {
    let folder = open_folder();
    std::fs::create_dir(folder.path().join("data")).unwrap();
    std::fs::write(folder.path().join("data/letter.txt"), "dear").unwrap();
    let error = Cluster::start(config(folder.path())).unwrap_err().to_string();
    assert!(error.contains("data"), "{error}");
    assert!(folder.path().join("data/letter.txt").exists());
}

#[test]
fn databases_are_made_once() {
    let cluster = Cluster::temporary().unwrap();
    cluster.databases().create("it's \"odd\" é").unwrap();
    cluster.databases().create("it's \"odd\" é").unwrap();
    assert_eq!(
        psql(&cluster.url("it's \"odd\" é"), "SELECT current_database()"),
        "it's \"odd\" é"
    );
}

#[test]
fn a_temporary_cluster_is_quick_and_leaves_nothing() {
    let begun = Instant::now();
    let cluster = Cluster::temporary().unwrap();
    assert_eq!(psql(&cluster.url("pasar"), "SHOW fsync"), "off");
    let home = cluster.files().parent().unwrap().to_owned();
    // Alone it takes one second; the bound leaves room for a busy machine.
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    drop(cluster);
    assert!(!home.exists());
}
