//! Clusters for tests: quick to make, gone when dropped.

use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use crate::config::{ClusterConfig, Durability};
use crate::error::ClusterError;
use crate::owner::is_free;
use crate::programs::Programs;
use crate::running::Cluster;

const PREFIX: &str = "pasar-test-";

/// Folders that nobody owns and that are older than this were left by tests that were killed.
const ABANDONED_AFTER: Duration = Duration::from_secs(600);

/// A cluster for one test or one run of a tool. It does not keep its promises across a crash, in exchange for speed, and
/// its folder goes when it is dropped.
#[derive(Debug)]
pub struct TemporaryCluster {
    // Stopped before its folder goes.
    cluster: Option<Cluster>,
    folder: PathBuf,
}

impl Cluster {
    /// Starts an empty cluster with the database `pasar` in a folder of its own below the system's temporary folder.
    ///
    /// # Errors
    /// As [`Cluster::start`], and `NoPrograms` when PostgreSQL is not installed.
    pub fn temporary() -> Result<TemporaryCluster, ClusterError> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let parent = std::env::temp_dir();
        remove_abandoned(&parent);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = parent.join(format!("{PREFIX}{}-{number}", std::process::id()));
        let mut config = ClusterConfig::new(&folder, Programs::find()?);
        config.durability = Durability::Fleeting;
        config.shared_buffers_mib = 64;
        // Whatever is there has lost its process, whose number we now have.
        let _ = fs::remove_dir_all(&folder);
        let cluster = Cluster::start(config).inspect_err(|_| {
            let _ = fs::remove_dir_all(&folder);
        })?;
        Ok(TemporaryCluster {
            cluster: Some(cluster),
            folder,
        })
    }
}

impl Deref for TemporaryCluster {
    type Target = Cluster;

    fn deref(&self) -> &Cluster {
        self.cluster
            .as_ref()
            .expect("the cluster is only taken out when this value is dropped")
    }
}

impl Drop for TemporaryCluster {
    fn drop(&mut self) {
        let files = self
            .cluster
            .as_ref()
            .and_then(|cluster| cluster.files().parent())
            .map(Path::to_owned);
        drop(self.cluster.take());
        // They are elsewhere when PostgreSQL's user cannot reach the temporary folder.
        for folder in files.iter().chain([&self.folder]) {
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// Removes what killed tests left behind.
fn remove_abandoned(parent: &Path) {
    let Ok(entries) = parent.read_dir() else { return };
    for entry in entries.flatten() {
        let old = entry.metadata().and_then(|meta| meta.modified()).is_ok_and(|at| {
            SystemTime::now()
                .duration_since(at)
                .is_ok_and(|age| age > ABANDONED_AFTER)
        });
        if old && entry.file_name().to_string_lossy().starts_with(PREFIX) && is_free(&entry.path()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
