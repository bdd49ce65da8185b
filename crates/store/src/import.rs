//! Imports: readings of catalogue files, how far they are, and what was found.

use std::collections::BTreeMap;

use pasar_domain::Instant;
use pasar_domain::id::{AccountId, ImportId, ShopId};
use pasar_domain::import::{Import, ImportFinding, ImportState, ImportTally};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::{Row, int};

struct ImportRow {
    shop_id: Uuid,
    import_id: Uuid,
    file_name: String,
    format: String,
    object_key: String,
    dry_run: bool,
    category: Option<String>,
    as_drafts: bool,
    state: String,
    refusal: Option<String>,
    bytes_total: i64,
    bytes_read: i64,
    next_product: i64,
    products_created: i32,
    products_changed: i32,
    products_same: i32,
    rows_refused: i32,
    created_by: Uuid,
    created_at: Instant,
    finished_at: Option<Instant>,
}

impl TryFrom<ImportRow> for Import {
    type Error = Error;

    fn try_from(row: ImportRow) -> Result<Self> {
        let at = Row {
            table: "import",
            id: &row.import_id,
        };
        let state = match (row.state.as_str(), row.refusal, row.finished_at) {
            ("waiting", None, None) => ImportState::Waiting,
            ("running", None, None) => ImportState::Running,
            ("done", None, Some(finished_at)) => ImportState::Done { finished_at },
            ("refused", Some(refusal), Some(finished_at)) => ImportState::Refused { refusal, finished_at },
            _ => return Err(at.inconsistent("state")),
        };
        Ok(Self {
            shop_id: ShopId::from_uuid(row.shop_id),
            import_id: ImportId::from_uuid(row.import_id),
            file_name: row.file_name,
            format: row.format,
            object_key: row.object_key,
            dry_run: row.dry_run,
            category: row.category,
            as_drafts: row.as_drafts,
            state,
            bytes_total: at.number("bytes_total", row.bytes_total)?,
            bytes_read: at.number("bytes_read", row.bytes_read)?,
            next_product: at.number("next_product", row.next_product)?,
            tally: ImportTally {
                created: at.number("products_created", row.products_created)?,
                changed: at.number("products_changed", row.products_changed)?,
                same: at.number("products_same", row.products_same)?,
                refused: at.number("rows_refused", row.rows_refused)?,
            },
            created_by: AccountId::from_uuid(row.created_by),
            created_at: row.created_at,
        })
    }
}

macro_rules! select {
    ($tail:tt $(, $argument:expr)*) => {
        sqlx::query_as!(
            ImportRow,
            "select shop_id, import_id, file_name, format, object_key, dry_run, category, as_drafts, state, refusal, bytes_total,
                    bytes_read, next_product, products_created, products_changed, products_same, rows_refused, created_by, created_at,
                    finished_at from import " + $tail
            $(, $argument)*
        )
    };
}

/// Writes an import that waits.
pub async fn insert(conn: &mut PgConnection, import: &Import) -> Result<()> {
    let at = Row {
        table: "import",
        id: &import.import_id,
    };
    sqlx::query!(
        "insert into import (shop_id, import_id, file_name, format, object_key, dry_run, category, as_drafts, state, bytes_total,
                             bytes_read, next_product, products_created, products_changed, products_same, rows_refused, created_by,
                             created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9, 0, 0, 0, 0, 0, 0, $10, $11)",
        import.shop_id.uuid(),
        import.import_id.uuid(),
        import.file_name,
        import.format,
        import.object_key,
        import.dry_run,
        import.category,
        import.as_drafts,
        at.number::<i64, _>("bytes_total", import.bytes_total)?,
        import.created_by.uuid(),
        import.created_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// An import of a shop.
pub async fn by_id(conn: &mut PgConnection, shop_id: ShopId, import_id: ImportId) -> Result<Option<Import>> {
    let row = select!(
        "where shop_id = $1 and import_id = $2",
        shop_id.uuid(),
        import_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    row.map(Import::try_from).transpose()
}

/// An import of a shop, kept from others until the transaction ends.
pub async fn lock(conn: &mut PgConnection, shop_id: ShopId, import_id: ImportId) -> Result<Option<Import>> {
    let row = select!(
        "where shop_id = $1 and import_id = $2 for update",
        shop_id.uuid(),
        import_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    row.map(Import::try_from).transpose()
}

/// The imports of a shop, last first.
pub async fn list(conn: &mut PgConnection, shop_id: ShopId, limit: i64) -> Result<Vec<Import>> {
    let rows = select!(
        "where shop_id = $1 order by import_id desc limit $2",
        shop_id.uuid(),
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Import::try_from).collect()
}

/// Writes how far an import is and where it stands.
pub async fn update(conn: &mut PgConnection, import: &Import) -> Result<()> {
    let at = Row {
        table: "import",
        id: &import.import_id,
    };
    let (state, refusal, finished_at) = match &import.state {
        ImportState::Waiting => ("waiting", None, None),
        ImportState::Running => ("running", None, None),
        ImportState::Done { finished_at } => ("done", None, Some(*finished_at)),
        ImportState::Refused { refusal, finished_at } => {
            ("refused", Some(refusal.as_str()), Some(*finished_at))
        }
    };
    sqlx::query!(
        "update import set state = $3, refusal = $4, finished_at = $5, bytes_read = $6, next_product = $7, products_created = $8,
           products_changed = $9, products_same = $10, rows_refused = $11 where shop_id = $1 and import_id = $2",
        import.shop_id.uuid(),
        import.import_id.uuid(),
        state,
        refusal,
        finished_at,
        at.number::<i64, _>("bytes_read", import.bytes_read)?,
        at.number::<i64, _>("next_product", import.next_product)?,
        int(import.tally.created),
        int(import.tally.changed),
        int(import.tally.same),
        int(import.tally.refused)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How many findings are kept of an import.
pub async fn count_findings(conn: &mut PgConnection, shop_id: ShopId, import_id: ImportId) -> Result<u32> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from import_error where shop_id = $1 and import_id = $2"#,
        shop_id.uuid(),
        import_id.uuid()
    )
    .fetch_one(conn)
    .await?;
    Row {
        table: "import_error",
        id: &import_id,
    }
    .number("position", count)
}

/// Keeps findings behind the `present` ones that an import has.
pub async fn add_findings(
    conn: &mut PgConnection,
    shop_id: ShopId,
    import_id: ImportId,
    present: u32,
    findings: &[ImportFinding],
) -> Result<()> {
    let at = Row {
        table: "import_error",
        id: &import_id,
    };
    let positions: Vec<i32> = (present..)
        .zip(findings)
        .map(|(position, _)| int(position))
        .collect();
    let lines: Result<Vec<i64>> = findings
        .iter()
        .map(|finding| at.number("line", finding.line))
        .collect();
    let fields: Vec<Option<&str>> = findings.iter().map(|finding| finding.field.as_deref()).collect();
    let values: Vec<Option<&str>> = findings.iter().map(|finding| finding.value.as_deref()).collect();
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code.as_str()).collect();
    let args: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let args: BTreeMap<&str, &str> = finding
                .args
                .iter()
                .map(|(k, v)| (k.as_str(), v.as_str()))
                .collect();
            serde_json::json!(args)
        })
        .collect();
    let messages: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    sqlx::query!(
        "insert into import_error (shop_id, import_id, position, line, field, value, code, args, message)
         select $1, $2, u.* from unnest($3::int[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::jsonb[], $9::text[]) as u",
        shop_id.uuid(),
        import_id.uuid(),
        &positions,
        &lines?,
        &fields as _,
        &values as _,
        &codes as _,
        &args,
        &messages as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What was found in a file, in its order: at most `limit` behind the first `skip`.
pub async fn findings(
    conn: &mut PgConnection,
    shop_id: ShopId,
    import_id: ImportId,
    skip: u32,
    limit: i64,
) -> Result<Vec<ImportFinding>> {
    let rows = sqlx::query!(
        "select line, field, value, code, args, message from import_error
         where shop_id = $1 and import_id = $2 and position >= $3 order by position limit $4",
        shop_id.uuid(),
        import_id.uuid(),
        int(skip),
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let at = Row {
                table: "import_error",
                id: &import_id,
            };
            let args: BTreeMap<String, String> =
                serde_json::from_value(row.args).map_err(|_| at.inconsistent("args"))?;
            Ok(ImportFinding {
                line: at.number("line", row.line)?,
                field: row.field,
                value: row.value,
                code: row.code,
                args: args.into_iter().collect(),
                message: row.message,
            })
        })
        .collect()
}
