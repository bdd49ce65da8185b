//! Brings schemas up to date: forward only, at start, safe when two processes start at once.

use pasar_domain::Instant;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPool};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _, PgConnection};

use crate::cell::{CONTROL_SCHEMA, CellName, PROGRAM_ROLE};
use crate::error::Result;

static CONTROL: Migrator = sqlx::migrate!("migrations/control");
static CELL: Migrator = sqlx::migrate!("migrations/cell");

/// Tables of a cell whose rows are only ever added; the program's role may not change or delete them.
const APPEND_ONLY: [&str; 12] = [
    "transfer",
    "settlement",
    "settlement_transfer",
    "provider_statement",
    "provider_row",
    "payout_file",
    "bank_statement",
    "product_version",
    "programme_stage",
    "screening_decision",
    "identity_access",
    "second_factor_event",
];

/// The same of the control schema.
const CONTROL_APPEND_ONLY: [&str; 10] = [
    "screening_list",
    "screening_entry",
    "party_seller",
    "programme_move",
    "programme_approval",
    "charter_version",
    "charter_proof",
    "charter_decision",
    "staff_identity",
    "second_factor_event",
];

/// Tables that the program's role may only read: what comes with the adoption of a charter.
const READ_ONLY: [&str; 2] = ["charter", "permitted_sale"];

/// Tables whose rows stay, and of which the program's role may change these columns only: what a charter decides by is not rewritten.
const CHANGEABLE: [(&str, &str); 9] = [
    (
        "seller",
        "controlled_by_operator, return_country, sales_12_months, revenue_12_months_minor, certified_until, discloses_identity, \
         probation_since, probation_orders",
    ),
    // A check keeps `valid_until` at or before `checked_until`, what the evidence allows.
    (
        "verification",
        "valid_until, revoked_at, revoked_by, revoke_reason",
    ),
    (
        "campaign",
        "stopped_by, stopped_at, gathered_to, gathered_at, restored_to, restored_at, reminded_at, lapse_told_at",
    ),
    ("campaign_seller", "reminded_at, lapse_told_at"),
    (
        "payout",
        "state, file_id, sent_at, paid_at, returned_at, return_reason, paid_reference, returned_reference",
    ),
    ("bank_difference", "settled_by, settled_at, words"),
    ("seller_key", "wrapped, master_key, destroyed_at"),
    (
        "identity_document",
        "number_sealed, blind_index, index_key, facts_sealed, pictures, reading_sealed, erased_at",
    ),
    (
        "offer",
        "price_minor, compare_at_minor, stock_item_id, stock_per_unit, ship_from_place, paused, updated_at",
    ),
];

/// The same of the control schema: who owns whom is written down and ended, never rewritten.
const CONTROL_CHANGEABLE: [(&str, &str); 2] = [
    ("party", "brands"),
    ("ownership", "valid_until, ended_by, ended_at"),
];

/// One number for this program's migrations: two processes that start at once take turns.
const MIGRATION_LOCK: i64 = 0x7061_7361_725f_6462;

/// What tells this version's schemas from another version's.
#[cfg(feature = "testing")]
pub(crate) fn checksums() -> Vec<Vec<u8>> {
    let migrations = CONTROL.iter().chain(CELL.iter());
    migrations.map(|migration| migration.checksum.to_vec()).collect()
}

/// The migrations of the control schema.
pub(crate) const fn control_migrations() -> &'static Migrator {
    &CONTROL
}

/// The migrations of cells.
pub(crate) const fn cell_migrations() -> &'static Migrator {
    &CELL
}

/// Migrates the control schema.
pub(crate) async fn control(options: &PgConnectOptions) -> Result<()> {
    schema(
        options,
        CONTROL_SCHEMA,
        &CONTROL,
        &CONTROL_APPEND_ONLY,
        &CONTROL_CHANGEABLE,
        &[],
    )
    .await
}

/// Migrates a cell's schema.
pub(crate) async fn cell(options: &PgConnectOptions, name: &CellName) -> Result<()> {
    schema(
        options,
        name.as_str(),
        &CELL,
        &APPEND_ONLY,
        &CHANGEABLE,
        &READ_ONLY,
    )
    .await
}

// `name` is a constant or a `CellName`, and so safe inside SQL.
async fn schema(
    options: &PgConnectOptions,
    name: &str,
    migrator: &Migrator,
    append_only: &[&str],
    changeable: &[(&str, &str)],
    read_only: &[&str],
) -> Result<()> {
    let options = options
        .clone()
        .options([("search_path", name)])
        .disable_statement_logging();
    let mut connection: PgConnection = options.connect().await?;
    sqlx::query("select pg_advisory_lock($1)")
        .bind(MIGRATION_LOCK)
        .execute(&mut connection)
        .await?;
    let mut setup = format!(
        "do $$ begin create role {PROGRAM_ROLE} nologin; exception when duplicate_object or unique_violation then null; end $$;
         create schema if not exists {name};"
    );
    setup.push_str(&format!("grant {PROGRAM_ROLE} to current_user;"));
    connection.execute(AssertSqlSafe(setup)).await?;
    migrator.run(&mut connection).await?;
    let mut grants = format!(
        "grant usage on schema {name} to {PROGRAM_ROLE};
         grant select, insert, update, delete on all tables in schema {name} to {PROGRAM_ROLE};
         grant usage on all sequences in schema {name} to {PROGRAM_ROLE};
         revoke insert, update, delete on _sqlx_migrations from {PROGRAM_ROLE};"
    );
    for table in read_only {
        grants.push_str(&format!(
            "revoke insert, update, delete, truncate on {table} from {PROGRAM_ROLE};"
        ));
    }
    for (table, columns) in changeable {
        grants.push_str(&format!(
            "revoke update, delete, truncate on {table} from {PROGRAM_ROLE};
             grant update ({columns}) on {table} to {PROGRAM_ROLE};"
        ));
    }
    for table in append_only {
        grants.push_str(&format!(
            "revoke update, delete, truncate on {table} from {PROGRAM_ROLE};"
        ));
    }
    connection.execute(AssertSqlSafe(grants)).await?;
    connection.close().await?;
    Ok(())
}

/// Where a market's home cell lives.
pub(crate) struct DirectoryEntry {
    pub(crate) cell: String,
    pub(crate) connection: Option<String>,
}

/// The market's home cell as the directory has it; the first start writes it there.
pub(crate) async fn directory_entry(
    control: &PgPool,
    market: &str,
    first: &CellName,
    connection: Option<&str>,
    now: Instant,
) -> Result<DirectoryEntry> {
    sqlx::query!(
        "insert into cell (market, cell, connection, home, created_at) values ($1, $2, $3, true, $4)
         on conflict (market, cell) do update set connection = coalesce(excluded.connection, cell.connection)",
        market,
        first.as_str(),
        connection,
        now
    )
    .execute(control)
    .await?;
    let entry = sqlx::query_as!(
        DirectoryEntry,
        "select cell, connection from cell where market = $1 and home",
        market
    )
    .fetch_one(control)
    .await?;
    Ok(entry)
}
