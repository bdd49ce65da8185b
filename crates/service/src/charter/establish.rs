//! Establishes the charter versions that come with the program, when it starts.

use std::collections::BTreeMap;

use pasar_domain::Instant;
use pasar_domain::adoption::{Adoption, AdoptionDecision, AdoptionOutcome};
use pasar_domain::id::AdoptionId;
use pasar_policy::{CharterFolder, CharterProblem};
use pasar_prover::{Proved, Subject, accept_kept};
use pasar_store::charter;

use super::{beginning_of, rows};
use crate::Context;

/// The file of a version's kept proof.
const PROOF: &str = "proof.json";

/// Why the program cannot start with these charters.
#[derive(Debug, thiserror::Error)]
pub enum EstablishError {
    /// A version's file is wrong.
    #[error("{market}/charters/{version}/{problem}")]
    Wrong {
        /// The market.
        market: String,
        /// The version.
        version: String,
        /// What is wrong.
        problem: CharterProblem,
    },
    /// The files are not those that were adopted.
    #[error(
        "the files of the charter {market}/{version} are not those that were adopted under this name; restore them, or give what was \
         changed a new version’s name"
    )]
    Changed {
        /// The market.
        market: String,
        /// The version.
        version: String,
    },
    /// No version is proved.
    #[error("the market `{market}` has no charter that is proved: {why}")]
    NothingProved {
        /// The market.
        market: String,
        /// What is wrong with the last one.
        why: String,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Adopts each version of the market's folder that is proved and was not adopted yet. In a market without any charter, each takes effect
/// on its own day, even if that is long ago; later ones never take effect in the past. Versions that are not proved are left out.
///
/// # Errors
/// See [`EstablishError`]. The program must not start then: nobody could say under which rules it sells.
pub async fn establish(ctx: &Context) -> Result<(), EstablishError> {
    let market = ctx.market();
    let mut conn = ctx.store().read().await?;
    let known = charter::list(&mut conn, market.code).await?;
    drop(conn);
    let adopted: BTreeMap<&str, &Adoption> = known
        .iter()
        .filter(|known| known.is_adopted())
        .map(|known| (known.version.as_str(), known))
        .collect();
    let mut why = "its folder has none".to_owned();
    let mut fresh = Vec::new();
    for (version, files) in &market.charter_files {
        let folder =
            CharterFolder::parse(files.clone(), market).map_err(|problem| EstablishError::Wrong {
                market: market.code.to_string(),
                version: version.to_string(),
                problem,
            })?;
        match adopted.get(version.as_str()) {
            Some(adopted) if adopted.digest == folder.digest() => continue,
            Some(_) => {
                return Err(EstablishError::Changed {
                    market: market.code.to_string(),
                    version: version.to_string(),
                });
            }
            None => {}
        }
        match kept_proof(ctx, &folder, files).await {
            Ok(proved) => fresh.push((folder, proved)),
            Err(problem) => {
                tracing::warn!(market = %market.code, %version, %problem, "a charter is not proved, and left out");
                why = problem;
            }
        }
    }
    if adopted.is_empty() && fresh.is_empty() {
        return Err(EstablishError::NothingProved {
            market: market.code.to_string(),
            why,
        });
    }
    let earliest = (!adopted.is_empty()).then(|| ctx.now());
    for (folder, proved) in fresh {
        adopt(ctx, folder, &proved, earliest).await?;
    }
    Ok(())
}

async fn kept_proof(
    ctx: &Context,
    folder: &CharterFolder,
    files: &BTreeMap<String, String>,
) -> Result<Proved, String> {
    let kept = files.get(PROOF).cloned();
    let kept = kept.ok_or("it has no proof; make one with `pasar charter prove --keep`")?;
    let subject = Subject::new(folder, ctx.market());
    accept_kept(subject, kept)
        .await
        .map_err(|error| error.to_string())
}

async fn adopt(
    ctx: &Context,
    folder: CharterFolder,
    proved: &Proved,
    earliest: Option<Instant>,
) -> Result<(), EstablishError> {
    let own = beginning_of(folder.charter.effective_on, ctx.market());
    let now = ctx.now();
    let adoption = Adoption {
        adoption_id: AdoptionId::new(now, &ctx.entropy()),
        market: ctx.market().code,
        version: folder.charter.version.clone(),
        digest: folder.digest(),
        files: folder.files,
        effective_at: earliest.map_or(own, |earliest| own.max(earliest)),
        proposed_by: None,
        proposed_at: now,
        proved_at: proved.proof().proved_at,
        second_solver: proved.proof().second_solver.clone(),
        changes: Vec::new(),
        decision: None,
    };
    let decision = AdoptionDecision {
        outcome: AdoptionOutcome::Adopted,
        decided_by: None,
        decided_at: now,
    };
    let mut tx = ctx.store().begin().await?;
    charter::take_turn(&mut tx).await?;
    charter::insert(&mut tx, &adoption).await?;
    charter::insert_proof(&mut tx, adoption.adoption_id, &rows(proved.proof())).await?;
    match charter::decide(&mut tx, &adoption, &decision).await {
        // Another process that starts at the same time was quicker.
        Err(error) if error.is_conflict_on("charter_decision_version") => return Ok(()),
        result => result?,
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    tracing::info!(market = %adoption.market, version = %adoption.version, effective_at = %adoption.effective_at, "a charter is adopted");
    Ok(())
}
