//! Payouts: what shops are owed, on its way to bank accounts.

use chrono::NaiveDate;
use pasar_domain::Instant;
use pasar_domain::id::{ApplicationId, PayoutFileId, PayoutId, SellerId, ShopId};
use pasar_domain::money::{Currency, Money};
use pasar_domain::payout::{Booking, Payout, PayoutState, PayoutStateName};
use pasar_policy::{Allowed, PayOut};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::{self, Row};

/// Names a payout: its shop first.
pub type PayoutKey = (ShopId, PayoutId);

/// The rule of the schema by which a shop is paid once for a day of the schedule.
pub const TWICE: &str = "payout_once";

struct PayoutRow {
    shop_id: Uuid,
    payout_id: Uuid,
    seller_id: Uuid,
    application_id: Uuid,
    amount_minor: i64,
    currency: String,
    due_on: NaiveDate,
    charter_version: String,
    made_at: Instant,
    state: String,
    file_id: Option<Uuid>,
    sent_at: Option<Instant>,
    paid_at: Option<Instant>,
    returned_at: Option<Instant>,
    return_reason: Option<String>,
    paid_reference: Option<String>,
    returned_reference: Option<String>,
}

impl PayoutRow {
    fn state(&self) -> Result<PayoutState> {
        let at = Row {
            table: "payout",
            id: &self.payout_id,
        };
        let file_id = || at.present("file_id", self.file_id.map(PayoutFileId::from_uuid));
        let sent_at = || at.present("sent_at", self.sent_at);
        let booking = |at: Option<Instant>, reference: &Option<String>| {
            at.map(|at| Booking {
                at,
                reference: reference.clone().unwrap_or_default(),
            })
        };
        let paid = booking(self.paid_at, &self.paid_reference);
        let returned = booking(self.returned_at, &self.returned_reference);
        Ok(match at.parse("state", &self.state)? {
            PayoutStateName::Due => PayoutState::Due,
            PayoutStateName::Sent => PayoutState::Sent {
                file_id: file_id()?,
                sent_at: sent_at()?,
            },
            PayoutStateName::Paid => PayoutState::Paid {
                file_id: file_id()?,
                sent_at: sent_at()?,
                paid: at.present("paid_at", paid)?,
            },
            PayoutStateName::Returned => PayoutState::Returned {
                file_id: file_id()?,
                sent_at: sent_at()?,
                paid,
                returned: at.present("returned_at", returned)?,
                reason: at.present("return_reason", self.return_reason.clone())?,
            },
        })
    }
}

impl TryFrom<PayoutRow> for Payout {
    type Error = Error;

    fn try_from(row: PayoutRow) -> Result<Self> {
        let state = row.state()?;
        let at = Row {
            table: "payout",
            id: &row.payout_id,
        };
        Ok(Self {
            payout_id: PayoutId::from_uuid(row.payout_id),
            shop_id: ShopId::from_uuid(row.shop_id),
            seller_id: SellerId::from_uuid(row.seller_id),
            application_id: ApplicationId::from_uuid(row.application_id),
            amount: at.money(row.amount_minor, &row.currency)?,
            due_on: row.due_on,
            charter_version: row.charter_version,
            made_at: row.made_at,
            state,
        })
    }
}

macro_rules! select {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            PayoutRow,
            "select p.shop_id, p.payout_id, p.seller_id, p.application_id, p.amount_minor, p.currency, p.due_on, p.charter_version,
                    p.made_at, p.state, p.file_id, p.sent_at, p.paid_at, p.returned_at, p.return_reason, p.paid_reference,
                    p.returned_reference
             from payout p " + $tail
            $(, $argument)*
        )
    };
}

fn parse(rows: Vec<PayoutRow>) -> Result<Vec<Payout>> {
    rows.into_iter().map(Payout::try_from).collect()
}

/// Writes a new payout: with the key to it, for the same seller.
///
/// # Errors
/// `Conflict` on [`TWICE`] when the shop was paid for that day already.
pub async fn insert(connection: &mut PgConnection, payout: &Payout, key: &Allowed<PayOut>) -> Result<()> {
    if key.subject() != payout.seller_id {
        return Err(Error::Conflict {
            constraint: "payout_permitted".to_owned(),
        });
    }
    sqlx::query!(
        "insert into payout (shop_id, payout_id, seller_id, application_id, amount_minor, currency, due_on, charter_version, made_at,
                             state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'due')",
        payout.shop_id.uuid(),
        payout.payout_id.uuid(),
        payout.seller_id.uuid(),
        payout.application_id.uuid(),
        payout.amount.minor,
        payout.amount.currency.code(),
        payout.due_on,
        payout.charter_version,
        payout.made_at
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes where a payout is.
pub async fn set_state(connection: &mut PgConnection, payout: &Payout) -> Result<()> {
    let state = &payout.state;
    let sent_at = match state {
        PayoutState::Due => None,
        PayoutState::Sent { sent_at, .. }
        | PayoutState::Paid { sent_at, .. }
        | PayoutState::Returned { sent_at, .. } => Some(*sent_at),
    };
    let reason = match state {
        PayoutState::Returned { reason, .. } => Some(reason.as_str()),
        _ => None,
    };
    let (paid, returned) = (state.paid(), state.returned());
    sqlx::query!(
        "update payout
         set state = $3, file_id = $4, sent_at = $5, paid_at = $6, returned_at = $7, return_reason = $8, paid_reference = $9,
             returned_reference = $10
         where shop_id = $1 and payout_id = $2",
        payout.shop_id.uuid(),
        payout.payout_id.uuid(),
        state.name().as_str(),
        state.file_id().map(PayoutFileId::uuid),
        sent_at,
        paid.map(|paid| paid.at),
        returned.map(|returned| returned.at),
        reason,
        paid.map(|paid| paid.reference.as_str()),
        returned.map(|returned| returned.reference.as_str())
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The payout of this id.
pub async fn get(connection: &mut PgConnection, payout_id: PayoutId) -> Result<Option<Payout>> {
    let row = select!("where p.payout_id = $1", payout_id.uuid())
        .fetch_optional(connection)
        .await?;
    row.map(Payout::try_from).transpose()
}

/// Payouts of these ids, locked.
pub async fn lock(connection: &mut PgConnection, ids: &[PayoutId]) -> Result<Vec<Payout>> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let rows = select!(
        "where p.payout_id = any($1) order by p.shop_id, p.payout_id for update",
        &ids
    )
    .fetch_all(connection)
    .await?;
    parse(rows)
}

/// Payouts that wait for a file, oldest first, locked; those whose bank account was erased stay where they are.
pub async fn lock_due(connection: &mut PgConnection, currency: Currency, limit: u32) -> Result<Vec<Payout>> {
    let rows = select!(
        "join application a on a.seller_id = p.seller_id and a.application_id = p.application_id
         where p.state = 'due' and p.currency = $1 and a.bank_sealed is not null
         order by p.payout_id limit $2 for update of p skip locked",
        currency.code(),
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    parse(rows)
}

/// Payouts of a state, or of all, newest first: those before `before`.
pub async fn list(
    connection: &mut PgConnection,
    state: Option<PayoutStateName>,
    before: Option<PayoutId>,
    limit: u32,
) -> Result<Vec<Payout>> {
    let last = before.map_or(Uuid::max(), PayoutId::uuid);
    let rows = match state {
        Some(state) => {
            select!(
                "where p.state = $1 and p.payout_id < $2 order by p.payout_id desc limit $3",
                state.as_str(),
                last,
                i64::from(limit)
            )
            .fetch_all(connection)
            .await?
        }
        None => {
            select!(
                "where p.payout_id < $1 order by p.payout_id desc limit $2",
                last,
                i64::from(limit)
            )
            .fetch_all(connection)
            .await?
        }
    };
    parse(rows)
}

/// The last payouts of a shop, newest first.
pub async fn of_shop(connection: &mut PgConnection, shop_id: ShopId, limit: u32) -> Result<Vec<Payout>> {
    let rows = select!(
        "where p.shop_id = $1 order by p.payout_id desc limit $2",
        shop_id.uuid(),
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    parse(rows)
}

/// The payouts of a file, in the order of their ids.
pub async fn of_file(connection: &mut PgConnection, file_id: PayoutFileId) -> Result<Vec<Payout>> {
    let rows = select!("where p.file_id = $1 order by p.payout_id", file_id.uuid())
        .fetch_all(connection)
        .await?;
    parse(rows)
}

/// Every payout of the cell by key, from the one after `after`: for reading all of them in parts.
pub async fn after(
    connection: &mut PgConnection,
    after: Option<PayoutKey>,
    limit: u32,
) -> Result<Vec<Payout>> {
    let rows = select!(
        "where (p.shop_id, p.payout_id) > ($1, $2) order by p.shop_id, p.payout_id limit $3",
        row::after(after.map(|(shop, _)| shop.uuid())),
        row::after(after.map(|(_, payout)| payout.uuid())),
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    parse(rows)
}

/// How many payouts of a state there are, and what they come to.
pub async fn sum(
    connection: &mut PgConnection,
    currency: Currency,
    state: PayoutStateName,
) -> Result<(u64, Money)> {
    let row = sqlx::query!(
        r#"select count(*) as "count!", coalesce(sum(amount_minor), 0)::bigint as "sum!" from payout where state = $1 and currency = $2"#,
        state.as_str(),
        currency.code()
    )
    .fetch_one(connection)
    .await?;
    Ok((
        u64::try_from(row.count).unwrap_or(0),
        Money::new(row.sum, currency),
    ))
}

/// The bank account of a seller: the last application that was approved and has one, and whether the bank has returned a payout to it.
pub async fn account_of(
    connection: &mut PgConnection,
    seller_id: SellerId,
) -> Result<Option<(ApplicationId, bool)>> {
    let row = sqlx::query!(
        r#"select a.application_id,
                  exists (select from payout p where p.seller_id = a.seller_id and p.application_id = a.application_id
                          and p.state = 'returned') as "returned!"
           from application a
           where a.seller_id = $1 and a.state = 'approved' and a.bank_sealed is not null
           order by a.application_id desc limit 1"#,
        seller_id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| (ApplicationId::from_uuid(row.application_id), row.returned)))
}
