//! What each shop is owed, kept beside the ledger: counted with every transfer, and the lock under which payouts are made.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use pasar_domain::Instant;
use pasar_domain::id::ShopId;
use pasar_domain::money::{Currency, Money};
use pasar_domain::payout::PayoutWait;
use pasar_ledger::{Account, Balance, Phase, Transfer};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::Row;

/// Why a shop was not paid on its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayoutWaiting {
    /// Why.
    pub wait: PayoutWait,
    /// Since when.
    pub since: Instant,
    /// When it is asked for again.
    pub again_at: Instant,
}

/// What a shop is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopBalance {
    /// The shop.
    pub shop_id: ShopId,
    /// What it is owed.
    pub owed: Money,
    /// What of that is in payouts that are not known to be paid.
    pub leaving: Money,
    /// No later transfer is dated before this instant.
    pub changed_at: Instant,
    /// The day of the schedule on which it is looked at next; none before the schedule has seen it.
    pub due_on: Option<NaiveDate>,
    /// Why it was not paid on that day.
    pub waiting: Option<PayoutWaiting>,
}

impl ShopBalance {
    /// What may be paid out.
    pub const fn free(&self) -> Money {
        Money::new(
            self.owed.minor.saturating_sub(self.leaving.minor),
            self.owed.currency,
        )
    }

    /// What it is owed, as the ledger has it.
    pub const fn balance(&self) -> Balance {
        Balance {
            posted: self.owed.minor,
            held: -self.leaving.minor,
        }
    }
}

struct BalanceRow {
    shop_id: Uuid,
    currency: String,
    owed_minor: i64,
    leaving_minor: i64,
    changed_at: Instant,
    due_on: Option<NaiveDate>,
    wait_reason: Option<String>,
    wait_rules: Option<Vec<String>>,
    waits_since: Option<Instant>,
    waits_until: Option<Instant>,
}

impl TryFrom<BalanceRow> for ShopBalance {
    type Error = Error;

    fn try_from(row: BalanceRow) -> Result<Self> {
        let at = Row {
            table: "shop_balance",
            id: &row.shop_id,
        };
        let waiting = match (row.wait_reason, row.wait_rules, row.waits_since, row.waits_until) {
            (None, None, None, None) => None,
            (Some(reason), Some(rules), Some(since), Some(again_at)) => Some(PayoutWaiting {
                wait: match reason.as_str() {
                    "refused" => PayoutWait::Refused(rules),
                    "no_account" => PayoutWait::NoAccount,
                    "account_returned" => PayoutWait::AccountReturned,
                    _ => return Err(at.inconsistent("wait_reason")),
                },
                since,
                again_at,
            }),
            _ => return Err(at.inconsistent("wait_reason")),
        };
        Ok(Self {
            shop_id: ShopId::from_uuid(row.shop_id),
            owed: at.money(row.owed_minor, &row.currency)?,
            leaving: at.money(row.leaving_minor, &row.currency)?,
            changed_at: row.changed_at,
            due_on: row.due_on,
            waiting,
        })
    }
}

macro_rules! select {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            BalanceRow,
            "select shop_id, currency, owed_minor, leaving_minor, changed_at, due_on, wait_reason, wait_rules, waits_since, waits_until
             from shop_balance " + $tail
            $(, $argument)*
        )
    };
}

/// What transfers move of what a shop is owed, and of that, of what is leaving.
#[derive(Debug, Default)]
struct Moved {
    owed: i64,
    leaving: i64,
    at: Instant,
}

fn moved(transfers: &[Transfer]) -> BTreeMap<(ShopId, &'static str), Moved> {
    let mut all: BTreeMap<(ShopId, &'static str), Moved> = BTreeMap::new();
    for transfer in transfers {
        let amount = transfer.amount.minor;
        for (account, sign) in [(&transfer.debit, -1), (&transfer.credit, 1)] {
            let Account::Payable(shop_id) = account else {
                continue;
            };
            let moved = all
                .entry((*shop_id, transfer.amount.currency.code()))
                .or_default();
            let (owed, leaving) = match transfer.phase {
                Phase::Immediate => (amount, 0),
                Phase::Pending => (0, amount),
                Phase::Post(_) => (amount, -amount),
                Phase::Void(_) => (0, -amount),
            };
            moved.owed += sign * owed;
            // What is held against a shop leaves; nothing is held for one.
            moved.leaving -= sign * leaving;
            moved.at = moved.at.max(transfer.recorded_at);
        }
    }
    all
}

/// Counts what these transfers move.
pub(crate) async fn count(connection: &mut PgConnection, transfers: &[Transfer]) -> Result<()> {
    for ((shop_id, currency), moved) in moved(transfers) {
        let written = if moved.owed >= 0 && moved.leaving == 0 {
            earn(connection, shop_id, currency, &moved).await?
        } else {
            change(connection, shop_id, currency, &moved).await?
        };
        if written != 1 {
            let at = Row {
                table: "shop_balance",
                id: &shop_id,
            };
            return Err(at.inconsistent("owed_minor"));
        }
    }
    Ok(())
}

async fn earn(connection: &mut PgConnection, shop_id: ShopId, currency: &str, moved: &Moved) -> Result<u64> {
    let done = sqlx::query!(
        "insert into shop_balance (shop_id, currency, owed_minor, leaving_minor, changed_at) values ($1, $2, $3, 0, $4)
         on conflict (shop_id, currency) do update
         set owed_minor = shop_balance.owed_minor + excluded.owed_minor,
             changed_at = greatest(shop_balance.changed_at, excluded.changed_at)",
        shop_id.uuid(),
        currency,
        moved.owed,
        moved.at
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

async fn change(
    connection: &mut PgConnection,
    shop_id: ShopId,
    currency: &str,
    moved: &Moved,
) -> Result<u64> {
    let done = sqlx::query!(
        "update shop_balance
         set owed_minor = owed_minor + $3, leaving_minor = leaving_minor + $4, changed_at = greatest(changed_at, $5)
         where shop_id = $1 and currency = $2",
        shop_id.uuid(),
        currency,
        moved.owed,
        moved.leaving,
        moved.at
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// What a shop is owed in a currency; none if it never was owed anything.
pub async fn get(
    connection: &mut PgConnection,
    shop_id: ShopId,
    currency: Currency,
) -> Result<Option<ShopBalance>> {
    let row = select!(
        "where shop_id = $1 and currency = $2",
        shop_id.uuid(),
        currency.code()
    )
    .fetch_optional(connection)
    .await?;
    row.map(ShopBalance::try_from).transpose()
}

/// The same, locked; none too while somebody else has it.
pub async fn lock(
    connection: &mut PgConnection,
    shop_id: ShopId,
    currency: Currency,
) -> Result<Option<ShopBalance>> {
    let row = select!(
        "where shop_id = $1 and currency = $2 for update skip locked",
        shop_id.uuid(),
        currency.code()
    )
    .fetch_optional(connection)
    .await?;
    row.map(ShopBalance::try_from).transpose()
}

/// What these shops are owed.
pub async fn of_shops(connection: &mut PgConnection, shops: &[ShopId]) -> Result<Vec<ShopBalance>> {
    let shops: Vec<Uuid> = shops.iter().map(|shop| shop.uuid()).collect();
    let rows = select!("where shop_id = any($1) order by shop_id, currency", &shops)
        .fetch_all(connection)
        .await?;
    rows.into_iter().map(ShopBalance::try_from).collect()
}

/// Shops that are owed something although no transfer says so.
pub async fn unexplained(connection: &mut PgConnection, limit: u32) -> Result<Vec<ShopBalance>> {
    let rows = select!(
        "where (owed_minor <> 0 or leaving_minor <> 0)
           and not exists (select from transfer where transfer.shop_id = shop_balance.shop_id
                           and transfer.currency = shop_balance.currency
                           and transfer.kind in ('shop_share', 'payout', 'payout_returned'))
         order by shop_id limit $1",
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(ShopBalance::try_from).collect()
}

/// Gives a day to shops that the schedule has not seen yet.
pub async fn schedule(connection: &mut PgConnection, currency: Currency, day: NaiveDate) -> Result<u64> {
    let done = sqlx::query!(
        "update shop_balance set due_on = $2 where due_on is null and currency = $1",
        currency.code(),
        day
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// Moves shops whose day has come and which are owed less than the minimum on to the next day.
pub async fn pass_over(
    connection: &mut PgConnection,
    currency: Currency,
    (today, next): (NaiveDate, NaiveDate),
    minimum_minor: i64,
) -> Result<u64> {
    let done = sqlx::query!(
        "update shop_balance
         set due_on = $3, wait_reason = null, wait_rules = null, waits_since = null, waits_until = null
         where due_on <= $2 and currency = $1 and owed_minor - leaving_minor < $4",
        currency.code(),
        today,
        next,
        minimum_minor
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// Shops whose day has come, and that do not wait.
pub async fn due(
    connection: &mut PgConnection,
    currency: Currency,
    (today, now): (NaiveDate, Instant),
    limit: u32,
) -> Result<Vec<ShopId>> {
    let shops = sqlx::query_scalar!(
        "select shop_id from shop_balance
         where due_on <= $2 and currency = $1 and owed_minor > leaving_minor and (waits_until is null or waits_until <= $3)
         order by due_on, shop_id limit $4",
        currency.code(),
        today,
        now,
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    Ok(shops.into_iter().map(ShopId::from_uuid).collect())
}

/// The shop was paid: the schedule looks at it again on that day.
pub async fn move_on(
    connection: &mut PgConnection,
    shop_id: ShopId,
    currency: Currency,
    next: NaiveDate,
) -> Result<()> {
    sqlx::query!(
        "update shop_balance
         set due_on = $3, wait_reason = null, wait_rules = null, waits_since = null, waits_until = null
         where shop_id = $1 and currency = $2",
        shop_id.uuid(),
        currency.code(),
        next
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The shop is not paid at present. Since when that is so stays as it was first written.
pub async fn wait(
    connection: &mut PgConnection,
    shop_id: ShopId,
    currency: Currency,
    waiting: &PayoutWaiting,
) -> Result<()> {
    sqlx::query!(
        "update shop_balance
         set wait_reason = $3, wait_rules = $4, waits_since = coalesce(waits_since, $5), waits_until = $6
         where shop_id = $1 and currency = $2",
        shop_id.uuid(),
        currency.code(),
        waiting.wait.as_str(),
        waiting.wait.rules(),
        waiting.since,
        waiting.again_at
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// What all shops are owed together: owed, leaving, and how many wait.
pub async fn sums(connection: &mut PgConnection, currency: Currency) -> Result<(Money, Money, u64)> {
    let row = sqlx::query!(
        r#"select coalesce(sum(owed_minor), 0)::bigint as "owed!", coalesce(sum(leaving_minor), 0)::bigint as "leaving!",
                  count(*) filter (where waits_since is not null and owed_minor > leaving_minor) as "waiting!"
           from shop_balance where currency = $1"#,
        currency.code()
    )
    .fetch_one(connection)
    .await?;
    Ok((
        Money::new(row.owed, currency),
        Money::new(row.leaving, currency),
        u64::try_from(row.waiting).unwrap_or(0),
    ))
}

/// Shops that wait for a payout, the longest waiting first.
pub async fn waiting(
    connection: &mut PgConnection,
    currency: Currency,
    limit: u32,
) -> Result<Vec<ShopBalance>> {
    let rows = select!(
        "where currency = $1 and waits_since is not null and owed_minor > leaving_minor order by waits_since, shop_id limit $2",
        currency.code(),
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(ShopBalance::try_from).collect()
}
