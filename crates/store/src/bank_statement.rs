//! Statements of the operator's bank that were read, and entries of them that did not fit.

use chrono::NaiveDate;
use pasar_domain::Instant;
use pasar_domain::bank::{Difference, Settling, StatementRead};
use pasar_domain::id::{BankStatementId, DifferenceId, PayoutId, ShopId, StaffId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::{self, Row};

/// The rule of the schema by which a file is read once.
pub const TWICE: &str = "bank_statement_once";

/// Writes that a statement was read.
///
/// # Errors
/// `Conflict` on [`TWICE`] when this very file was read before.
pub async fn insert(
    connection: &mut PgConnection,
    read: &StatementRead,
    digest: &[u8; 32],
    (by, at): (StaffId, Instant),
) -> Result<()> {
    sqlx::query!(
        "insert into bank_statement (statement_id, digest, entries, paid, returned, known, read_by, read_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        read.statement_id.uuid(),
        digest.as_slice(),
        row::int(read.entries),
        row::int(read.paid),
        row::int(read.returned),
        row::int(read.known),
        by.uuid(),
        at
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// What reading this very file did, if it was read before.
pub async fn find(connection: &mut PgConnection, digest: &[u8; 32]) -> Result<Option<StatementRead>> {
    let row = sqlx::query!(
        "select statement_id, entries, paid, returned, known from bank_statement where digest = $1",
        digest.as_slice()
    )
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        let at = Row {
            table: "bank_statement",
            id: &row.statement_id,
        };
        Ok(StatementRead {
            statement_id: BankStatementId::from_uuid(row.statement_id),
            entries: at.number("entries", row.entries)?,
            paid: at.number("paid", row.paid)?,
            returned: at.number("returned", row.returned)?,
            known: at.number("known", row.known)?,
        })
    })
    .transpose()
}

/// Writes entries that did not fit.
pub async fn insert_differences(connection: &mut PgConnection, found: &[Difference]) -> Result<()> {
    fn each<T>(found: &[Difference], of: impl Fn(&Difference) -> T) -> Vec<T> {
        found.iter().map(of).collect()
    }
    sqlx::query!(
        "insert into bank_difference (difference_id, statement_id, kind, end_to_end_id, reference, amount_minor, currency, booked_on,
                                      shop_id, payout_id, found_at)
         select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::date[],
                              $9::uuid[], $10::uuid[], $11::timestamptz[])",
        &each(found, |one| one.difference_id.uuid()),
        &each(found, |one| one.statement_id.uuid()),
        &each(found, |one| one.kind.as_str().to_owned()),
        &each(found, |one| one.end_to_end_id.clone()),
        &each(found, |one| one.reference.clone()),
        &each(found, |one| one.amount.minor),
        &each(found, |one| one.amount.currency.code().to_owned()),
        &each(found, |one| one.booked_on) as &[Option<NaiveDate>],
        &each(found, |one| one.payout.map(|(shop, _)| shop.uuid())) as &[Option<Uuid>],
        &each(found, |one| one.payout.map(|(_, payout)| payout.uuid())) as &[Option<Uuid>],
        &each(found, |one| one.found_at)
    )
    .execute(connection)
    .await?;
    Ok(())
}

struct DifferenceRow {
    difference_id: Uuid,
    statement_id: Uuid,
    kind: String,
    end_to_end_id: String,
    reference: String,
    amount_minor: i64,
    currency: String,
    booked_on: Option<NaiveDate>,
    shop_id: Option<Uuid>,
    payout_id: Option<Uuid>,
    found_at: Instant,
    settled_by: Option<Uuid>,
    settled_at: Option<Instant>,
    words: Option<String>,
}

impl TryFrom<DifferenceRow> for Difference {
    type Error = Error;

    fn try_from(row: DifferenceRow) -> Result<Self> {
        let at = Row {
            table: "bank_difference",
            id: &row.difference_id,
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
        let payout = row.shop_id.zip(row.payout_id);
        Ok(Self {
            difference_id: DifferenceId::from_uuid(row.difference_id),
            statement_id: BankStatementId::from_uuid(row.statement_id),
            kind: at.parse("kind", &row.kind)?,
            end_to_end_id: row.end_to_end_id,
            reference: row.reference,
            amount: at.money(row.amount_minor, &row.currency)?,
            booked_on: row.booked_on,
            payout: payout.map(|(shop, payout)| (ShopId::from_uuid(shop), PayoutId::from_uuid(payout))),
            found_at: row.found_at,
            settled,
        })
    }
}

/// Differences that nobody has looked into, oldest first.
pub async fn open_differences(connection: &mut PgConnection, limit: u32) -> Result<Vec<Difference>> {
    let rows = sqlx::query_as!(
        DifferenceRow,
        "select difference_id, statement_id, kind, end_to_end_id, reference, amount_minor, currency, booked_on, shop_id, payout_id,
                found_at, settled_by, settled_at, words
         from bank_difference where settled_at is null order by difference_id limit $1",
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Difference::try_from).collect()
}

/// How many differences nobody has looked into.
pub async fn count_open(connection: &mut PgConnection) -> Result<u64> {
    let count =
        sqlx::query_scalar!(r#"select count(*) as "count!" from bank_difference where settled_at is null"#)
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
        "update bank_difference set settled_by = $2, settled_at = $3, words = $4
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
