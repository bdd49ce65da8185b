//! Answers an appeal.

use pasar_domain::appeal::AppealAnswer;
use pasar_domain::id::{AppealId, ShopId};
use pasar_domain::problem::Problems;
use pasar_store::appeal;

use super::checked;
use crate::Context;
use crate::actor::StaffMember;
use crate::job::{Job, Letter, enqueue};

/// Why an appeal could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum AnswerError {
    /// The words are missing or too many.
    #[error("{0}")]
    Invalid(Problems),
    /// This member of staff may only read.
    #[error("your role may not answer appeals; ask a moderator")]
    NotAllowed,
    /// Whoever decided does not decide about the appeal.
    #[error("this appeal is about what you decided; somebody else answers it")]
    OwnCase,
    /// Nobody waits for this answer: somebody gave it, or there is no such appeal.
    #[error("this appeal does not wait for an answer")]
    NotOpen,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Answers an appeal, once; a letter tells the shop.
///
/// # Errors
/// See [`AnswerError`].
pub async fn answer(
    ctx: &Context,
    staff: StaffMember,
    (shop_id, appeal_id): (ShopId, AppealId),
    text: &str,
) -> Result<(), AnswerError> {
    if !staff.may_moderate() {
        return Err(AnswerError::NotAllowed);
    }
    let now = ctx.now();
    let given = AppealAnswer {
        text: checked("text", text).map_err(AnswerError::Invalid)?,
        staff_id: staff.staff_id(),
        at: now,
    };
    let mut tx = ctx.home().begin().await?;
    if appeal::is_own_case(&mut tx, (shop_id, appeal_id), staff.staff_id()).await? {
        return Err(AnswerError::OwnCase);
    }
    if !appeal::answer(&mut tx, (shop_id, appeal_id), &given).await? {
        return Err(AnswerError::NotOpen);
    }
    let letter = Letter::AppealAnswered { shop_id, appeal_id };
    enqueue(ctx, &mut tx, [Job::SendLetter(letter)], now).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    ctx.bell().ring();
    Ok(())
}
