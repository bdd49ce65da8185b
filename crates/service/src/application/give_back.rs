//! Sends an application back to its seller, or rejects it, with reasons that the seller reads.

use pasar_domain::application::{ApplicationState, Decision, check_decision};
use pasar_store::application;

use super::{About, ApplicationError, lock_waiting};
use crate::Context;
use crate::actor::StaffMember;
use crate::identity::IdentityError;
use crate::job::{Job, Letter, enqueue};

/// Sends an application back, to be mended and sent in again.
///
/// # Errors
/// See [`ApplicationError`]; nothing is written then.
pub async fn give_back(
    ctx: &Context,
    staff: StaffMember,
    about: About,
    reasons: &[&str],
    words: &str,
) -> Result<(), ApplicationError> {
    decide(ctx, staff, about, (reasons, words), ApplicationState::Returned).await
}

/// Rejects an application. Its seller may begin another one.
///
/// # Errors
/// See [`ApplicationError`]; nothing is written then.
pub async fn reject(
    ctx: &Context,
    staff: StaffMember,
    about: About,
    reasons: &[&str],
    words: &str,
) -> Result<(), ApplicationError> {
    decide(ctx, staff, about, (reasons, words), ApplicationState::Rejected).await
}

async fn decide(
    ctx: &Context,
    staff: StaffMember,
    about: About,
    (reasons, words): (&[&str], &str),
    state: fn(Decision) -> ApplicationState,
) -> Result<(), ApplicationError> {
    if !staff.may_moderate() {
        return Err(IdentityError::NotAllowed.into());
    }
    let checked = check_decision(reasons.iter().copied(), words);
    let (reasons, words) = checked.map_err(ApplicationError::Invalid)?;
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let mut found = lock_waiting(&mut tx, about).await?;
    found.state = state(Decision {
        staff_id: staff.staff_id(),
        at: now,
        reasons,
        words,
    });
    application::set_state(&mut tx, &found).await?;
    let letter = Letter::ApplicationDecided {
        seller_id: found.seller_id,
        application_id: found.application_id,
        written_at: now,
    };
    enqueue(ctx, &mut tx, [Job::SendLetter(letter)], now).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    ctx.bell().ring();
    Ok(())
}
