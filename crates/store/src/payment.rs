//! Payments: a buyer's money for an order group.

use pasar_domain::Instant;
use pasar_domain::id::{AccountId, OrderGroupId, PaymentId};
use pasar_domain::payment::{Payment, PaymentState, PaymentStateName};
use pasar_policy::{Allowed, Pay};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::Row;

struct PaymentRow {
    buyer_id: Uuid,
    payment_id: Uuid,
    order_group_id: Uuid,
    provider: String,
    method: String,
    amount_minor: i64,
    currency: String,
    state: String,
    provider_reference: Option<String>,
    continue_at: Option<String>,
    decline_reason: Option<String>,
    requested_at: Instant,
    answered_at: Option<Instant>,
    captured_at: Option<Instant>,
}

impl TryFrom<PaymentRow> for Payment {
    type Error = Error;

    fn try_from(row: PaymentRow) -> Result<Self> {
        let at = Row {
            table: "payment",
            id: &row.payment_id,
        };
        let name: PaymentStateName = at.parse("state", &row.state)?;
        let reference = || at.present("provider_reference", row.provider_reference.clone());
        let answered = || at.present("answered_at", row.answered_at);
        let state = match name {
            PaymentStateName::Requested => PaymentState::Requested,
            PaymentStateName::Pending => PaymentState::Pending {
                reference: reference()?,
                continue_at: row.continue_at,
            },
            PaymentStateName::Authorised => PaymentState::Authorised {
                reference: reference()?,
                at: answered()?,
            },
            PaymentStateName::Captured => PaymentState::Captured {
                reference: reference()?,
                authorised_at: answered()?,
                at: at.present("captured_at", row.captured_at)?,
            },
            PaymentStateName::Declined => PaymentState::Declined {
                reason: at.present("decline_reason", row.decline_reason.clone())?,
                at: answered()?,
            },
            PaymentStateName::Voided => PaymentState::Voided { at: answered()? },
        };
        Ok(Self {
            id: PaymentId::from_uuid(row.payment_id),
            buyer_id: AccountId::from_uuid(row.buyer_id),
            order_group_id: OrderGroupId::from_uuid(row.order_group_id),
            amount: at.money(row.amount_minor, &row.currency)?,
            provider: row.provider,
            method: row.method,
            requested_at: row.requested_at,
            state,
        })
    }
}

fn parse(rows: Vec<PaymentRow>) -> Result<Vec<Payment>> {
    rows.into_iter().map(Payment::try_from).collect()
}

/// A payment that its buyer may make here, by the charter's word.
#[derive(Debug, Clone)]
pub struct PayablePayment {
    /// The payment.
    pub payment: Payment,
    /// The key, for the same buyer.
    pub key: Allowed<Pay>,
}

/// Writes new payments, whose answer is not known yet.
///
/// # Errors
/// `Conflict` on `payment_one_alive` when a group has another payment alive.
pub async fn insert(connection: &mut PgConnection, payments: &[PayablePayment]) -> Result<()> {
    if payments
        .iter()
        .any(|payable| payable.key.subject() != payable.payment.buyer_id)
    {
        return Err(Error::Conflict {
            constraint: "payment_permitted".to_owned(),
        });
    }
    let payments: Vec<&Payment> = payments.iter().map(|payable| &payable.payment).collect();
    let buyers: Vec<Uuid> = payments.iter().map(|payment| payment.buyer_id.uuid()).collect();
    let ids: Vec<Uuid> = payments.iter().map(|payment| payment.id.uuid()).collect();
    let groups: Vec<Uuid> = payments
        .iter()
        .map(|payment| payment.order_group_id.uuid())
        .collect();
    let providers: Vec<String> = payments.iter().map(|payment| payment.provider.clone()).collect();
    let methods: Vec<String> = payments.iter().map(|payment| payment.method.clone()).collect();
    let amounts: Vec<i64> = payments.iter().map(|payment| payment.amount.minor).collect();
    let currencies: Vec<String> = payments
        .iter()
        .map(|payment| payment.amount.currency.code().to_owned())
        .collect();
    let requested: Vec<Instant> = payments.iter().map(|payment| payment.requested_at).collect();
    sqlx::query!(
        "insert into payment
             (buyer_id, payment_id, order_group_id, provider, method, amount_minor, currency, state, requested_at)
         select buyer_id, payment_id, order_group_id, provider, method, amount_minor, currency, 'requested', requested_at
         from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::timestamptz[])
             as new (buyer_id, payment_id, order_group_id, provider, method, amount_minor, currency, requested_at)",
        &buyers,
        &ids,
        &groups,
        &providers,
        &methods,
        &amounts,
        &currencies,
        &requested
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes where these payments stand. Their rows are locked by the caller.
pub async fn update(connection: &mut PgConnection, payments: &[Payment]) -> Result<()> {
    let mut ids: Vec<Uuid> = Vec::with_capacity(payments.len());
    let mut states: Vec<String> = Vec::with_capacity(payments.len());
    let mut references: Vec<Option<String>> = Vec::with_capacity(payments.len());
    let mut reasons: Vec<Option<String>> = Vec::with_capacity(payments.len());
    let mut answered: Vec<Option<Instant>> = Vec::with_capacity(payments.len());
    let mut captured: Vec<Option<Instant>> = Vec::with_capacity(payments.len());
    let mut pages: Vec<Option<String>> = Vec::with_capacity(payments.len());
    for payment in payments {
        let (reference, reason, answered_at, captured_at) = match &payment.state {
            PaymentState::Requested => (None, None, None, None),
            PaymentState::Pending { reference, .. } => (Some(reference), None, None, None),
            PaymentState::Authorised { reference, at } => (Some(reference), None, Some(*at), None),
            PaymentState::Captured {
                reference,
                authorised_at,
                at,
            } => (Some(reference), None, Some(*authorised_at), Some(*at)),
            PaymentState::Declined { reason, at } => (None, Some(reason), Some(*at), None),
            PaymentState::Voided { at } => (None, None, Some(*at), None),
        };
        let page = match &payment.state {
            PaymentState::Pending { continue_at, .. } => continue_at.clone(),
            _ => None,
        };
        ids.push(payment.id.uuid());
        pages.push(page);
        states.push(payment.state.name().as_str().to_owned());
        references.push(reference.cloned());
        reasons.push(reason.cloned());
        answered.push(answered_at);
        captured.push(captured_at);
    }
    sqlx::query!(
        "update payment
         set state = new.state, provider_reference = coalesce(new.provider_reference, payment.provider_reference),
             decline_reason = new.decline_reason, answered_at = new.answered_at, captured_at = new.captured_at,
             continue_at = new.continue_at
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::text[])
             as new (payment_id, state, provider_reference, decline_reason, answered_at, captured_at, continue_at)
         where payment.payment_id = new.payment_id",
        &ids,
        &states,
        &references as &[Option<String>],
        &reasons as &[Option<String>],
        &answered as &[Option<Instant>],
        &captured as &[Option<Instant>],
        &pages as &[Option<String>]
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Locks these payments until the transaction ends, in the order of their keys. Lock their groups first.
pub async fn lock(connection: &mut PgConnection, ids: &[PaymentId]) -> Result<Vec<Payment>> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query_as!(
        PaymentRow,
        "select buyer_id, payment_id, order_group_id, provider, method, amount_minor, currency, state, provider_reference,
                continue_at, decline_reason, requested_at, answered_at, captured_at
         from payment where payment_id = any($1) order by payment_id for update",
        &ids
    )
    .fetch_all(connection)
    .await?;
    parse(rows)
}

/// These payments; ids without a payment are left out.
pub async fn of_ids(connection: &mut PgConnection, ids: &[PaymentId]) -> Result<Vec<Payment>> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query_as!(
        PaymentRow,
        "select buyer_id, payment_id, order_group_id, provider, method, amount_minor, currency, state, provider_reference,
                continue_at, decline_reason, requested_at, answered_at, captured_at
         from payment where payment_id = any($1) order by payment_id",
        &ids
    )
    .fetch_all(connection)
    .await?;
    parse(rows)
}

/// Every payment of these groups of buyers, oldest first.
pub async fn of_groups(
    connection: &mut PgConnection,
    keys: &[(AccountId, OrderGroupId)],
) -> Result<Vec<Payment>> {
    let (buyers, groups): (Vec<Uuid>, Vec<Uuid>) = keys
        .iter()
        .map(|(buyer, group)| (buyer.uuid(), group.uuid()))
        .unzip();
    let rows = sqlx::query_as!(
        PaymentRow,
        "select buyer_id, payment_id, order_group_id, provider, method, amount_minor, currency, state, provider_reference,
                continue_at, decline_reason, requested_at, answered_at, captured_at
         from payment where (buyer_id, order_group_id) in (select * from unnest($1::uuid[], $2::uuid[]))
         order by requested_at, payment_id",
        &buyers,
        &groups
    )
    .fetch_all(connection)
    .await?;
    parse(rows)
}

/// Lets nobody ask for these unanswered payments before an instant, unless somebody knows that they were answered.
pub async fn ask_again(connection: &mut PgConnection, ids: &[PaymentId], at: Instant) -> Result<()> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    sqlx::query!(
        "update payment set ask_again_at = $2 where payment_id = any($1) and state in ('requested', 'pending')",
        &ids,
        at
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Payments in a state since before an instant, the oldest first. `Pending` ones count from their request. An unanswered one that was put off
/// ([`ask_again`]) waits for its time.
pub async fn waiting(
    connection: &mut PgConnection,
    state: PaymentStateName,
    requested_before: Instant,
    limit: u32,
) -> Result<Vec<Payment>> {
    let rows = sqlx::query_as!(
        PaymentRow,
        "select buyer_id, payment_id, order_group_id, provider, method, amount_minor, currency, state, provider_reference,
                continue_at, decline_reason, requested_at, answered_at, captured_at
         from payment
         where state = $1 and is_unfinished and requested_at <= $2
             and (state = 'authorised' or ask_again_at is null or ask_again_at <= $2)
         order by requested_at limit $3",
        state.as_str(),
        requested_before,
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    parse(rows)
}

/// Payments that a provider took from one instant on and before another, as far as we know; at most `limit`.
pub async fn captured_between(
    connection: &mut PgConnection,
    provider: &str,
    (from, before): (Instant, Instant),
    limit: u32,
) -> Result<Vec<Payment>> {
    let rows = sqlx::query_as!(
        PaymentRow,
        "select buyer_id, payment_id, order_group_id, provider, method, amount_minor, currency, state, provider_reference,
                continue_at, decline_reason, requested_at, answered_at, captured_at
         from payment
         where state = 'captured' and captured_at >= $2 and captured_at < $3 and provider = $1
         order by captured_at limit $4",
        provider,
        from,
        before,
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    parse(rows)
}
