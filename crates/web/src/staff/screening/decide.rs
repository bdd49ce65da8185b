//! `POST /{market}/staff/screening/{seller}`

use axum::extract::Path;
use pasar_domain::Instant;
use pasar_domain::id::SellerId;
use pasar_service::screening::decide::{Decide, DecideError, decide as decide_about};
use serde::Deserialize;

use crate::prelude::*;

/// About which seller.
#[derive(Debug, Deserialize)]
pub struct ScreenedPath {
    seller: SellerId,
}

/// Decides, and leads back to the queue.
///
/// # Errors
/// The database's, or when this member of staff may not.
pub async fn decide(duty: OnDuty, Path(path): Path<ScreenedPath>, posted: Posted) -> Result<Turn, WebError> {
    let back = duty.visit.go("/staff/screening");
    let outcome = posted.value("outcome").parse();
    let seen = posted.value("seen").parse::<i64>().ok();
    let seen = seen.and_then(Instant::from_timestamp_micros);
    let (Ok(outcome), Some(screened_at)) = (outcome, seen) else {
        return Ok(back.flash(FlashKind::Bad, key("screening-choose")));
    };
    let input = Decide {
        seller_id: path.seller,
        outcome,
        reason: posted.value("reason").to_owned(),
        screened_at,
    };
    Ok(match decide_about(&duty.visit.ctx, duty.staff, &input).await {
        Ok(()) => back.flash(FlashKind::Good, key("screening-decided")),
        Err(DecideError::Invalid(_)) => back.flash(FlashKind::Bad, key("screening-words")),
        Err(DecideError::NotWaiting | DecideError::Changed) => {
            back.flash(FlashKind::Note, key("screening-changed"))
        }
        Err(DecideError::NotAllowed) => {
            return Err(WebError::forbidden().saying(key("screening-moderators")));
        }
        Err(DecideError::OnlyAdministrators) => {
            return Err(WebError::forbidden().saying(key("screening-administrators")));
        }
        Err(DecideError::Store(error)) => return Err(error.into()),
    })
}
