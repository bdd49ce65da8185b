//! What adopting and withdrawing a version share.

use pasar_domain::adoption::{Adoption, AdoptionDecision, AdoptionOutcome};
use pasar_domain::id::AdoptionId;
use pasar_store::{Transaction, charter};

use super::CharterError;
use crate::Context;
use crate::actor::{StaffMember, StaffRole};

/// A proposed version that an administrator is deciding about. Nobody else decides meanwhile.
pub(super) struct Decision {
    /// The transaction.
    pub(super) tx: Transaction,
    /// The version, about which nothing is decided.
    pub(super) adoption: Adoption,
    staff: StaffMember,
}

impl Decision {
    /// Begins to decide about a version of the context's market.
    ///
    /// # Errors
    /// The person is no administrator, there is no such version, or something was decided before.
    pub(super) async fn begin(
        ctx: &Context,
        staff: StaffMember,
        adoption_id: AdoptionId,
    ) -> Result<Self, CharterError> {
        if staff.role() != StaffRole::Administrator {
            return Err(CharterError::NotAllowed);
        }
        let mut tx = ctx.store().begin().await?;
        charter::take_turn(&mut tx).await?;
        let found = charter::by_id(&mut tx, adoption_id).await?;
        let adoption = found
            .filter(|adoption| adoption.market == ctx.market().code)
            .ok_or(CharterError::NotFound)?;
        if adoption.decision.is_some() {
            return Err(CharterError::Decided);
        }
        Ok(Self { tx, adoption, staff })
    }

    /// Writes what was decided.
    pub(super) async fn end(
        mut self,
        ctx: &Context,
        outcome: AdoptionOutcome,
    ) -> Result<Adoption, CharterError> {
        let decision = AdoptionDecision {
            outcome,
            decided_by: Some(self.staff.staff_id()),
            decided_at: ctx.now(),
        };
        charter::decide(&mut self.tx, &self.adoption, &decision)
            .await
            .map_err(|error| CharterError::of_decision(error, self.adoption.version.as_str()))?;
        self.tx.commit().await.map_err(pasar_store::Error::from)?;
        self.adoption.decision = Some(decision);
        Ok(self.adoption)
    }
}
