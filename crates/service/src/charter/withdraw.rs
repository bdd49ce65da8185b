//! Withdraws a proposed charter version.

use pasar_domain::adoption::{Adoption, AdoptionOutcome};
use pasar_domain::id::AdoptionId;

use super::CharterError;
use super::decide::Decision;
use crate::Context;
use crate::actor::StaffMember;

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
    let decision = Decision::begin(ctx, staff, adoption_id).await?;
    decision.end(ctx, AdoptionOutcome::Withdrawn).await
}
