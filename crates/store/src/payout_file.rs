//! Files that tell the bank to pay. Rows are only added; what is in a file is written again from its payouts.

use chrono::NaiveDate;
use pasar_domain::Instant;
use pasar_domain::application::BankAccount;
use pasar_domain::bank::PayoutFile;
use pasar_domain::id::{PayoutFileId, StaffId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::{self, Row};

struct FileRow {
    file_id: Uuid,
    currency: String,
    payer_name: String,
    payer_bank: String,
    payer_account: String,
    execute_on: NaiveDate,
    payouts: i32,
    sum_minor: i64,
    made_by: Uuid,
    made_at: Instant,
}

impl TryFrom<FileRow> for PayoutFile {
    type Error = Error;

    fn try_from(row: FileRow) -> Result<Self> {
        let at = Row {
            table: "payout_file",
            id: &row.file_id,
        };
        Ok(Self {
            file_id: PayoutFileId::from_uuid(row.file_id),
            execute_on: row.execute_on,
            payouts: at.number("payouts", row.payouts)?,
            sum: at.money(row.sum_minor, &row.currency)?,
            made_by: StaffId::from_uuid(row.made_by),
            made_at: row.made_at,
            payer: BankAccount {
                bank: row.payer_bank,
                holder: row.payer_name,
                number: row.payer_account,
            },
        })
    }
}

/// Writes a new file.
pub async fn insert(connection: &mut PgConnection, file: &PayoutFile) -> Result<()> {
    sqlx::query!(
        "insert into payout_file (file_id, currency, payer_name, payer_bank, payer_account, execute_on, payouts, sum_minor, made_by,
                                  made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        file.file_id.uuid(),
        file.sum.currency.code(),
        file.payer.holder,
        file.payer.bank,
        file.payer.number,
        file.execute_on,
        row::int(file.payouts),
        file.sum.minor,
        file.made_by.uuid(),
        file.made_at
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The file of this id.
pub async fn get(connection: &mut PgConnection, file_id: PayoutFileId) -> Result<Option<PayoutFile>> {
    let row = sqlx::query_as!(
        FileRow,
        "select file_id, currency, payer_name, payer_bank, payer_account, execute_on, payouts, sum_minor, made_by, made_at
         from payout_file where file_id = $1",
        file_id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(PayoutFile::try_from).transpose()
}

/// The last files, newest first.
pub async fn list(connection: &mut PgConnection, limit: u32) -> Result<Vec<PayoutFile>> {
    let rows = sqlx::query_as!(
        FileRow,
        "select file_id, currency, payer_name, payer_bank, payer_account, execute_on, payouts, sum_minor, made_by, made_at
         from payout_file order by file_id desc limit $1",
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(PayoutFile::try_from).collect()
}
