//! First answers to requests that must not act twice.

use pasar_domain::Instant;
use pasar_domain::id::AccountId;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::row::Row;

/// Names a request: who asks, for what, under which key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestKey {
    /// Who asks.
    pub actor_id: AccountId,
    /// What for: `checkout.place`.
    pub verb: &'static str,
    /// The key that came with the request, 1 to 255 characters.
    pub key: String,
}

/// A request that was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstAnswer {
    /// The request.
    pub request: RequestKey,
    /// SHA-256 of its input: tells a repetition from another request under the same key.
    pub input_hash: [u8; 32],
    /// The answer, or what it can be made from again.
    pub answer: serde_json::Value,
}

/// The first answers to these requests, where there is one. All have one verb.
pub async fn find(connection: &mut PgConnection, requests: &[RequestKey]) -> Result<Vec<FirstAnswer>> {
    let Some(verb) = requests.first().map(|request| request.verb) else {
        return Ok(vec![]);
    };
    let actors: Vec<Uuid> = requests.iter().map(|request| request.actor_id.uuid()).collect();
    let keys: Vec<String> = requests.iter().map(|request| request.key.clone()).collect();
    let rows = sqlx::query!(
        "select actor_id, key, input_hash, answer from idempotency
         where verb = $1 and (actor_id, key) in (select * from unnest($2::uuid[], $3::text[]))",
        verb,
        &actors,
        &keys
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let at = Row {
                table: "idempotency",
                id: &row.key,
            };
            Ok(FirstAnswer {
                input_hash: at.number("input_hash", row.input_hash)?,
                answer: row.answer,
                request: RequestKey {
                    actor_id: AccountId::from_uuid(row.actor_id),
                    verb,
                    key: row.key,
                },
            })
        })
        .collect()
}

/// Remembers first answers.
///
/// # Errors
/// `Conflict` on `idempotency_pkey` when somebody else answered one of them meanwhile: undo, and read their answer.
pub async fn insert(connection: &mut PgConnection, answers: &[FirstAnswer], now: Instant) -> Result<()> {
    let actors: Vec<Uuid> = answers
        .iter()
        .map(|answer| answer.request.actor_id.uuid())
        .collect();
    let verbs: Vec<String> = answers
        .iter()
        .map(|answer| answer.request.verb.to_owned())
        .collect();
    let keys: Vec<String> = answers.iter().map(|answer| answer.request.key.clone()).collect();
    let hashes: Vec<Vec<u8>> = answers.iter().map(|answer| answer.input_hash.to_vec()).collect();
    let bodies: Vec<serde_json::Value> = answers.iter().map(|answer| answer.answer.clone()).collect();
    sqlx::query!(
        "insert into idempotency (actor_id, verb, key, input_hash, answer, created_at)
         select actor_id, verb, key, input_hash, answer, $6
         from unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[], $5::jsonb[])
             as new (actor_id, verb, key, input_hash, answer)",
        &actors,
        &verbs,
        &keys,
        &hashes,
        &bodies,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Forgets answers from before an instant. Returns how many.
pub async fn forget(connection: &mut PgConnection, before: Instant) -> Result<u64> {
    let done = sqlx::query!("delete from idempotency where created_at < $1", before)
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}
