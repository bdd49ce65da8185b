//! Messages of payment providers: written once, applied later.

use pasar_domain::Instant;
use pasar_domain::id::PaymentId;
use sqlx::PgConnection;

use crate::error::Result;

/// A message that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// Who tells.
    pub provider: &'static str,
    /// The provider's name for the message.
    pub event_id: String,
    /// What happened, in the provider's words.
    pub kind: String,
    /// To which payment.
    pub payment_id: PaymentId,
    /// When, as the provider says.
    pub made_at: Instant,
}

/// A message that has not been applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueEvent {
    /// The provider's name for it.
    pub event_id: String,
    /// The payment that it is about.
    pub payment_id: PaymentId,
    /// How often it was tried.
    pub tries: i32,
}

/// Writes a message, to be applied at once. False when it was there already.
pub async fn insert(conn: &mut PgConnection, event: &NewEvent, now: Instant) -> Result<bool> {
    let done = sqlx::query!(
        "insert into provider_event (provider, event_id, kind, payment_id, made_at, received_at, due_at)
         values ($1, $2, $3, $4, $5, $6, $6)
         on conflict (provider, event_id) do nothing",
        event.provider,
        event.event_id,
        event.kind,
        event.payment_id.uuid(),
        event.made_at,
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Messages of a provider that are due, the oldest first.
pub async fn due(conn: &mut PgConnection, provider: &str, now: Instant, limit: u32) -> Result<Vec<DueEvent>> {
    let rows = sqlx::query!(
        "select event_id, payment_id, tries from provider_event
         where applied_at is null and due_at <= $2 and provider = $1
         order by due_at, event_id limit $3",
        provider,
        now,
        i64::from(limit)
    )
    .fetch_all(conn)
    .await?;
    let events = rows.into_iter().map(|row| DueEvent {
        event_id: row.event_id,
        payment_id: PaymentId::from_uuid(row.payment_id),
        tries: row.tries,
    });
    Ok(events.collect())
}

/// Writes that these messages of a provider were applied.
pub async fn applied(conn: &mut PgConnection, provider: &str, ids: &[String], now: Instant) -> Result<()> {
    sqlx::query!(
        "update provider_event set applied_at = $3, due_at = null, tries = tries + 1
         where provider = $1 and event_id = any($2) and applied_at is null",
        provider,
        ids,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Puts messages of a provider off, each until its own instant.
pub async fn put_off(conn: &mut PgConnection, provider: &str, events: &[(String, Instant)]) -> Result<()> {
    let (ids, until): (Vec<String>, Vec<Instant>) = events.iter().cloned().unzip();
    sqlx::query!(
        "update provider_event set due_at = later.due_at, tries = tries + 1
         from unnest($2::text[], $3::timestamptz[]) as later (event_id, due_at)
         where provider = $1 and provider_event.event_id = later.event_id and applied_at is null",
        provider,
        &ids,
        &until
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets messages that were applied before an instant. Returns how many.
pub async fn forget(conn: &mut PgConnection, before: Instant) -> Result<u64> {
    let done = sqlx::query!("delete from provider_event where applied_at < $1", before)
        .execute(conn)
        .await?;
    Ok(done.rows_affected())
}
