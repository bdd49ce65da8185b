//! Where rows live: the control schema, and the cells of each market.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions as _, Postgres};

use crate::error::Result;
use crate::migrate;

/// A transaction of one cell or of the control schema. Dropped without [`commit`](sqlx::Transaction::commit), it is undone.
pub type Transaction = sqlx::Transaction<'static, Postgres>;

/// The role under which the program works: it may not change or delete ledger rows.
pub const PROGRAM_ROLE: &str = "pasar_program";

/// A connection is asked whether it still lives when it has been given back. One that was idle for longer since is asked again before
/// it is used: asking every time would be a question to the database for nothing before each query of a busy site.
const TRUSTED_WHILE_IDLE: Duration = Duration::from_secs(1);

/// The schema of what is common to all markets.
pub const CONTROL_SCHEMA: &str = "pasar";

/// A cell's name, which is also its schema: the market's code, an underscore, a number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellName(String);

/// The text does not name a cell.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a cell: write the market's two letters, an underscore and a number")]
pub struct InvalidCellName(String);

impl CellName {
    /// The first cell of a market, its home cell until the directory says otherwise.
    pub fn first_of(market: &str) -> std::result::Result<Self, InvalidCellName> {
        format!("{market}_1").parse()
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for CellName {
    type Err = InvalidCellName;

    fn from_str(text: &str) -> std::result::Result<Self, InvalidCellName> {
        let valid = text.split_once('_').is_some_and(|(market, number)| {
            market.len() == 2
                && market.bytes().all(|byte| byte.is_ascii_lowercase())
                && !number.is_empty()
                && number.len() <= 6
                && number.bytes().all(|byte| byte.is_ascii_digit())
        });
        if valid {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidCellName(text.to_owned()))
        }
    }
}

impl fmt::Display for CellName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How the program reaches its databases.
#[derive(Debug, Clone)]
pub struct StoreConfig {
    /// The server with the control schema, and with every cell whose directory entry names no other.
    pub url: String,
    /// The largest number of connections of each pool.
    pub connections_max: u32,
    /// Servers of cells that do not live on `url`, written into the directory at start.
    pub cell_urls: BTreeMap<CellName, String>,
}

/// One schema with all tables of a cell, and the pool that reaches it.
#[derive(Debug, Clone)]
pub struct Cell {
    name: CellName,
    pool: PgPool,
    options: PgConnectOptions,
}

impl Cell {
    /// The cell's name.
    pub fn name(&self) -> &CellName {
        &self.name
    }

    /// A connection for plain reads.
    pub async fn read(&self) -> Result<PoolConnection<Postgres>> {
        Ok(self.pool.acquire().await?)
    }

    /// Begins a transaction. Only use-cases do.
    pub async fn begin(&self) -> Result<Transaction> {
        Ok(self.pool.begin().await?)
    }

    /// A connection under the role that owns the schema, which may write what the program's role may only read. For what comes with an
    /// adoption and nothing else: [`crate::charter_in_cell`].
    pub(crate) async fn owner(&self) -> Result<sqlx::PgConnection> {
        let options = self
            .options
            .clone()
            .options([("search_path", self.name.as_str())]);
        Ok(options.disable_statement_logging().connect().await?)
    }

    /// Begins a transaction that reads one state of everything and writes nothing.
    pub async fn begin_snapshot(&self) -> Result<Transaction> {
        Ok(self
            .pool
            .begin_with("begin isolation level repeatable read read only")
            .await?)
    }
}

/// The control schema and the cells that this process serves.
#[derive(Debug, Clone)]
pub struct Store {
    control: PgPool,
    cells: BTreeMap<CellName, Cell>,
}

impl Store {
    /// Brings the control schema and the home cells of `markets` up to date and opens them. `now` dates new directory entries.
    pub async fn open(config: &StoreConfig, markets: &[&str], now: pasar_domain::Instant) -> Result<Self> {
        let options: PgConnectOptions = config.url.parse()?;
        migrate::control(&options).await?;
        let control = pool(config, &options, CONTROL_SCHEMA).await?;
        let mut cells = BTreeMap::new();
        for market in markets {
            let first =
                CellName::first_of(market).map_err(|error| sqlx::Error::Configuration(error.into()))?;
            let url = config.cell_urls.get(&first).map(String::as_str);
            let entry = migrate::directory_entry(&control, market, &first, url, now).await?;
            let name: CellName = entry.cell.parse().map_err(|_| crate::Error::Inconsistent {
                table: "cell",
                column: "cell",
                id: (*market).to_owned(),
            })?;
            let cell_options = match &entry.connection {
                Some(url) => url.parse()?,
                None => options.clone(),
            };
            migrate::cell(&cell_options, &name).await?;
            let pool = pool(config, &cell_options, name.as_str()).await?;
            cells.insert(
                name.clone(),
                Cell {
                    name,
                    pool,
                    options: cell_options,
                },
            );
        }
        Ok(Self { control, cells })
    }

    /// The cell of this name, when this process serves it.
    pub fn cell(&self, name: &CellName) -> Option<&Cell> {
        self.cells.get(name)
    }

    /// Every cell that this process serves.
    pub fn cells(&self) -> Vec<Cell> {
        self.cells.values().cloned().collect()
    }

    /// A connection to the control schema, for plain reads.
    pub async fn read(&self) -> Result<PoolConnection<Postgres>> {
        Ok(self.control.acquire().await?)
    }

    /// Begins a transaction on the control schema. Only use-cases do.
    pub async fn begin(&self) -> Result<Transaction> {
        Ok(self.control.begin().await?)
    }

    /// Closes every pool; waits for connections in use.
    pub async fn close(&self) {
        for cell in self.cells.values() {
            cell.pool.close().await;
        }
        self.control.close().await;
    }
}

/// Asks the database for the least it can do.
///
/// # Errors
/// It does not answer.
pub async fn answers(conn: &mut sqlx::PgConnection) -> Result<()> {
    sqlx::Connection::ping(conn).await?;
    Ok(())
}

async fn pool(config: &StoreConfig, options: &PgConnectOptions, schema: &str) -> Result<PgPool> {
    let options = options
        .clone()
        .application_name("pasar")
        .options([("search_path", schema), ("role", PROGRAM_ROLE)]);
    // Tests count statements by their log; the product has no use for it.
    let options = if cfg!(feature = "testing") {
        options
    } else {
        options.disable_statement_logging()
    };
    Ok(PgPoolOptions::new()
        .max_connections(config.connections_max)
        .acquire_timeout(Duration::from_secs(10))
        .test_before_acquire(false)
        .before_acquire(|connection, facts| {
            Box::pin(async move {
                if facts.idle_for > TRUSTED_WHILE_IDLE {
                    sqlx::Connection::ping(connection).await?;
                }
                Ok(true)
            })
        })
        .connect_with(options)
        .await?)
}
