//! Adopts a proposed charter version.

use pasar_domain::adoption::{Adoption, AdoptionDecision, AdoptionOutcome};
use pasar_domain::id::AdoptionId;
use pasar_policy::CharterFolder;
use pasar_store::charter;

use super::CharterError;
use crate::Context;
use crate::actor::{StaffMember, StaffRole};

/// Adopts a version that another administrator proposed. It takes effect at its instant, and nothing that was made before changes.
///
/// # Errors
/// See [`CharterError`]; nothing is written then.
pub async fn approve(
    ctx: &Context,
    staff: StaffMember,
    adoption_id: AdoptionId,
) -> Result<Adoption, CharterError> {
    if staff.role() != StaffRole::Administrator {
        return Err(CharterError::NotAllowed);
    }
    let mut tx = ctx.store().begin().await?;
    let found = charter::by_id(&mut tx, adoption_id).await?;
    let mut adoption = found
        .filter(|adoption| adoption.market == ctx.market().code)
        .ok_or(CharterError::NotFound)?;
    if adoption.decision.is_some() {
        return Err(CharterError::Decided);
    }
    if adoption
        .proposed_by
        .is_none_or(|proposer| proposer == staff.staff_id())
    {
        return Err(CharterError::SamePerson);
    }
    if adoption.effective_at <= ctx.now() {
        return Err(CharterError::Past {
            effective_at: adoption.effective_at,
        });
    }
    // What is adopted is what was proved: proofs are written together with the files, and both only ever added.
    let folder = CharterFolder::parse(adoption.files.clone(), ctx.market())?;
    if folder.digest() != adoption.digest || charter::proof(&mut tx, adoption_id).await?.is_empty() {
        return Err(CharterError::NotFound);
    }
    let decision = AdoptionDecision {
        outcome: AdoptionOutcome::Adopted,
        decided_by: Some(staff.staff_id()),
        decided_at: ctx.now(),
    };
    charter::decide(&mut tx, &adoption, &decision)
        .await
        .map_err(|error| CharterError::of_decision(error, adoption.version.as_str()))?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    adoption.decision = Some(decision);
    Ok(adoption)
}
