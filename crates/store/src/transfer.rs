//! The ledger's rows. They are only added: the program's role may neither change nor delete them.

use pasar_domain::Instant;
use pasar_domain::id::{OrderId, ShopId, TransferId};
use pasar_ledger::{Phase, Transfer};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::order::OrderKey;
use crate::row::Row;

struct TransferRow {
    shop_id: Uuid,
    transfer_id: Uuid,
    order_id: Uuid,
    kind: String,
    phase: String,
    pending_id: Option<Uuid>,
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
            table: "transfer",
            id: &row.transfer_id,
        };
        let pending = row.pending_id.map(TransferId::from_uuid);
        let phase = match (row.phase.as_str(), pending) {
            ("immediate", None) => Phase::Immediate,
            ("pending", None) => Phase::Pending,
            ("post", Some(hold)) => Phase::Post(hold),
            ("void", Some(hold)) => Phase::Void(hold),
            _ => return Err(at.inconsistent("phase")),
        };
        Ok(Self {
            id: TransferId::from_uuid(row.transfer_id),
            shop_id: ShopId::from_uuid(row.shop_id),
            order_id: OrderId::from_uuid(row.order_id),
            kind: at.parse("kind", &row.kind)?,
            phase,
            debit: at.parse("debit_account", &row.debit_account)?,
            credit: at.parse("credit_account", &row.credit_account)?,
            amount: at.money(row.amount_minor, &row.currency)?,
            recorded_at: row.recorded_at,
        })
    }
}

/// Adds transfers.
///
/// # Errors
/// `Conflict` on `transfer_one_resolution` when a hold has been resolved already.
pub async fn insert(connection: &mut PgConnection, transfers: &[Transfer]) -> Result<()> {
    fn each<T>(transfers: &[Transfer], of: impl Fn(&Transfer) -> T) -> Vec<T> {
        transfers.iter().map(of).collect()
    }
    sqlx::query!(
        "insert into transfer
             (shop_id, transfer_id, order_id, kind, phase, pending_id, debit_account, credit_account, amount_minor, currency,
              recorded_at)
         select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::text[],
                              $9::bigint[], $10::text[], $11::timestamptz[])",
        &each(transfers, |transfer| transfer.shop_id.uuid()),
        &each(transfers, |transfer| transfer.id.uuid()),
        &each(transfers, |transfer| transfer.order_id.uuid()),
        &each(transfers, |transfer| transfer.kind.as_str().to_owned()),
        &each(transfers, |transfer| phase(transfer.phase).0.to_owned()),
        &each(transfers, |transfer| phase(transfer.phase).1) as &[Option<Uuid>],
        &each(transfers, |transfer| transfer.debit.to_string()),
        &each(transfers, |transfer| transfer.credit.to_string()),
        &each(transfers, |transfer| transfer.amount.minor),
        &each(transfers, |transfer| transfer.amount.currency.code().to_owned()),
        &each(transfers, |transfer| transfer.recorded_at)
    )
    .execute(connection)
    .await?;
    Ok(())
}

const fn phase(phase: Phase) -> (&'static str, Option<Uuid>) {
    match phase {
        Phase::Immediate => ("immediate", None),
        Phase::Pending => ("pending", None),
        Phase::Post(hold) => ("post", Some(hold.uuid())),
        Phase::Void(hold) => ("void", Some(hold.uuid())),
    }
}

/// Every transfer of these orders, by order.
pub async fn of_orders(connection: &mut PgConnection, keys: &[OrderKey]) -> Result<Vec<Transfer>> {
    let (shops, orders): (Vec<Uuid>, Vec<Uuid>) = keys
        .iter()
        .map(|(shop, order)| (shop.uuid(), order.uuid()))
        .unzip();
    let rows = sqlx::query_as!(
        TransferRow,
        "select shop_id, transfer_id, order_id, kind, phase, pending_id, debit_account, credit_account, amount_minor,
                currency, recorded_at
         from transfer where (shop_id, order_id) in (select * from unnest($1::uuid[], $2::uuid[]))
         order by shop_id, order_id, transfer_id",
        &shops,
        &orders
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Transfer::try_from).collect()
}

/// Orders that transfers name but that do not exist.
pub async fn strays(connection: &mut PgConnection, limit: u32) -> Result<Vec<OrderKey>> {
    let rows = sqlx::query!(
        "select distinct transfer.shop_id, transfer.order_id
         from transfer
         where not exists (select from orders
                           where orders.shop_id = transfer.shop_id and orders.order_id = transfer.order_id)
         limit $1",
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (ShopId::from_uuid(row.shop_id), OrderId::from_uuid(row.order_id)))
        .collect())
}
