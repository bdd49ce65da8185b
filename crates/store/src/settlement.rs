//! Money that payment providers settled to the operator's bank account, with its rows of the ledger, which are only added.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use pasar_domain::Instant;
use pasar_domain::id::{ProviderStatementId, SettlementId, TransferId};
use pasar_domain::provider_statement::Settlement;
use pasar_ledger::{Cause, NO_SHOP, Phase, Transfer};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::{self, Row};

/// The rule of the schema by which a provider's settlement is written once.
pub const TWICE: &str = "settlement_once";

struct SettlementRow {
    settlement_id: Uuid,
    provider: String,
    reference: String,
    net_minor: i64,
    fee_minor: i64,
    currency: String,
    settled_on: NaiveDate,
    statement_id: Uuid,
    recorded_at: Instant,
}

impl TryFrom<SettlementRow> for Settlement {
    type Error = Error;

    fn try_from(row: SettlementRow) -> Result<Self> {
        let at = Row {
            table: "settlement",
            id: &row.settlement_id,
        };
        Ok(Self {
            settlement_id: SettlementId::from_uuid(row.settlement_id),
            net: at.money(row.net_minor, &row.currency)?,
            fee: at.money(row.fee_minor, &row.currency)?,
            provider: row.provider,
            reference: row.reference,
            settled_on: row.settled_on,
            statement_id: ProviderStatementId::from_uuid(row.statement_id),
            recorded_at: row.recorded_at,
        })
    }
}

struct TransferRow {
    settlement_id: Uuid,
    transfer_id: Uuid,
    kind: String,
    debit_account: String,
    credit_account: String,
    amount_minor: i64,
    currency: String,
    recorded_at: Instant,
}

impl TryFrom<TransferRow> for Transfer {
    type Error = Error;

    fn try_from(row: TransferRow) -> Result<Self> {
        let at = Row {
            table: "settlement_transfer",
            id: &row.transfer_id,
        };
        Ok(Self {
            id: TransferId::from_uuid(row.transfer_id),
            shop_id: NO_SHOP,
            cause: Cause::Settlement(SettlementId::from_uuid(row.settlement_id)),
            kind: at.parse("kind", &row.kind)?,
            phase: Phase::Immediate,
            debit: at.parse("debit_account", &row.debit_account)?,
            credit: at.parse("credit_account", &row.credit_account)?,
            amount: at.money(row.amount_minor, &row.currency)?,
            recorded_at: row.recorded_at,
        })
    }
}

/// Writes settlements, and what they move.
///
/// # Errors
/// `Conflict` on [`TWICE`] when a provider's settlement was written before.
pub async fn insert(
    connection: &mut PgConnection,
    settlements: &[Settlement],
    transfers: &[Transfer],
) -> Result<()> {
    fn each<R, T>(rows: &[R], of: impl Fn(&R) -> T) -> Vec<T> {
        rows.iter().map(of).collect()
    }
    sqlx::query!(
        "insert into settlement (settlement_id, provider, reference, net_minor, fee_minor, currency, settled_on, statement_id, recorded_at)
         select * from unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::date[], $8::uuid[],
                              $9::timestamptz[])",
        &each(settlements, |one| one.settlement_id.uuid()),
        &each(settlements, |one| one.provider.clone()),
        &each(settlements, |one| one.reference.clone()),
        &each(settlements, |one| one.net.minor),
        &each(settlements, |one| one.fee.minor),
        &each(settlements, |one| one.net.currency.code().to_owned()),
        &each(settlements, |one| one.settled_on),
        &each(settlements, |one| one.statement_id.uuid()),
        &each(settlements, |one| one.recorded_at)
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "insert into settlement_transfer
             (settlement_id, transfer_id, kind, debit_account, credit_account, amount_minor, currency, recorded_at)
         select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::timestamptz[])",
        &each(transfers, |one| one.cause.settlement_id().map(SettlementId::uuid)) as &[Option<Uuid>],
        &each(transfers, |one| one.id.uuid()),
        &each(transfers, |one| one.kind.as_str().to_owned()),
        &each(transfers, |one| one.debit.to_string()),
        &each(transfers, |one| one.credit.to_string()),
        &each(transfers, |one| one.amount.minor),
        &each(transfers, |one| one.amount.currency.code().to_owned()),
        &each(transfers, |one| one.recorded_at)
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Which of these names of a provider were written before.
pub async fn known(
    connection: &mut PgConnection,
    provider: &str,
    references: &[String],
) -> Result<Vec<String>> {
    let known = sqlx::query_scalar!(
        "select reference from settlement where provider = $1 and reference = any($2)",
        provider,
        references
    )
    .fetch_all(connection)
    .await?;
    Ok(known)
}

/// The newest settlements.
pub async fn list(connection: &mut PgConnection, limit: u32) -> Result<Vec<Settlement>> {
    let rows = sqlx::query_as!(
        SettlementRow,
        "select settlement_id, provider, reference, net_minor, fee_minor, currency, settled_on, statement_id, recorded_at
         from settlement order by settlement_id desc limit $1",
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Settlement::try_from).collect()
}

/// Settlements after one, in the order of their ids, each with what it moved.
pub async fn after(
    connection: &mut PgConnection,
    after: Option<SettlementId>,
    limit: u32,
) -> Result<Vec<(Settlement, Vec<Transfer>)>> {
    let rows = sqlx::query_as!(
        SettlementRow,
        "select settlement_id, provider, reference, net_minor, fee_minor, currency, settled_on, statement_id, recorded_at
         from settlement where settlement_id > $1 order by settlement_id limit $2",
        row::after(after.map(SettlementId::uuid)),
        i64::from(limit)
    )
    .fetch_all(&mut *connection)
    .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.settlement_id).collect();
    let transfers = sqlx::query_as!(
        TransferRow,
        "select settlement_id, transfer_id, kind, debit_account, credit_account, amount_minor, currency, recorded_at
         from settlement_transfer where settlement_id = any($1) order by settlement_id, transfer_id",
        &ids
    )
    .fetch_all(connection)
    .await?;
    let mut of: BTreeMap<Uuid, Vec<Transfer>> = BTreeMap::new();
    for row in transfers {
        of.entry(row.settlement_id).or_default().push(row.try_into()?);
    }
    rows.into_iter()
        .map(|row| {
            let transfers = of.remove(&row.settlement_id).unwrap_or_default();
            Ok((row.try_into()?, transfers))
        })
        .collect()
}
