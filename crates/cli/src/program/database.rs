//! Which PostgreSQL a command works with: the configured one, the private one of this process, or the private one that another
//! process runs in the same data folder.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, bail};
use pasar_cluster::{Cluster, ClusterConfig, ClusterError, Owner, Programs};
use pasar_store::{CellName, StoreConfig};

use crate::config::{Config, PostgresSettings};

/// The database in the private cluster.
const DATABASE: &str = "pasar";

/// What a command wants with the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// To have it alone, and to make it when it is not there: serving.
    Own,
    /// To work with it once, beside a process that serves if there is one. It must be there.
    Visit,
}

/// A database that answers.
#[derive(Debug)]
pub(crate) struct Database {
    url: String,
    cells: BTreeMap<CellName, String>,
    connections: u32,
    cluster: Option<Cluster>,
}

impl Database {
    /// Finds or starts the database.
    pub(crate) async fn open(config: &Config, wanted: Wanted) -> anyhow::Result<Self> {
        let (url, cluster) = match config.database.url.get() {
            Some(url) => (url.to_owned(), None),
            None => private(config, wanted).await?,
        };
        Ok(Self {
            url,
            cells: read_cells(config)?,
            connections: config.database.connections.0,
            cluster,
        })
    }

    /// How the store reaches it.
    pub(crate) fn store_config(&self) -> StoreConfig {
        StoreConfig {
            url: self.url.clone(),
            connections_max: self.connections,
            cell_urls: self.cells.clone(),
        }
    }

    /// Stops the private cluster, if this process runs one.
    pub(crate) async fn stop(self) -> anyhow::Result<()> {
        if let Some(cluster) = self.cluster {
            tokio::task::spawn_blocking(move || cluster.stop()).await??;
        }
        Ok(())
    }
}

/// The folder of the private cluster.
pub(crate) fn cluster_folder(config: &Config) -> PathBuf {
    config.data.folder.0.join("postgres")
}

/// The PostgreSQL programs to use.
pub(crate) fn programs(settings: &PostgresSettings) -> Result<Programs, ClusterError> {
    match settings.bin.get() {
        Some(folder) => Programs::in_folder(folder),
        None => Programs::find(),
    }
}

async fn private(config: &Config, wanted: Wanted) -> anyhow::Result<(String, Option<Cluster>)> {
    let folder = cluster_folder(config);
    if wanted == Wanted::Visit {
        if let Some(owner) = Owner::find(&folder)? {
            tracing::debug!(pid = owner.pid, "using the database of a running process");
            return Ok((owner.url(DATABASE), None));
        }
        if !folder.exists() {
            bail!(
                "there is no data in `{}`; name the folder with `--data DIR`, or begin with `pasar serve` or `pasar demo`",
                config.data.folder.0.display()
            );
        }
    }
    let mut cluster_config = ClusterConfig::new(folder, programs(&config.postgres)?);
    cluster_config.database = DATABASE.to_owned();
    cluster_config.shared_buffers_mib = config.postgres.buffers_mib.0;
    cluster_config.max_connections = config.postgres.connections.0;
    cluster_config.start_within = Duration::from_secs(config.postgres.start_seconds.0.into());
    // It waits for processes, which must not hold up the runtime.
    let cluster = tokio::task::spawn_blocking(move || Cluster::start(cluster_config)).await??;
    Ok((cluster.url(DATABASE), Some(cluster)))
}

fn read_cells(config: &Config) -> anyhow::Result<BTreeMap<CellName, String>> {
    let Some(path) = config.database.cells_file.get() else {
        return Ok(BTreeMap::new());
    };
    let named = || format!("`{}`, which `database.cells_file` names", path.display());
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", named()))?;
    // The error would quote the line, and with it a password.
    let Ok(entries) = toml::from_str::<BTreeMap<String, String>>(&text) else {
        bail!(
            "{} is wrong: write one line for each cell, xx_1 = \"postgres://…\"",
            named()
        );
    };
    let cells = entries.into_iter().map(|(name, url)| Ok((name.parse()?, url)));
    cells
        .collect::<Result<_, pasar_store::cell::InvalidCellName>>()
        .with_context(named)
}
