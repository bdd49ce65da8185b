//! Statements of payment providers that were read, row by row, and where they and the ledger differ.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use pasar_domain::Instant;
use pasar_domain::bank::Settling;
use pasar_domain::id::{DifferenceId, PaymentId, ProviderStatementId, StaffId};
use pasar_domain::money::Money;
use pasar_domain::provider_statement::{
    ProviderDifference, ProviderDifferenceKind, ProviderRow, ProviderStatementRead,
};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::{self, Row};

/// The rule of the schema by which a file is read once.
pub const TWICE: &str = "provider_statement_once";

fn each<R, T>(rows: &[R], of: impl Fn(&R) -> T) -> Vec<T> {
    rows.iter().map(of).collect()
}

/// Writes that a statement was read.
///
/// # Errors
/// `Conflict` on [`TWICE`] when this very file was read before.
pub async fn insert(
    connection: &mut PgConnection,
    read: &ProviderStatementRead,
    digest: &[u8; 32],
    by: StaffId,
) -> Result<()> {
    sqlx::query!(
        "insert into provider_statement (statement_id, provider, digest, rows, known, settlements, differences, read_by, read_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        read.statement_id.uuid(),
        read.provider,
        digest.as_slice(),
        row::int(read.rows),
        row::int(read.known),
        row::int(read.settlements),
        row::int(read.differences),
        by.uuid(),
        read.read_at
    )
    .execute(connection)
    .await?;
    Ok(())
}

struct ReadRow {
    statement_id: Uuid,
    provider: String,
    rows: i32,
    known: i32,
    settlements: i32,
    differences: i32,
    read_at: Instant,
}

impl TryFrom<ReadRow> for ProviderStatementRead {
    type Error = Error;

    fn try_from(row: ReadRow) -> Result<Self> {
        let at = Row {
            table: "provider_statement",
            id: &row.statement_id,
        };
        Ok(Self {
            statement_id: ProviderStatementId::from_uuid(row.statement_id),
            rows: at.number("rows", row.rows)?,
            known: at.number("known", row.known)?,
            settlements: at.number("settlements", row.settlements)?,
            differences: at.number("differences", row.differences)?,
            provider: row.provider,
            read_at: row.read_at,
        })
    }
}

/// What reading this very file did, if it was read before.
pub async fn find(
    connection: &mut PgConnection,
    provider: &str,
    digest: &[u8; 32],
) -> Result<Option<ProviderStatementRead>> {
    let row = sqlx::query_as!(
        ReadRow,
        "select statement_id, provider, rows, known, settlements, differences, read_at
         from provider_statement where provider = $1 and digest = $2",
        provider,
        digest.as_slice()
    )
    .fetch_optional(connection)
    .await?;
    row.map(ProviderStatementRead::try_from).transpose()
}

/// The statements that were read last.
pub async fn list(connection: &mut PgConnection, limit: u32) -> Result<Vec<ProviderStatementRead>> {
    let rows = sqlx::query_as!(
        ReadRow,
        "select statement_id, provider, rows, known, settlements, differences, read_at
         from provider_statement order by statement_id desc limit $1",
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(ProviderStatementRead::try_from).collect()
}

/// Writes rows that no earlier statement had.
pub async fn insert_rows(
    connection: &mut PgConnection,
    (statement_id, provider): (ProviderStatementId, &str),
    rows: &[ProviderRow],
) -> Result<()> {
    sqlx::query!(
        "insert into provider_row
             (provider, statement_id, row_id, kind, booked_on, settlement, payment_id, refund_key, amount_minor, currency)
         select $1, $2, new.* from unnest($3::text[], $4::text[], $5::date[], $6::text[], $7::uuid[], $8::text[], $9::bigint[], $10::text[])
             as new (row_id, kind, booked_on, settlement, payment_id, refund_key, amount_minor, currency)",
        provider,
        statement_id.uuid(),
        &each(rows, |one| one.row_id.clone()),
        &each(rows, |one| one.kind.as_str().to_owned()),
        &each(rows, |one| one.booked_on),
        &each(rows, |one| one.settlement.clone()),
        &each(rows, |one| one.payment_id.map(PaymentId::uuid)) as &[Option<Uuid>],
        &each(rows, |one| one.refund_key.clone()),
        &each(rows, |one| one.amount.minor),
        &each(rows, |one| one.amount.currency.code().to_owned())
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// What of a provider's rows is looked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// By their names.
    pub row_ids: Vec<String>,
    /// By their payments.
    pub payments: Vec<PaymentId>,
    /// By their settlements.
    pub settlements: Vec<String>,
}

struct StatementRow {
    row_id: String,
    kind: String,
    booked_on: NaiveDate,
    settlement: String,
    payment_id: Option<Uuid>,
    refund_key: String,
    amount_minor: i64,
    currency: String,
}

impl TryFrom<StatementRow> for ProviderRow {
    type Error = Error;

    fn try_from(row: StatementRow) -> Result<Self> {
        let at = Row {
            table: "provider_row",
            id: &row.row_id,
        };
        Ok(Self {
            kind: at.parse("kind", &row.kind)?,
            booked_on: row.booked_on,
            settlement: row.settlement,
            payment_id: row.payment_id.map(PaymentId::from_uuid),
            refund_key: row.refund_key,
            amount: at.money(row.amount_minor, &row.currency)?,
            row_id: row.row_id,
        })
    }
}

/// Rows of earlier statements that have one of these names, or are of one of these payments or settlements.
pub async fn rows(
    connection: &mut PgConnection,
    provider: &str,
    wanted: &Wanted,
) -> Result<Vec<ProviderRow>> {
    let payments: Vec<Uuid> = wanted.payments.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query_as!(
        StatementRow,
        r#"select row_id as "row_id!", kind as "kind!", booked_on as "booked_on!", settlement as "settlement!", payment_id,
                  refund_key as "refund_key!", amount_minor as "amount_minor!", currency as "currency!"
           from provider_row where provider = $1 and row_id = any($2)
           union
           select row_id, kind, booked_on, settlement, payment_id, refund_key, amount_minor, currency
           from provider_row where provider = $1 and payment_id = any($3)
           union
           select row_id, kind, booked_on, settlement, payment_id, refund_key, amount_minor, currency
           from provider_row where provider = $1 and settlement = any($4)"#,
        provider,
        &wanted.row_ids,
        &payments,
        &wanted.settlements
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(ProviderRow::try_from).collect()
}

/// Writes where a statement and the ledger differ.
pub async fn insert_differences(connection: &mut PgConnection, found: &[ProviderDifference]) -> Result<()> {
    let code = |money: Option<Money>| money.map(|money| money.currency.code().to_owned());
    sqlx::query!(
        "insert into provider_difference (difference_id, statement_id, kind, line, row_id, payment_id, said_minor, said_currency,
                                          expected_minor, expected_currency, found_at)
         select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::integer[], $5::text[], $6::uuid[], $7::bigint[], $8::text[],
                              $9::bigint[], $10::text[], $11::timestamptz[])",
        &each(found, |one| one.difference_id.uuid()),
        &each(found, |one| one.statement_id.uuid()),
        &each(found, |one| one.kind.as_str().to_owned()),
        &each(found, |one| one.line.map(row::int)) as &[Option<i32>],
        &each(found, |one| one.row_id.clone()),
        &each(found, |one| one.payment_id.map(PaymentId::uuid)) as &[Option<Uuid>],
        &each(found, |one| one.said.map(|money| money.minor)) as &[Option<i64>],
        &each(found, |one| code(one.said)) as &[Option<String>],
        &each(found, |one| one.expected.map(|money| money.minor)) as &[Option<i64>],
        &each(found, |one| code(one.expected)) as &[Option<String>],
        &each(found, |one| one.found_at)
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// What was said of these payments before: each kind of difference once.
pub async fn told(
    connection: &mut PgConnection,
    payments: &[PaymentId],
) -> Result<BTreeSet<(ProviderDifferenceKind, PaymentId)>> {
    let payments: Vec<Uuid> = payments.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        r#"select distinct kind as "kind!", payment_id as "payment_id!" from provider_difference where payment_id = any($1)"#,
        &payments
    )
    .fetch_all(connection)
    .await?;
    let told = rows.into_iter().map(|row| {
        let at = Row {
            table: "provider_difference",
            id: &row.payment_id,
        };
        Ok((at.parse("kind", &row.kind)?, PaymentId::from_uuid(row.payment_id)))
    });
    told.collect()
}

struct DifferenceRow {
    difference_id: Uuid,
    statement_id: Uuid,
    kind: String,
    line: Option<i32>,
    row_id: String,
    payment_id: Option<Uuid>,
    said_minor: Option<i64>,
    said_currency: Option<String>,
    expected_minor: Option<i64>,
    expected_currency: Option<String>,
    found_at: Instant,
    settled_by: Option<Uuid>,
    settled_at: Option<Instant>,
    words: Option<String>,
}

impl TryFrom<DifferenceRow> for ProviderDifference {
    type Error = Error;

    fn try_from(row: DifferenceRow) -> Result<Self> {
        let at = Row {
            table: "provider_difference",
            id: &row.difference_id,
        };
        let money = |column, minor: Option<i64>, currency: Option<String>| match (minor, currency) {
            (Some(minor), Some(currency)) => at.money(minor, &currency).map(Some),
            (None, None) => Ok(None),
            _ => Err(at.inconsistent(column)),
        };
        let settled = match (row.settled_by, row.settled_at, row.words) {
            (Some(by), Some(at), Some(words)) => Some(Settling {
                by: StaffId::from_uuid(by),
                at,
                words,
            }),
            (None, None, None) => None,
            _ => return Err(at.inconsistent("settled_by")),
        };
        Ok(Self {
            difference_id: DifferenceId::from_uuid(row.difference_id),
            statement_id: ProviderStatementId::from_uuid(row.statement_id),
            kind: at.parse("kind", &row.kind)?,
            line: row.line.map(|line| at.number("line", line)).transpose()?,
            payment_id: row.payment_id.map(PaymentId::from_uuid),
            said: money("said_minor", row.said_minor, row.said_currency)?,
            expected: money("expected_minor", row.expected_minor, row.expected_currency)?,
            row_id: row.row_id,
            found_at: row.found_at,
            settled,
        })
    }
}

/// Differences that nobody has looked into, oldest first.
pub async fn open_differences(connection: &mut PgConnection, limit: u32) -> Result<Vec<ProviderDifference>> {
    let rows = sqlx::query_as!(
        DifferenceRow,
        "select difference_id, statement_id, kind, line, row_id, payment_id, said_minor, said_currency, expected_minor, expected_currency,
                found_at, settled_by, settled_at, words
         from provider_difference where settled_at is null order by difference_id limit $1",
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(ProviderDifference::try_from).collect()
}

/// How many differences nobody has looked into.
pub async fn count_open(connection: &mut PgConnection) -> Result<u64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from provider_difference where settled_at is null"#
    )
    .fetch_one(connection)
    .await?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// Writes what somebody found out. False when the difference is not there, or somebody was faster.
pub async fn settle(
    connection: &mut PgConnection,
    difference_id: DifferenceId,
    settling: &Settling,
) -> Result<bool> {
    let done = sqlx::query!(
        "update provider_difference set settled_by = $2, settled_at = $3, words = $4
         where difference_id = $1 and settled_at is null",
        difference_id.uuid(),
        settling.by.uuid(),
        settling.at,
        settling.words
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}
