//! What a cluster is started with.

use std::path::PathBuf;
use std::time::Duration;

use crate::programs::Programs;

/// Whether commits survive a crash of the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Every commit is on disk before it is answered. The only choice for data that matters.
    Durable,
    /// Commits may be lost, and the whole cluster with them, when the machine or PostgreSQL is killed. For tests.
    Fleeting,
}

/// What a cluster is started with.
#[derive(Clone, Debug)]
pub struct ClusterConfig {
    /// The folder that holds everything of the cluster; made when it is missing.
    pub data_dir: PathBuf,
    /// The PostgreSQL programs to use.
    pub programs: Programs,
    /// The database that exists once the cluster has started.
    pub database: String,
    /// Whether commits survive a crash of the machine.
    pub durability: Durability,
    /// PostgreSQL's own page cache, in mebibytes.
    pub shared_buffers_mib: u32,
    /// How many connections PostgreSQL accepts.
    pub max_connections: u32,
    /// How long PostgreSQL may take to start, its recovery after a crash included.
    pub start_within: Duration,
    /// Further PostgreSQL settings by name, for example `("work_mem", "16MB")`. They win over ours.
    pub settings: Vec<(String, String)>,
}

impl ClusterConfig {
    /// A durable cluster in `data_dir` with the database `pasar` and settings that suit a small machine.
    pub fn new(data_dir: impl Into<PathBuf>, programs: Programs) -> Self {
        Self {
            data_dir: data_dir.into(),
            programs,
            database: "pasar".to_owned(),
            durability: Durability::Durable,
            shared_buffers_mib: 128,
            max_connections: 100,
            start_within: Duration::from_secs(60),
            settings: Vec::new(),
        }
    }

    /// The settings that PostgreSQL is started with, except the socket's folder.
    ///
    /// They are arguments of the process and not lines of `postgresql.conf`, so that an upgrade of this program also
    /// upgrades the settings of a cluster that exists already.
    pub(crate) fn postgres_settings(&self) -> Vec<(String, String)> {
        let on_or_off = match self.durability {
            Durability::Durable => "on",
            Durability::Fleeting => "off",
        };
        let mut settings: Vec<(String, String)> = [
            ("listen_addresses", ""),
            ("unix_socket_permissions", "0700"),
            ("fsync", on_or_off),
            ("synchronous_commit", on_or_off),
            ("full_page_writes", on_or_off),
            ("max_wal_size", "1GB"),
            ("checkpoint_timeout", "15min"),
            // A shop whose catalogue was just read is not planned for as if it were empty for a whole minute.
            ("autovacuum_naptime", "10s"),
            // Plans are short here: compiling them costs more than it saves.
            ("jit", "off"),
            // Solid-state disks and a cache that holds most of a shop.
            ("random_page_cost", "1.1"),
            ("TimeZone", "UTC"),
            ("log_timezone", "UTC"),
            ("log_line_prefix", "%m [%p] %d "),
            ("cluster_name", "pasar"),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
        settings.push((
            "shared_buffers".to_owned(),
            format!("{}MB", self.shared_buffers_mib),
        ));
        settings.push(("max_connections".to_owned(), self.max_connections.to_string()));
        settings.extend(self.settings.iter().cloned());
        settings
    }
}
