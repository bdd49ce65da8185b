//! Lists of names that nobody may trade with, in the control schema.

use pasar_domain::Instant;
use pasar_domain::id::StaffId;
use pasar_domain::screening::ListEntry;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::row::{Row, int};

/// A list that was loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedList {
    /// Its number; the highest is the current one.
    pub list_no: i64,
    /// The name of its file.
    pub source: String,
    /// SHA-256 of its file.
    pub digest: Vec<u8>,
    /// How many entries it has.
    pub entries: u32,
    /// How many rows of the file could not be read.
    pub left_out: u32,
    /// Who loaded it.
    pub loaded_by: StaffId,
    /// When.
    pub loaded_at: Instant,
}

struct ListRow {
    list_no: i64,
    source: String,
    digest: Vec<u8>,
    entries: i32,
    left_out: i32,
    loaded_by: Uuid,
    loaded_at: Instant,
}

impl TryFrom<ListRow> for LoadedList {
    type Error = crate::Error;

    fn try_from(row: ListRow) -> Result<Self> {
        let at = Row {
            table: "screening_list",
            id: &row.list_no,
        };
        Ok(Self {
            list_no: row.list_no,
            source: row.source,
            digest: row.digest,
            entries: at.number("entries", row.entries)?,
            left_out: at.number("left_out", row.left_out)?,
            loaded_by: StaffId::from_uuid(row.loaded_by),
            loaded_at: row.loaded_at,
        })
    }
}

/// Writes a list, which is the current one from this transaction on. Its own `list_no` does not matter; returns the number that it has.
pub async fn insert(conn: &mut PgConnection, list: &LoadedList, entries: &[ListEntry]) -> Result<i64> {
    let list_no = sqlx::query_scalar!(
        "insert into screening_list (source, digest, entries, left_out, loaded_by, loaded_at)
         values ($1, $2, $3, $4, $5, $6) returning list_no",
        list.source,
        list.digest,
        int(list.entries),
        int(list.left_out),
        list.loaded_by.uuid(),
        list.loaded_at
    )
    .fetch_one(&mut *conn)
    .await?;
    let numbers: Vec<i64> = entries.iter().map(|entry| i64::from(entry.entry_no)).collect();
    let texts: Vec<serde_json::Value> = entries.iter().map(|entry| serde_json::json!(entry)).collect();
    sqlx::query!(
        "insert into screening_entry (list_no, entry_no, entry)
         select $1, entry_no, entry from unnest($2::bigint[], $3::jsonb[]) as new (entry_no, entry)",
        list_no,
        &numbers,
        &texts
    )
    .execute(conn)
    .await?;
    Ok(list_no)
}

/// The lists that were loaded, the current one first.
pub async fn last(conn: &mut PgConnection, limit: i64) -> Result<Vec<LoadedList>> {
    let rows = sqlx::query_as!(
        ListRow,
        "select list_no, source, digest, entries, left_out, loaded_by, loaded_at from screening_list order by list_no desc limit $1",
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(LoadedList::try_from).collect()
}

/// The number of the current list.
pub async fn current_no(conn: &mut PgConnection) -> Result<Option<i64>> {
    let number = sqlx::query_scalar!("select max(list_no) from screening_list")
        .fetch_one(conn)
        .await?;
    Ok(number)
}

/// The entries of a list, by number.
pub async fn entries(conn: &mut PgConnection, list_no: i64) -> Result<Vec<ListEntry>> {
    let rows = sqlx::query!(
        "select entry_no, entry from screening_entry where list_no = $1 order by entry_no",
        list_no
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| parsed(row.entry_no, row.entry))
        .collect()
}

/// These entries of a list, by number.
pub async fn some_entries(
    conn: &mut PgConnection,
    list_no: i64,
    entry_nos: &[u32],
) -> Result<Vec<ListEntry>> {
    let wanted: Vec<i64> = entry_nos.iter().map(|entry_no| i64::from(*entry_no)).collect();
    let rows = sqlx::query!(
        "select entry_no, entry from screening_entry where list_no = $1 and entry_no = any($2) order by entry_no",
        list_no,
        &wanted
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| parsed(row.entry_no, row.entry))
        .collect()
}

fn parsed(entry_no: i64, entry: serde_json::Value) -> Result<ListEntry> {
    let at = Row {
        table: "screening_entry",
        id: &entry_no,
    };
    serde_json::from_value(entry).map_err(|_| at.inconsistent("entry"))
}
