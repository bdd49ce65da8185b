//! The books of the sandbox bank, in the control schema. It plays an outsider: only the sandbox provider reads them.

use std::collections::BTreeSet;

use pasar_domain::Instant;
use pasar_domain::id::PaymentId;
use pasar_domain::money::{Currency, Money};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::row::Row;

/// Where a payment stands with the bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SandboxState {
    /// Nobody has answered; it answers by itself at this instant.
    Pending {
        /// When.
        answers_at: Instant,
    },
    /// The money is set aside.
    Authorised,
    /// The bank refused.
    Declined,
    /// The money was taken.
    Captured,
    /// The money was let go.
    Voided,
}

impl SandboxState {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Pending { .. } => "pending",
            Self::Authorised => "authorised",
            Self::Declined => "declined",
            Self::Captured => "captured",
            Self::Voided => "voided",
        }
    }

    const fn answers_at(self) -> Option<Instant> {
        match self {
            Self::Pending { answers_at } => Some(answers_at),
            _ => None,
        }
    }
}

/// A payment in the bank's books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SandboxPayment {
    /// The shop's id for it.
    pub id: PaymentId,
    /// How it is paid.
    pub method: String,
    /// How much.
    pub amount: Money,
    /// Where it stands.
    pub state: SandboxState,
    /// The sum of all refunds.
    pub refunded: Money,
}

/// Writes payments unless the bank knows them. Returns those that were new.
pub async fn insert(
    connection: &mut PgConnection,
    payments: &[(SandboxPayment, Instant)],
) -> Result<BTreeSet<PaymentId>> {
    fn each<T>(payments: &[(SandboxPayment, Instant)], of: impl Fn(&SandboxPayment, Instant) -> T) -> Vec<T> {
        payments.iter().map(|(payment, at)| of(payment, *at)).collect()
    }
    let new = sqlx::query_scalar!(
        "insert into sandbox_payment
             (payment_id, method, amount_minor, currency, state, answers_at, created_at, updated_at)
         select payment_id, method, amount_minor, currency, state, answers_at, at, at
         from unnest($1::uuid[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[])
             as new (payment_id, method, amount_minor, currency, state, answers_at, at)
         order by payment_id
         on conflict (payment_id) do nothing
         returning payment_id",
        &each(payments, |payment, _| payment.id.uuid()),
        &each(payments, |payment, _| payment.method.clone()),
        &each(payments, |payment, _| payment.amount.minor),
        &each(payments, |payment, _| payment.amount.currency.code().to_owned()),
        &each(payments, |payment, _| payment.state.as_str().to_owned()),
        &each(payments, |payment, _| payment.state.answers_at()) as &[Option<Instant>],
        &each(payments, |_, at| at)
    )
    .fetch_all(connection)
    .await?;
    Ok(new.into_iter().map(PaymentId::from_uuid).collect())
}

/// A payment, locked until the transaction ends.
pub async fn lock(connection: &mut PgConnection, id: PaymentId) -> Result<Option<SandboxPayment>> {
    let row = sqlx::query!(
        "select payment_id, method, amount_minor, currency, state, refunded_minor, answers_at
         from sandbox_payment where payment_id = $1 for update",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let at = Row {
        table: "sandbox_payment",
        id: &row.payment_id,
    };
    let state = match (row.state.as_str(), row.answers_at) {
        ("pending", Some(answers_at)) => SandboxState::Pending { answers_at },
        ("authorised", None) => SandboxState::Authorised,
        ("declined", None) => SandboxState::Declined,
        ("captured", None) => SandboxState::Captured,
        ("voided", None) => SandboxState::Voided,
        _ => return Err(at.inconsistent("state")),
    };
    Ok(Some(SandboxPayment {
        id,
        method: row.method,
        amount: at.money(row.amount_minor, &row.currency)?,
        state,
        refunded: at.money(row.refunded_minor, &row.currency)?,
    }))
}

/// Leads payments from one state to another, where they are in the first. Returns those that were.
pub async fn advance(
    connection: &mut PgConnection,
    payments: &[(PaymentId, Instant)],
    from: SandboxState,
    to: SandboxState,
) -> Result<BTreeSet<PaymentId>> {
    let (ids, at): (Vec<Uuid>, Vec<Instant>) = payments.iter().map(|(id, at)| (id.uuid(), *at)).unzip();
    let advanced = sqlx::query_scalar!(
        "with wanted as (
             select payment_id, at from sandbox_payment
             join unnest($1::uuid[], $2::timestamptz[]) as asked (payment_id, at) using (payment_id)
             where state = $3 order by payment_id for update of sandbox_payment)
         update sandbox_payment set state = $4::text, answers_at = $5, updated_at = wanted.at,
             captured_at = case when $4::text = 'captured' then wanted.at end
         from wanted where sandbox_payment.payment_id = wanted.payment_id
         returning sandbox_payment.payment_id",
        &ids,
        &at,
        from.as_str(),
        to.as_str(),
        to.answers_at()
    )
    .fetch_all(connection)
    .await?;
    Ok(advanced.into_iter().map(PaymentId::from_uuid).collect())
}

/// Writes where a locked payment stands.
pub async fn set_state(
    connection: &mut PgConnection,
    id: PaymentId,
    state: SandboxState,
    now: Instant,
) -> Result<()> {
    sqlx::query!(
        "update sandbox_payment set state = $2::text, answers_at = $3, updated_at = $4::timestamptz, captured_at = case when $2::text = 'captured' then $4::timestamptz end
         where payment_id = $1",
        id.uuid(),
        state.as_str(),
        state.answers_at(),
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Gives part of a locked, captured payment back, once for each key. False when it had been given back under this key.
///
/// # Errors
/// `Conflict` when more would be given back than was taken.
pub async fn refund(
    connection: &mut PgConnection,
    id: PaymentId,
    key: &str,
    amount: Money,
    now: Instant,
) -> Result<bool> {
    let added = sqlx::query!(
        "insert into sandbox_refund (payment_id, refund_key, amount_minor, created_at) values ($1, $2, $3, $4)
         on conflict (payment_id, refund_key) do nothing",
        id.uuid(),
        key,
        amount.minor,
        now
    )
    .execute(&mut *connection)
    .await?;
    if added.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!(
        "update sandbox_payment set refunded_minor = refunded_minor + $2, updated_at = $3 where payment_id = $1",
        id.uuid(),
        amount.minor,
        now
    )
    .execute(connection)
    .await?;
    Ok(true)
}

/// Payments of a currency that the bank took from one instant on and before another: which, when and how much.
pub async fn captured_between(
    connection: &mut PgConnection,
    currency: Currency,
    (from, before): (Instant, Instant),
) -> Result<Vec<(PaymentId, Instant, Money)>> {
    let rows = sqlx::query!(
        r#"select payment_id, captured_at as "captured_at!", amount_minor from sandbox_payment
           where currency = $1 and captured_at >= $2 and captured_at < $3 order by captured_at, payment_id"#,
        currency.code(),
        from,
        before
    )
    .fetch_all(connection)
    .await?;
    let rows = rows.into_iter();
    let captured = rows.map(|row| {
        let amount = Money::new(row.amount_minor, currency);
        (PaymentId::from_uuid(row.payment_id), row.captured_at, amount)
    });
    Ok(captured.collect())
}

/// What the bank gave back from one instant on and before another: of which payment, under which key, when and how much.
pub async fn refunded_between(
    connection: &mut PgConnection,
    currency: Currency,
    (from, before): (Instant, Instant),
) -> Result<Vec<(PaymentId, String, Instant, Money)>> {
    let rows = sqlx::query!(
        "select r.payment_id, r.refund_key, r.created_at, r.amount_minor
         from sandbox_refund r join sandbox_payment p using (payment_id)
         where p.currency = $1 and r.created_at >= $2 and r.created_at < $3 order by r.created_at, r.payment_id, r.refund_key",
        currency.code(),
        from,
        before
    )
    .fetch_all(connection)
    .await?;
    let rows = rows.into_iter();
    let refunded = rows.map(|row| {
        let amount = Money::new(row.amount_minor, currency);
        (
            PaymentId::from_uuid(row.payment_id),
            row.refund_key,
            row.created_at,
            amount,
        )
    });
    Ok(refunded.collect())
}
