//! Charter versions that were proposed and adopted, in the control schema.

use pasar_domain::Instant;
use pasar_domain::adoption::{AdoptedProof, Adoption, AdoptionDecision, CharterProof, ProofAnswer};
use pasar_domain::id::{AdoptionId, StaffId};
use pasar_domain::market::MarketCode;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::Row;

/// Decisions about charters take turns by this number, so that none is made of what another is just changing.
const DECIDE_LOCK: i64 = 0x7061_7361_725f_6368;

/// Waits until nobody else decides about a charter, and keeps the turn until the transaction ends. Read what is to be decided after it.
pub async fn take_turn(conn: &mut PgConnection) -> Result<()> {
    sqlx::query!(
        r#"select pg_advisory_xact_lock($1)::text as "locked""#,
        DECIDE_LOCK
    )
    .fetch_one(conn)
    .await?;
    Ok(())
}

struct VersionRow {
    adoption_id: Uuid,
    market: String,
    version: String,
    files: serde_json::Value,
    digest: Vec<u8>,
    effective_at: Instant,
    proposed_by: Option<Uuid>,
    proposed_at: Instant,
    changes: serde_json::Value,
    proved_at: Instant,
    second_solver: Option<String>,
    outcome: Option<String>,
    decided_by: Option<Uuid>,
    decided_at: Option<Instant>,
}

impl TryFrom<VersionRow> for Adoption {
    type Error = Error;

    fn try_from(row: VersionRow) -> Result<Self> {
        let at = Row {
            table: "charter_version",
            id: &row.adoption_id,
        };
        let decision = match (&row.outcome, row.decided_at) {
            (Some(outcome), Some(decided_at)) => Some(AdoptionDecision {
                outcome: at.parse("outcome", outcome)?,
                decided_by: row.decided_by.map(StaffId::from_uuid),
                decided_at,
            }),
            (None, None) => None,
            _ => return Err(at.inconsistent("decided_at")),
        };
        Ok(Self {
            adoption_id: AdoptionId::from_uuid(row.adoption_id),
            market: at.parse("market", &row.market)?,
            version: at.parse("version", &row.version)?,
            files: serde_json::from_value(row.files).map_err(|_| at.inconsistent("files"))?,
            digest: row.digest.try_into().map_err(|_| at.inconsistent("digest"))?,
            effective_at: row.effective_at,
            proposed_by: row.proposed_by.map(StaffId::from_uuid),
            proposed_at: row.proposed_at,
            changes: serde_json::from_value(row.changes).map_err(|_| at.inconsistent("changes"))?,
            proved_at: row.proved_at,
            second_solver: row.second_solver,
            decision,
        })
    }
}

/// Writes a proposed version. Its decision, if it has one, is written by [`decide`].
pub async fn insert(conn: &mut PgConnection, adoption: &Adoption) -> Result<()> {
    let json = |value: serde_json::Result<serde_json::Value>| value.unwrap_or_default();
    sqlx::query!(
        "insert into charter_version (adoption_id, market, version, files, digest, effective_at, proposed_by, proposed_at, changes,
            proved_at, second_solver)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        adoption.adoption_id.uuid(),
        adoption.market.as_str(),
        adoption.version.as_str(),
        json(serde_json::to_value(&adoption.files)),
        &adoption.digest[..],
        adoption.effective_at,
        adoption.proposed_by.map(StaffId::uuid),
        adoption.proposed_at,
        json(serde_json::to_value(&adoption.changes)),
        adoption.proved_at,
        adoption.second_solver.as_deref()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes how a version was proved.
///
/// # Errors
/// `Conflict` on `charter_proof_verdict_check` when something is not proved.
pub async fn insert_proof(
    conn: &mut PgConnection,
    adoption_id: AdoptionId,
    proof: &[CharterProof],
) -> Result<()> {
    fn each<T>(proof: &[CharterProof], of: impl Fn(&CharterProof) -> T) -> Vec<T> {
        proof.iter().map(of).collect()
    }
    sqlx::query!(
        "insert into charter_proof
            (adoption_id, promise, act, policy, verdict, solver, text_sha256, smt_text, milliseconds, second_opinion)
         select $1, promise, act, policy, verdict, solver, text_sha256, smt_text, milliseconds, second_opinion
         from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::text[])
            as proof (promise, act, policy, verdict, solver, text_sha256, smt_text, milliseconds, second_opinion)",
        adoption_id.uuid(),
        &each(proof, |proof| proof.promise.clone()),
        &each(proof, |proof| proof.act.clone()),
        &each(proof, |proof| proof.policy.clone()),
        &each(proof, |proof| proof.verdict.clone()),
        &each(proof, |proof| proof.solver.clone()),
        &each(proof, |proof| proof.text_sha256.clone()),
        &each(proof, |proof| proof.text.clone()),
        &each(proof, |proof| proof.milliseconds),
        &each(proof, |proof| proof.second_opinion.clone())
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How a version was proved, by promise and act.
pub async fn proof(conn: &mut PgConnection, adoption_id: AdoptionId) -> Result<Vec<CharterProof>> {
    Ok(sqlx::query_as!(
        CharterProof,
        "select promise, act, policy, verdict, solver, text_sha256, smt_text as text, milliseconds, second_opinion
         from charter_proof where adoption_id = $1 order by promise, act, policy",
        adoption_id.uuid()
    )
    .fetch_all(conn)
    .await?)
}

/// How the version of this name was proved that was adopted for a market; none when there is none.
pub async fn adopted_proof(
    conn: &mut PgConnection,
    market: MarketCode,
    version: &str,
) -> Result<Option<AdoptedProof>> {
    let rows = sqlx::query!(
        "select v.proved_at, v.second_solver, p.promise, p.act, p.verdict, p.solver, p.text_sha256, p.second_opinion
         from charter_decision d join charter_version v using (adoption_id) join charter_proof p using (adoption_id)
         where d.market = $1 and d.version = $2 and d.outcome = 'adopted' order by p.promise, p.act, p.policy",
        market.as_str(),
        version
    )
    .fetch_all(conn)
    .await?;
    let made = rows.first().map(|row| (row.proved_at, row.second_solver.clone()));
    let answer = rows.into_iter().map(|row| ProofAnswer {
        promise: row.promise,
        act: row.act,
        verdict: row.verdict,
        solver: row.solver,
        text_sha256: Some(row.text_sha256).filter(|sha256| !sha256.is_empty()),
        second_opinion: row.second_opinion,
    });
    let answers = answer.collect();
    Ok(made.map(|(proved_at, second_solver)| AdoptedProof {
        proved_at,
        second_solver,
        answers,
    }))
}

/// The text of a query with this SHA-256 about a promise, as it was put to the solver for a version that was adopted for a market.
pub async fn query_text(
    conn: &mut PgConnection,
    market: MarketCode,
    promise: &str,
    sha256: &str,
) -> Result<Option<String>> {
    Ok(sqlx::query_scalar!(
        "select p.smt_text from charter_proof p join charter_decision d using (adoption_id)
         where d.market = $1 and d.outcome = 'adopted' and p.promise = $2 and p.text_sha256 = $3 and p.text_sha256 <> '' limit 1",
        market.as_str(),
        promise,
        sha256
    )
    .fetch_optional(conn)
    .await?)
}

/// Writes what was decided about a version.
///
/// # Errors
/// `Conflict` on `charter_decision_pkey` when something was decided before, on `charter_decision_version` when a version of this name was
/// adopted, on `charter_decision_effective` when another takes effect at the same instant, on `charter_decision_two_people` or
/// `charter_decision_not_past` when it is not allowed.
pub async fn decide(conn: &mut PgConnection, adoption: &Adoption, decision: &AdoptionDecision) -> Result<()> {
    sqlx::query!(
        "insert into charter_decision
            (adoption_id, market, version, effective_at, outcome, proposed_by, decided_by, decided_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        adoption.adoption_id.uuid(),
        adoption.market.as_str(),
        adoption.version.as_str(),
        adoption.effective_at,
        decision.outcome.as_str(),
        adoption.proposed_by.map(StaffId::uuid),
        decision.decided_by.map(StaffId::uuid),
        decision.decided_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Every version that was proposed for a market, in the order in which they take effect.
pub async fn list(conn: &mut PgConnection, market: MarketCode) -> Result<Vec<Adoption>> {
    let rows = sqlx::query_as!(
        VersionRow,
        r#"select v.adoption_id, v.market, v.version, v.files, v.digest, v.effective_at, v.proposed_by, v.proposed_at, v.changes,
                  v.proved_at, v.second_solver,
                  d.outcome as "outcome?", d.decided_by as "decided_by?", d.decided_at as "decided_at?"
           from charter_version v left join charter_decision d using (adoption_id)
           where v.market = $1 order by v.effective_at, v.adoption_id"#,
        market.as_str()
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Adoption::try_from).collect()
}

/// A version that was proposed.
pub async fn by_id(conn: &mut PgConnection, adoption_id: AdoptionId) -> Result<Option<Adoption>> {
    let row = sqlx::query_as!(
        VersionRow,
        r#"select v.adoption_id, v.market, v.version, v.files, v.digest, v.effective_at, v.proposed_by, v.proposed_at, v.changes,
                  v.proved_at, v.second_solver,
                  d.outcome as "outcome?", d.decided_by as "decided_by?", d.decided_at as "decided_at?"
           from charter_version v left join charter_decision d using (adoption_id)
           where v.adoption_id = $1"#,
        adoption_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    row.map(Adoption::try_from).transpose()
}
