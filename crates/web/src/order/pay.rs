//! `POST /{market}/orders/{order_group_id}/pay`: pays in another way after the bank said no.

use axum::extract::Path;
use pasar_service::Context;
use pasar_service::checkout::{LineProblem, PayAgain, PayAgainError, PaymentOutcome, pay_again};

use super::{GroupPath, to_group};
use crate::payment;
use crate::prelude::*;

/// Asks the bank once more. The next page says what it answered.
///
/// # Errors
/// When it is not the person's group; the database's.
pub async fn pay(
    SignedIn { visit, buyer }: SignedIn,
    Path(path): Path<GroupPath>,
    posted: Posted,
) -> Result<Turn, WebError> {
    let id = path.id()?;
    let asked = PayAgain {
        buyer,
        key: posted.value("key").to_owned(),
        order_group_id: id,
        method: posted.value("payment").to_owned(),
    };
    let turn = to_group(&visit, id);
    let refused = match pay_again(&visit.ctx, asked).await {
        Ok(placed) => {
            return match placed.payment {
                PaymentOutcome::Authorised => Ok(turn.flash(FlashKind::Good, key("order-paid"))),
                PaymentOutcome::Pending => payment::led_on(&visit, buyer, id).await,
                _ => Ok(turn),
            };
        }
        Err(error) => refusal(&visit.ctx, error)?,
    };
    Ok(turn.flash(FlashKind::Care, refused))
}

fn refusal(ctx: &Context, error: PayAgainError) -> Result<Message, WebError> {
    Ok(match error {
        PayAgainError::NotFound(_) => return Err(WebError::not_found()),
        PayAgainError::InvalidKey => return Err(WebError::invalid(Vec::new())),
        PayAgainError::Refused(refusal) => return Err(WebError::refused(ctx, &refusal)),
        PayAgainError::Store(error) => return Err(error.into()),
        PayAgainError::NotAwaitingPayment => key("order-pay-not-awaiting").into(),
        PayAgainError::PaymentOnItsWay => key("order-pay-on-its-way").into(),
        PayAgainError::UnknownMethod(_) => key("order-pay-missing").into(),
        PayAgainError::KeyReused => key("order-pay-used").into(),
        PayAgainError::OutOfStock(problems) => {
            let titles = problems
                .iter()
                .filter_map(|LineProblem { title, .. }| title.as_deref());
            let titles = titles.collect::<Vec<_>>().join(", ");
            Message::new(key("order-pay-out-of-stock")).with("titles", titles)
        }
    })
}
