//! Decides about a seller whose names are near.

use pasar_domain::Instant;
use pasar_domain::id::SellerId;
use pasar_domain::problem::Problems;
use pasar_domain::screening::{Screening, ScreeningOutcome, ScreeningReason, ScreeningState};
use pasar_domain::seller::check_reason;
use pasar_domain::staff::StaffRole;
use pasar_store::screening::decision::{self, ScreeningDecision};
use pasar_store::screening::seller;
use pasar_store::{Transaction, verification};

use crate::Context;
use crate::actor::StaffMember;
use crate::seller::revoke::revoke_in;

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decide {
    /// About whom.
    pub seller_id: SellerId,
    /// What.
    pub outcome: ScreeningOutcome,
    /// Why. The seller reads the reason of a hit.
    pub reason: String,
    /// When the names were compared that were looked at.
    pub screened_at: Instant,
}

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// The reason is missing or too long.
    #[error("{0}")]
    Invalid(Problems),
    /// This member of staff may only read.
    #[error("your role may not decide about sellers; ask a moderator")]
    NotAllowed,
    /// Only an administrator takes a hit back.
    #[error("only an administrator may overrule a hit")]
    OnlyAdministrators,
    /// There is nothing to decide about this seller.
    #[error("nothing waits for this decision; reload the page")]
    NotWaiting,
    /// The names were compared again meanwhile, and something else was found.
    #[error("something else was found meanwhile; reload the page and look again")]
    Changed,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Decides. A hit revokes everything that counts for the seller, with the reason, in the same transaction; what was cleared is not asked
/// again as long as name and entry stay as they are.
///
/// # Errors
/// See [`DecideError`]; nothing is written then.
pub async fn decide(ctx: &Context, staff: StaffMember, input: &Decide) -> Result<(), DecideError> {
    if !staff.may_moderate() {
        return Err(DecideError::NotAllowed);
    }
    let reason = check_reason(&input.reason).map_err(DecideError::Invalid)?;
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let Some(mut screening) = seller::locked(&mut tx, &[input.seller_id]).await?.pop() else {
        return Err(DecideError::NotWaiting);
    };
    may_decide(staff, &screening, input)?;
    let reason = ScreeningReason {
        by: staff.staff_id(),
        at: now,
        reason,
    };
    let decided = ScreeningDecision {
        seller_id: input.seller_id,
        outcome: input.outcome,
        reason: reason.clone(),
        keys: screening.matches.iter().map(|one| one.key.clone()).collect(),
        score: screening.score,
    };
    decision::insert(&mut tx, &decided).await?;
    screening.state = match input.outcome {
        ScreeningOutcome::Cleared => ScreeningState::Cleared(reason),
        ScreeningOutcome::Hit => ScreeningState::Hit(reason),
    };
    seller::put(&mut tx, &[screening]).await?;
    if input.outcome == ScreeningOutcome::Hit {
        revoke_all(ctx, &mut tx, staff, &decided, now).await?;
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    ctx.bell().ring();
    Ok(())
}

fn may_decide(staff: StaffMember, screening: &Screening, input: &Decide) -> Result<(), DecideError> {
    match (&screening.state, input.outcome) {
        (ScreeningState::Hit(_), ScreeningOutcome::Cleared) if staff.role() != StaffRole::Administrator => {
            return Err(DecideError::OnlyAdministrators);
        }
        (ScreeningState::Near { .. }, _)
        | (ScreeningState::Hit(_), ScreeningOutcome::Cleared)
        | (ScreeningState::Cleared(_), ScreeningOutcome::Hit) => {}
        _ => return Err(DecideError::NotWaiting),
    }
    if screening.screened_at != input.screened_at {
        return Err(DecideError::Changed);
    }
    Ok(())
}

/// Revokes whatever counts, or would count later.
async fn revoke_all(
    ctx: &Context,
    tx: &mut Transaction,
    staff: StaffMember,
    decided: &ScreeningDecision,
    now: Instant,
) -> Result<(), pasar_store::Error> {
    let known = verification::of_seller(&mut *tx, decided.seller_id).await?;
    for recorded in known.iter().filter(|recorded| recorded.revoked.is_none()) {
        let about = (decided.seller_id, recorded.verification.verification_id);
        revoke_in(ctx, &mut *tx, staff, about, (&decided.reason.reason, now)).await?;
    }
    Ok(())
}
