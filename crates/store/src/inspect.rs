//! Looks at a database without changing it: can the program work with it, and are its schemas up to date?

use std::collections::BTreeMap;

use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, PgConnection};

use crate::cell::{CONTROL_SCHEMA, CellName, PROGRAM_ROLE, StoreConfig};
use crate::error::Result;
use crate::migrate;

/// How a schema stands to this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaState {
    /// There is none; the next start makes it.
    Missing,
    /// This many migrations are to be applied; the next start does it.
    Behind(usize),
    /// It is as this program wants it.
    Current,
    /// Another version of the program has changed it in a way that this one does not know.
    Foreign,
}

/// What was seen of a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// PostgreSQL's major version.
    pub version: u32,
    /// May our role make schemas, and the role under which the program works?
    pub may_migrate: bool,
    /// Each schema, with how it stands.
    pub schemas: Vec<(String, SchemaState)>,
}

/// Looks at the control schema and the first cells of `markets`.
///
/// # Errors
/// When a database cannot be reached.
pub async fn inspect(config: &StoreConfig, markets: &[&str]) -> Result<Inspection> {
    let mut connection = connect(&config.url).await?;
    let version: String = sqlx::query_scalar("show server_version_num")
        .fetch_one(&mut connection)
        .await?;
    let may_migrate = may_migrate(&mut connection).await?;
    let control = schema_state(&mut connection, CONTROL_SCHEMA, migrate::control_migrations()).await?;
    let mut schemas = vec![(CONTROL_SCHEMA.to_owned(), control)];
    for market in markets {
        let name = CellName::first_of(market).map_err(|error| sqlx::Error::Configuration(error.into()))?;
        let cell = migrate::cell_migrations();
        let state = match config.cell_urls.get(&name) {
            Some(url) => schema_state(&mut connect(url).await?, name.as_str(), cell).await?,
            None => schema_state(&mut connection, name.as_str(), cell).await?,
        };
        schemas.push((name.to_string(), state));
    }
    connection.close().await?;
    Ok(Inspection {
        version: version.parse::<u32>().unwrap_or_default() / 10_000,
        may_migrate,
        schemas,
    })
}

async fn connect(url: &str) -> Result<PgConnection> {
    let options: PgConnectOptions = url.parse()?;
    Ok(options.disable_statement_logging().connect().await?)
}

async fn may_migrate(connection: &mut PgConnection) -> Result<bool> {
    let may: bool = sqlx::query_scalar(
        "select has_database_privilege(current_database(), 'create')
            and exists (select from pg_roles
                        where rolname = $1 or (rolname = current_user and (rolcreaterole or rolsuper)))",
    )
    .bind(PROGRAM_ROLE)
    .fetch_one(connection)
    .await?;
    Ok(may)
}

// `name` is a constant or a `CellName`, and so safe inside SQL.
async fn schema_state(connection: &mut PgConnection, name: &str, known: &Migrator) -> Result<SchemaState> {
    let there: bool = sqlx::query_scalar("select to_regclass($1) is not null")
        .bind(format!("{name}._sqlx_migrations"))
        .fetch_one(&mut *connection)
        .await?;
    if !there {
        return Ok(SchemaState::Missing);
    }
    let applied: Vec<(i64, Vec<u8>)> = sqlx::query_as(AssertSqlSafe(format!(
        "select version, checksum from {name}._sqlx_migrations"
    )))
    .fetch_all(connection)
    .await?;
    let known: BTreeMap<i64, &[u8]> = known
        .iter()
        .map(|migration| (migration.version, migration.checksum.as_ref()))
        .collect();
    let same = applied.iter().all(|(version, checksum)| {
        known
            .get(version)
            .is_some_and(|known| *known == checksum.as_slice())
    });
    Ok(match known.len().saturating_sub(applied.len()) {
        _ if !same => SchemaState::Foreign,
        0 => SchemaState::Current,
        pending => SchemaState::Behind(pending),
    })
}
