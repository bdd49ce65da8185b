//! What survives `kill -9`.

use std::time::Duration;

use pasar_cluster::{Cluster, ClusterError, Health, Owner};

use crate::helper::{config, eventually, kill_9, open_folder, other_owner, psql};

#[test]
fn a_killed_server_is_started_again_with_its_data() {
    let folder = open_folder();
    let cluster = Cluster::start(config(folder.path())).unwrap();
    psql(
        &cluster.url("pasar"),
        "CREATE TABLE goods (name text); INSERT INTO goods VALUES ('batik')",
    );
    let before = cluster.pid().unwrap();
    kill_9(before);
    eventually("the server is back", || {
        cluster.pid() != Some(before) && cluster.health() == Health::Up
    });
    assert_eq!(psql(&cluster.url("pasar"), "SELECT name FROM goods"), "batik");
    assert_eq!(cluster.restarts(), 1);
}

#[test]
fn a_stale_pid_file_with_the_number_of_a_living_process_does_not_block() {
    let folder = open_folder();
    drop(Cluster::start(config(folder.path())).unwrap());
    let pid_file = folder.path().join("data/postmaster.pid");
    let text = format!(
        "{}\n{}\n0\n5432\n\n\n\nready\n",
        std::process::id(),
        folder.path().join("data").display()
    );
    std::fs::write(pid_file, text).unwrap();
    let cluster = Cluster::start(config(folder.path())).unwrap();
    assert_eq!(cluster.health(), Health::Up);
}

#[test]
fn after_the_owner_was_killed_the_next_one_takes_over() {
    let folder = open_folder();
    let mut owner = other_owner(folder.path());
    let url = Owner::find(folder.path()).unwrap().unwrap().url("pasar");
    let error = Cluster::start(config(folder.path())).unwrap_err();
    assert!(
        matches!(error, ClusterError::Owned { pid, .. } if pid == owner.id()),
        "{error}"
    );

    psql(
        &url,
        "CREATE TABLE goods (name text); INSERT INTO goods VALUES ('batik')",
    );
    kill_9(owner.id());
    owner.wait().unwrap();
    // At once, while the old server may still be stopping.
    let cluster = Cluster::start(config(folder.path())).unwrap();
    assert_eq!(psql(&cluster.url("pasar"), "SELECT name FROM goods"), "batik");
}

#[test]
#[cfg(target_os = "linux")]
fn a_server_does_not_outlive_its_owner() {
    let folder = open_folder();
    let mut owner = other_owner(folder.path());
    let pid_file = folder.path().join("data/postmaster.pid");
    assert!(pid_file.exists());
    kill_9(owner.id());
    owner.wait().unwrap();
    eventually("the server has stopped in order", || !pid_file.exists());
}

#[test]
fn owner_and_server_killed_together() {
    let folder = open_folder();
    let mut owner = other_owner(folder.path());
    let url = Owner::find(folder.path()).unwrap().unwrap().url("pasar");
    psql(
        &url,
        "CREATE TABLE goods (name text); INSERT INTO goods VALUES ('batik')",
    );
    let pid_file = std::fs::read_to_string(folder.path().join("data/postmaster.pid")).unwrap();
    let server = pid_file.lines().next().unwrap().parse().unwrap();
    kill_9(server);
    kill_9(owner.id());
    owner.wait().unwrap();
    let cluster = Cluster::start(config(folder.path())).unwrap();
    assert_eq!(psql(&cluster.url("pasar"), "SELECT name FROM goods"), "batik");
}

#[test]
fn a_first_start_that_was_killed_is_begun_anew() {
    let folder = open_folder();
    // What initdb leaves when it is killed half-way.
    std::fs::create_dir(folder.path().join("data.new")).unwrap();
    std::fs::write(folder.path().join("data.new/PG_VERSION"), "15\n").unwrap();
    let cluster = Cluster::start(config(folder.path())).unwrap();
    assert_eq!(psql(&cluster.url("pasar"), "SELECT 1"), "1");
}

#[test]
fn stopping_does_not_wait_for_open_sessions() {
    let folder = open_folder();
    let cluster = Cluster::start(config(folder.path())).unwrap();
    let url = cluster.url("pasar");
    let session = std::thread::spawn(move || {
        let psql = pasar_cluster::Programs::find().unwrap().program("psql");
        std::process::Command::new(psql)
            .args(["-X", "-d", &url, "-c", "SELECT pg_sleep(60)"])
            .output()
            .unwrap()
    });
    std::thread::sleep(Duration::from_millis(500));
    let begun = std::time::Instant::now();
    cluster.stop().unwrap();
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    assert!(!session.join().unwrap().status.success());
}
