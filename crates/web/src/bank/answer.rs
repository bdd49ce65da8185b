//! `POST /{market}/bank/{payment_id}`: somebody answers for the bank.

use axum::extract::Path;
use pasar_service::payment::{AskError, BankAnswerError, ask_now};

use super::{BankPath, asked};
use crate::prelude::*;

/// Approves or declines, or leaves it; then shows what became of the order.
///
/// # Errors
/// When it is nobody's payment, somebody else's, or there is no sandbox bank.
pub async fn answer(
    SignedIn { visit, buyer }: SignedIn,
    Path(path): Path<BankPath>,
    posted: Posted,
) -> Result<Turn, WebError> {
    let (bank, payment) = asked(&visit, buyer, &path).await?;
    let turn = visit.go(&format!("/orders/{}", payment.order_group_id));
    let yes = match posted.value("answer") {
        "approve" => true,
        "decline" => false,
        _ => return Ok(turn.flash(FlashKind::Note, key("bank-left"))),
    };
    let answered = bank.answer(payment.id, yes).await;
    // However it was answered: the order hears of it now rather than when the worker asks.
    ask_now(&visit.ctx, payment.id)
        .await
        .map_err(|error| match error {
            AskError::NotFound(_) => WebError::not_found(),
            AskError::Store(error) => error.into(),
        })?;
    match answered {
        Ok(()) if yes => Ok(turn.flash(FlashKind::Good, key("bank-approved"))),
        Ok(()) => Ok(turn.flash(FlashKind::Care, key("bank-declined"))),
        Err(BankAnswerError::Unknown(_) | BankAnswerError::AlreadyAnswered(_)) => {
            Ok(turn.flash(FlashKind::Note, key("bank-late")))
        }
        Err(BankAnswerError::Store(error)) => Err(error.into()),
    }
}
