//! Somebody looked into a difference, and says what it was.

use pasar_domain::bank::{Settling, check_words};
use pasar_domain::id::DifferenceId;
use pasar_store::{Error, provider_statement};

use super::{TakeInError, administrators_only};
use crate::actor::StaffMember;
use crate::context::Context;

/// Takes a difference from the queue, with what was found out.
///
/// # Errors
/// See [`TakeInError`]; nothing is written then.
pub async fn settle(
    ctx: &Context,
    staff: StaffMember,
    difference_id: DifferenceId,
    words: &str,
) -> Result<(), TakeInError> {
    administrators_only(staff)?;
    let settling = Settling {
        by: staff.staff_id(),
        at: ctx.now(),
        words: check_words(words).map_err(TakeInError::Invalid)?,
    };
    let mut tx = ctx.home().begin().await?;
    if !provider_statement::settle(&mut tx, difference_id, &settling).await? {
        return Err(TakeInError::Settled);
    }
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}
