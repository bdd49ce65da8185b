//! Proposes a charter version: proves it, compares it with what is in force by then, and writes all of that down.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use pasar_domain::adoption::{Adoption, CharterChange};
use pasar_domain::id::AdoptionId;
use pasar_policy::CharterFolder;
use pasar_prover::{Change, Direction, Proved, Solvers, Subject, compare, prove};
use pasar_store::charter;

use super::{CharterError, beginning_of, rows};
use crate::Context;
use crate::actor::{StaffMember, StaffRole};

/// A version to propose.
#[derive(Debug, Clone)]
pub struct Propose {
    /// Its files, by path inside the version's folder.
    pub files: BTreeMap<String, String>,
    /// The day from which it is to be in force.
    pub on: NaiveDate,
}

/// Proposes a version for the context's market. Nothing changes until another administrator adopts it.
///
/// # Errors
/// See [`CharterError`]; nothing is written then. Above all: a version that is not proved cannot even be proposed.
pub async fn propose(
    ctx: &Context,
    staff: StaffMember,
    input: Propose,
    solvers: &Solvers,
) -> Result<Adoption, CharterError> {
    if staff.role() != StaffRole::Administrator {
        return Err(CharterError::NotAllowed);
    }
    // Whatever is adopted after this moment, while solvers work, is not what the version is compared with.
    let now = ctx.now();
    let folder = CharterFolder::parse(input.files, ctx.market())?;
    let effective_at = beginning_of(input.on, ctx.market());
    if effective_at <= now {
        return Err(CharterError::Past { effective_at });
    }
    if input.on < folder.charter.effective_on {
        return Err(CharterError::TooEarly(folder.charter.effective_on));
    }
    if let Some(case) = folder
        .cases
        .iter()
        .find(|case| !case.run(&folder.rules).as_expected)
    {
        return Err(CharterError::Case(case.name.to_string()));
    }
    let mut conn = ctx.store().read().await?;
    let known = charter::list(&mut conn, ctx.market().code).await?;
    drop(conn);
    let version = folder.charter.version.clone();
    let mut adopted = known.iter().filter(|known| known.is_adopted());
    if adopted.clone().any(|known| known.version == version) {
        return Err(CharterError::Adopted(version.to_string()));
    }
    if adopted.clone().any(|known| known.effective_at == effective_at) {
        return Err(CharterError::SameInstant);
    }
    let before = adopted.rfind(|known| known.effective_at < effective_at);
    let subject = Subject::new(&folder, ctx.market());
    let changes = match before {
        Some(before) => changes(ctx, before, subject.clone(), solvers).await?,
        None => Vec::new(),
    };
    let proved = Proved::try_from(prove(subject, solvers, now).await?)?;
    let adoption = Adoption {
        adoption_id: AdoptionId::new(now, &ctx.entropy()),
        market: ctx.market().code,
        version,
        digest: folder.digest(),
        files: folder.files,
        effective_at,
        proposed_by: Some(staff.staff_id()),
        proposed_at: now,
        proved_at: proved.proof().proved_at,
        second_solver: proved.proof().second_solver.clone(),
        changes,
        decision: None,
    };
    let mut tx = ctx.store().begin().await?;
    charter::insert(&mut tx, &adoption).await?;
    charter::insert_proof(&mut tx, adoption.adoption_id, &rows(proved.proof())).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(adoption)
}

/// What changes from the version before.
async fn changes(
    ctx: &Context,
    before: &Adoption,
    after: Subject,
    solvers: &Solvers,
) -> Result<Vec<CharterChange>, CharterError> {
    let before = CharterFolder::parse(before.files.clone(), ctx.market())?;
    let comparison = compare(Subject::new(&before, ctx.market()), after, solvers).await?;
    Ok(comparison.changes.into_iter().map(told).collect())
}

fn told(change: Change) -> CharterChange {
    CharterChange {
        act: change.act,
        loosened: change.direction == Direction::Loosened,
        example: change.example.ok().map(|example| example.texts()),
    }
}
