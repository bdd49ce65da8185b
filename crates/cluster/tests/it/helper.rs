//! What the tests share, and the process that is there to be killed.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use pasar_cluster::{Cluster, ClusterConfig, Owner, Programs};

const FOLDER_VARIABLE: &str = "PASAR_TEST_HOLD_FOLDER";

pub(crate) fn config(data_dir: &Path) -> ClusterConfig {
    ClusterConfig::new(data_dir, Programs::find().unwrap())
}

/// A folder that every user may enter, as a data folder usually is (temporary folders are private).
pub(crate) fn open_folder() -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::Builder::new()
        .permissions(std::fs::Permissions::from_mode(0o755))
        .tempdir()
        .unwrap();
    let mode = std::fs::metadata(folder.path()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o755, "the test needs an open umask");
    folder
}

/// Runs SQL with PostgreSQL's own client and gives back what it prints.
pub(crate) fn psql(url: &str, sql: &str) -> String {
    let psql = Programs::find().unwrap().program("psql");
    let output = Command::new(psql)
        .args(["-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", sql])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

pub(crate) fn eventually(what: &str, mut is_true: impl FnMut() -> bool) {
    let until = Instant::now() + Duration::from_secs(20);
    while !is_true() {
        assert!(Instant::now() < until, "still waiting for: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

pub(crate) fn kill_9(pid: u32) {
    let pid = rustix::process::Pid::from_raw(i32::try_from(pid).unwrap()).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::KILL).unwrap();
}

/// Starts another process that owns the cluster in `data_dir` until it is killed.
pub(crate) fn other_owner(data_dir: &Path) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "helper::hold_a_cluster", "--ignored", "--nocapture"])
        .env(FOLDER_VARIABLE, data_dir)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let ready = lines.map_while(Result::ok).any(|line| line.contains("holding"));
    assert!(ready, "the other process could not start the cluster");
    assert_eq!(Owner::find(data_dir).unwrap().unwrap().pid, child.id());
    child
}

#[test]
#[ignore = "only the body of the process that `other_owner` starts"]
#[allow(clippy::print_stdout)]
fn hold_a_cluster() {
    let Some(folder) = std::env::var_os(FOLDER_VARIABLE) else {
        return;
    };
    let _cluster = Cluster::start(config(Path::new(&folder))).unwrap();
    println!("holding");
    std::thread::sleep(Duration::from_secs(120));
}
