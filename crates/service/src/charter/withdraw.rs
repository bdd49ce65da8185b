//! Withdraws a proposed charter version.

use pasar_domain::adoption::{Adoption, AdoptionDecision, AdoptionOutcome};
use pasar_domain::id::AdoptionId;
use pasar_store::charter;

use super::CharterError;
use crate::Context;
use crate::actor::{StaffMember, StaffRole};

/// Withdraws a version that was proposed and not decided about. One administrator is enough, whoever proposed it. What was adopted
/// cannot be withdrawn: another version takes its place.
///
/// # Errors
/// See [`CharterError`]; nothing is written then.
pub async fn withdraw(
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
    let decision = AdoptionDecision {
        outcome: AdoptionOutcome::Withdrawn,
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
