//! Jobs: work that was promised in the transaction that needs it, and runs at least once.

use pasar_domain::Instant;
use pasar_domain::id::JobId;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::cell::Transaction;
use crate::error::{Error, Result};
use crate::row::Row;

/// A job to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// Its id.
    pub id: JobId,
    /// What is to be done.
    pub kind: &'static str,
    /// On what: ids only.
    pub subject: serde_json::Value,
    /// While a job with this key waits, another is not added.
    pub dedupe_key: Option<String>,
    /// Not before.
    pub run_at: Instant,
}

/// A job that somebody works on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedJob {
    /// Its id.
    pub id: JobId,
    /// What is to be done.
    pub kind: String,
    /// On what.
    pub subject: serde_json::Value,
    /// How often it was begun, this time included.
    pub attempts: u32,
}

struct ClaimedRow {
    job_id: Uuid,
    kind: String,
    subject: serde_json::Value,
    attempts: i32,
}

impl TryFrom<ClaimedRow> for ClaimedJob {
    type Error = Error;

    fn try_from(row: ClaimedRow) -> Result<Self> {
        let at = Row {
            table: "job",
            id: &row.job_id,
        };
        Ok(Self {
            id: JobId::from_uuid(row.job_id),
            attempts: at.number("attempts", row.attempts)?,
            kind: row.kind,
            subject: row.subject,
        })
    }
}

/// Adds jobs; one whose dedupe key already waits is left out.
pub async fn insert(connection: &mut PgConnection, jobs: &[NewJob], now: Instant) -> Result<()> {
    let ids: Vec<Uuid> = jobs.iter().map(|job| job.id.uuid()).collect();
    let kinds: Vec<String> = jobs.iter().map(|job| job.kind.to_owned()).collect();
    let subjects: Vec<serde_json::Value> = jobs.iter().map(|job| job.subject.clone()).collect();
    let keys: Vec<Option<String>> = jobs.iter().map(|job| job.dedupe_key.clone()).collect();
    let run_at: Vec<Instant> = jobs.iter().map(|job| job.run_at).collect();
    sqlx::query!(
        "insert into job (job_id, kind, subject, dedupe_key, run_at, attempts, created_at)
         select job_id, kind, subject, dedupe_key, run_at, 0, $6
         from unnest($1::uuid[], $2::text[], $3::jsonb[], $4::text[], $5::timestamptz[])
             as new (job_id, kind, subject, dedupe_key, run_at)
         on conflict do nothing",
        &ids,
        &kinds,
        &subjects,
        &keys as &[Option<String>],
        &run_at,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Until the transaction ends, jobs are looked up by their names. The table is empty in one minute and full in the next, and a plan that
/// was made for the first would read all of it in the second.
async fn expect_many(connection: &mut PgConnection) -> Result<()> {
    sqlx::query!("select set_config('enable_seqscan', 'off', true)")
        .fetch_one(connection)
        .await?;
    Ok(())
}

/// Takes due letters for a while: until `lease_until` nobody else does.
pub async fn claim_letters(
    connection: &mut Transaction,
    now: Instant,
    lease_until: Instant,
    limit: u32,
) -> Result<Vec<ClaimedJob>> {
    expect_many(&mut *connection).await?;
    let rows = sqlx::query_as!(
        ClaimedRow,
        "update job set attempts = attempts + 1, locked_until = $2
         where job_id = any(array(select job_id from job
                                  where kind = 'send_letter' and failed_at is null and run_at <= $1
                                    and (locked_until is null or locked_until <= $1)
                                  order by run_at limit $3 for update skip locked))
         returning job_id, kind, subject, attempts",
        now,
        lease_until,
        i64::from(limit)
    )
    .fetch_all(&mut **connection)
    .await?;
    rows.into_iter().map(ClaimedJob::try_from).collect()
}

/// Takes due jobs that are no letters for a while: until `lease_until` nobody else does.
pub async fn claim(
    connection: &mut Transaction,
    now: Instant,
    lease_until: Instant,
    limit: u32,
) -> Result<Vec<ClaimedJob>> {
    expect_many(&mut *connection).await?;
    let rows = sqlx::query_as!(
        ClaimedRow,
        "update job set attempts = attempts + 1, locked_until = $2
         where job_id = any(array(select job_id from job
                                  where kind <> 'send_letter' and failed_at is null and run_at <= $1
                                    and (locked_until is null or locked_until <= $1)
                                  order by run_at limit $3 for update skip locked))
         returning job_id, kind, subject, attempts",
        now,
        lease_until,
        i64::from(limit)
    )
    .fetch_all(&mut **connection)
    .await?;
    rows.into_iter().map(ClaimedJob::try_from).collect()
}

/// These jobs are done, and forgotten.
pub async fn finish(connection: &mut PgConnection, ids: &[JobId]) -> Result<()> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    sqlx::query!("delete from job where job_id = any($1)", &ids)
        .execute(connection)
        .await?;
    Ok(())
}

/// The job could not be done now; it is tried again at `run_at`.
pub async fn put_off(connection: &mut PgConnection, id: JobId, run_at: Instant, error: &str) -> Result<()> {
    sqlx::query!(
        "update job set run_at = $2, locked_until = null, last_error = $3 where job_id = $1",
        id.uuid(),
        run_at,
        error
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The job is given up; a person looks at it.
pub async fn give_up(connection: &mut PgConnection, id: JobId, now: Instant, error: &str) -> Result<()> {
    sqlx::query!(
        "update job set failed_at = $2, locked_until = null, last_error = $3 where job_id = $1",
        id.uuid(),
        now,
        error
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// How many jobs wait, and how many were given up.
pub async fn count(connection: &mut PgConnection) -> Result<(u64, u64)> {
    let row = sqlx::query!(
        r#"select count(*) filter (where failed_at is null) as "waiting!", count(*) filter (where failed_at is not null) as "failed!"
           from job"#
    )
    .fetch_one(connection)
    .await?;
    let at = Row {
        table: "job",
        id: &"all",
    };
    Ok((at.number("count", row.waiting)?, at.number("count", row.failed)?))
}
