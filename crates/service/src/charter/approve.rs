//! Adopts a proposed charter version.

use pasar_domain::adoption::{Adoption, AdoptionOutcome};
use pasar_domain::id::AdoptionId;
use pasar_policy::CharterFolder;
use pasar_store::charter;

use super::CharterError;
use super::decide::Decision;
use crate::Context;
use crate::actor::StaffMember;

/// Adopts a version that another administrator proposed. It takes effect at its instant, and nothing that was made before changes.
///
/// # Errors
/// See [`CharterError`]; nothing is written then.
pub async fn approve(
    ctx: &Context,
    staff: StaffMember,
    adoption_id: AdoptionId,
) -> Result<Adoption, CharterError> {
    let mut decision = Decision::begin(ctx, staff, adoption_id).await?;
    let adoption = &decision.adoption;
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
    // What it permits and refuses newly was found against the version before it: that one must still be the one before it.
    let known = charter::list(&mut decision.tx, adoption.market).await?;
    if adoption.is_overtaken(&known) {
        return Err(CharterError::Overtaken);
    }
    // What is adopted is what was proved: proofs are written together with the files, and both only ever added.
    let folder = CharterFolder::parse(adoption.files.clone(), ctx.market())?;
    let proof = charter::proof(&mut decision.tx, adoption_id).await?;
    if folder.digest() != adoption.digest || proof.is_empty() {
        return Err(CharterError::NotFound);
    }
    decision.end(ctx, AdoptionOutcome::Adopted).await
}
