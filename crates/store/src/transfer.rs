//! The ledger's rows. They are only added: the program's role may neither change nor delete them.

use chrono::NaiveDate;
use pasar_domain::Instant;
use pasar_domain::id::{OrderId, PayoutId, ShopId, TransferId};
use pasar_domain::money::{Currency, Money};
use pasar_ledger::{Account, Cause, Phase, Transfer};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::order::OrderKey;
use crate::row::{self, Row};
use crate::{payout::PayoutKey, shop_balance};

struct TransferRow {
    shop_id: Uuid,
    transfer_id: Uuid,
    order_id: Option<Uuid>,
    payout_id: Option<Uuid>,
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
        let cause = match (row.order_id, row.payout_id) {
            (Some(order), None) => Cause::Order(OrderId::from_uuid(order)),
            (None, Some(payout)) => Cause::Payout(PayoutId::from_uuid(payout)),
            _ => return Err(at.inconsistent("order_id")),
        };
        Ok(Self {
            id: TransferId::from_uuid(row.transfer_id),
            shop_id: ShopId::from_uuid(row.shop_id),
            cause,
            kind: at.parse("kind", &row.kind)?,
            phase,
            debit: at.parse("debit_account", &row.debit_account)?,
            credit: at.parse("credit_account", &row.credit_account)?,
            amount: at.money(row.amount_minor, &row.currency)?,
            recorded_at: row.recorded_at,
        })
    }
}

/// Adds transfers, and counts what they move into what their shops are owed.
///
/// # Errors
/// `Conflict` on `transfer_one_resolution` when a hold has been resolved already, on `shop_balance_covers` when a shop is owed less.
pub async fn insert(connection: &mut PgConnection, transfers: &[Transfer]) -> Result<()> {
    fn each<T>(transfers: &[Transfer], of: impl Fn(&Transfer) -> T) -> Vec<T> {
        transfers.iter().map(of).collect()
    }
    sqlx::query!(
        "insert into transfer
             (shop_id, transfer_id, order_id, payout_id, kind, phase, pending_id, debit_account, credit_account, amount_minor,
              currency, recorded_at)
         select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $12::uuid[], $4::text[], $5::text[], $6::uuid[], $7::text[],
                              $8::text[], $9::bigint[], $10::text[], $11::timestamptz[])",
        &each(transfers, |transfer| transfer.shop_id.uuid()),
        &each(transfers, |transfer| transfer.id.uuid()),
        &each(transfers, |transfer| transfer.cause.order_id().map(OrderId::uuid)) as &[Option<Uuid>],
        &each(transfers, |transfer| transfer.kind.as_str().to_owned()),
        &each(transfers, |transfer| phase(transfer.phase).0.to_owned()),
        &each(transfers, |transfer| phase(transfer.phase).1) as &[Option<Uuid>],
        &each(transfers, |transfer| transfer.debit.to_string()),
        &each(transfers, |transfer| transfer.credit.to_string()),
        &each(transfers, |transfer| transfer.amount.minor),
        &each(transfers, |transfer| transfer.amount.currency.code().to_owned()),
        &each(transfers, |transfer| transfer.recorded_at),
        &each(transfers, |transfer| transfer.cause.payout_id().map(PayoutId::uuid)) as &[Option<Uuid>]
    )
    .execute(&mut *connection)
    .await?;
    shop_balance::count(connection, transfers).await
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
        "select shop_id, transfer_id, order_id, payout_id, kind, phase, pending_id, debit_account, credit_account, amount_minor,
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

/// Every transfer of these payouts, by payout.
pub async fn of_payouts(connection: &mut PgConnection, keys: &[PayoutKey]) -> Result<Vec<Transfer>> {
    let (shops, payouts): (Vec<Uuid>, Vec<Uuid>) = keys
        .iter()
        .map(|(shop, payout)| (shop.uuid(), payout.uuid()))
        .unzip();
    let rows = sqlx::query_as!(
        TransferRow,
        "select shop_id, transfer_id, order_id, payout_id, kind, phase, pending_id, debit_account, credit_account, amount_minor,
                currency, recorded_at
         from transfer
         where payout_id is not null and (shop_id, payout_id) in (select * from unnest($1::uuid[], $2::uuid[]))
         order by shop_id, payout_id, transfer_id",
        &shops,
        &payouts
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Transfer::try_from).collect()
}

/// Orders of which a provider gave something back from one instant on and before another, each once; at most `limit`.
pub async fn refunded_between(
    connection: &mut PgConnection,
    provider: &Account,
    (from, before): (Instant, Instant),
    limit: u32,
) -> Result<Vec<OrderKey>> {
    let rows = sqlx::query!(
        r#"select distinct shop_id, order_id as "order_id!" from transfer
           where kind in ('goods_refunded', 'shipping_refunded') and recorded_at >= $2 and recorded_at < $3 and credit_account = $1
             and order_id is not null
           limit $4"#,
        provider.to_string(),
        from,
        before,
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    let keys = rows.into_iter();
    Ok(keys
        .map(|row| (ShopId::from_uuid(row.shop_id), OrderId::from_uuid(row.order_id)))
        .collect())
}

/// Where a walk through what moved the money owed to shops goes on.
pub type OwedPlace = (ShopId, Instant, TransferId);

/// What moved the money owed to shops, shop by shop and in order of its time: what comes after a place.
pub async fn of_payable(
    connection: &mut PgConnection,
    after: Option<OwedPlace>,
    limit: u32,
) -> Result<Vec<Transfer>> {
    let (shop, at, id) = match after {
        Some((shop, at, id)) => (Some(shop.uuid()), at, Some(id.uuid())),
        None => (None, Instant::UNIX_EPOCH, None),
    };
    let rows = sqlx::query_as!(
        TransferRow,
        "select shop_id, transfer_id, order_id, payout_id, kind, phase, pending_id, debit_account, credit_account, amount_minor,
                currency, recorded_at
         from transfer
         where kind in ('shop_share', 'payout', 'payout_returned') and (shop_id, recorded_at, transfer_id) > ($1, $2, $3)
         order by shop_id, recorded_at, transfer_id limit $4",
        row::after(shop),
        at,
        row::after(id),
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Transfer::try_from).collect()
}

/// What moved the money owed to a shop from one instant on and before another, in order of its time.
pub async fn of_payable_between(
    connection: &mut PgConnection,
    shop_id: ShopId,
    (from, before): (Instant, Instant),
) -> Result<Vec<Transfer>> {
    let rows = sqlx::query_as!(
        TransferRow,
        "select shop_id, transfer_id, order_id, payout_id, kind, phase, pending_id, debit_account, credit_account, amount_minor,
                currency, recorded_at
         from transfer
         where kind in ('shop_share', 'payout', 'payout_returned') and shop_id = $1 and recorded_at >= $2 and recorded_at < $3
         order by shop_id, recorded_at, transfer_id",
        shop_id.uuid(),
        from,
        before
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Transfer::try_from).collect()
}

/// By how much what is owed to a shop has grown from an instant on.
pub async fn owed_since(
    connection: &mut PgConnection,
    (shop_id, currency): (ShopId, Currency),
    from: Instant,
) -> Result<Money> {
    let minor = sqlx::query_scalar!(
        r#"select coalesce(sum(case kind when 'payout' then -amount_minor else amount_minor end), 0)::bigint as "minor!"
           from transfer
           where kind in ('shop_share', 'payout', 'payout_returned') and shop_id = $1 and currency = $2 and recorded_at >= $3
             and phase in ('immediate', 'post')"#,
        shop_id.uuid(),
        currency.code(),
        from
    )
    .fetch_one(connection)
    .await?;
    Ok(Money::new(minor, currency))
}

/// What was moved of the money owed to a shop on one day: of orders, paid out, and come back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwedDay {
    /// The day, in the market's time zone.
    pub day: NaiveDate,
    /// What orders brought.
    pub earned: Money,
    /// What was paid out.
    pub paid_out: Money,
    /// What came back of that.
    pub returned: Money,
}

/// What was moved of the money owed to a shop from an instant on, for each day on which anything was, newest first.
pub async fn owed_days(
    connection: &mut PgConnection,
    (shop_id, currency): (ShopId, Currency),
    from: Instant,
    time_zone: &str,
) -> Result<Vec<OwedDay>> {
    let rows = sqlx::query!(
        r#"select (recorded_at at time zone $4)::date as "day!",
                  coalesce(sum(amount_minor) filter (where kind = 'shop_share'), 0)::bigint as "earned!",
                  coalesce(sum(amount_minor) filter (where kind = 'payout'), 0)::bigint as "paid_out!",
                  coalesce(sum(amount_minor) filter (where kind = 'payout_returned'), 0)::bigint as "returned!"
           from transfer
           where kind in ('shop_share', 'payout', 'payout_returned') and shop_id = $1 and currency = $2 and recorded_at >= $3
             and phase in ('immediate', 'post')
           group by 1 order by 1 desc"#,
        shop_id.uuid(),
        currency.code(),
        from,
        time_zone
    )
    .fetch_all(connection)
    .await?;
    let days = rows.into_iter().map(|row| OwedDay {
        day: row.day,
        earned: Money::new(row.earned, currency),
        paid_out: Money::new(row.paid_out, currency),
        returned: Money::new(row.returned, currency),
    });
    Ok(days.collect())
}

/// What transfers name that does not exist, each with the shop.
pub async fn strays(connection: &mut PgConnection, limit: u32) -> Result<Vec<(ShopId, Cause)>> {
    let rows = sqlx::query!(
        r#"select distinct shop_id as "shop_id!", order_id, payout_id from transfer
           where order_id is not null
             and not exists (select from orders where orders.shop_id = transfer.shop_id and orders.order_id = transfer.order_id)
           union
           select distinct shop_id, order_id, payout_id from transfer
           where payout_id is not null
             and not exists (select from payout where payout.shop_id = transfer.shop_id and payout.payout_id = transfer.payout_id)
           limit $1"#,
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    let strays = rows.into_iter().filter_map(|row| {
        let order = row.order_id.map(|id| Cause::Order(OrderId::from_uuid(id)));
        let payout = row.payout_id.map(|id| Cause::Payout(PayoutId::from_uuid(id)));
        Some((ShopId::from_uuid(row.shop_id), order.or(payout)?))
    });
    Ok(strays.collect())
}

/// Every transfer of one cause.
pub async fn of_cause(
    connection: &mut PgConnection,
    (shop_id, cause): (ShopId, Cause),
) -> Result<Vec<Transfer>> {
    match cause {
        Cause::Order(id) => of_orders(connection, &[(shop_id, id)]).await,
        Cause::Payout(id) => of_payouts(connection, &[(shop_id, id)]).await,
        // They have a table of their own, whose foreign key lets none be stray.
        Cause::Settlement(_) => Ok(Vec::new()),
    }
}
