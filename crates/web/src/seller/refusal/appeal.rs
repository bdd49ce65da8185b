//! `POST /{market}/seller/refusals/appeal`

use pasar_service::appeal::open::{OpenAppeal, OpenAppealError, open};

use crate::prelude::*;

/// Opens an appeal, and leads back to the list with what became of it.
///
/// # Errors
/// The database's; a product of another shop does not exist here.
pub async fn open_appeal(keeper: Keeper, posted: Posted) -> Result<Turn, WebError> {
    let input = OpenAppeal {
        product_id: posted.parsed("product_id")?,
        rule: posted.value("rule").to_owned(),
        text: posted.value("text").to_owned(),
    };
    let back = keeper.visit.go("/seller/refusals");
    Ok(match open(&keeper.visit.ctx, keeper.keeper, &input).await {
        Ok(_) => back.flash(FlashKind::Good, key("refusal-appeal-opened")),
        Err(OpenAppealError::Invalid(_)) => back.flash(FlashKind::Bad, key("refusal-appeal-words")),
        Err(OpenAppealError::NotRefused) => back.flash(FlashKind::Note, key("refusal-appeal-not-refused")),
        Err(OpenAppealError::AlreadyOpen) => back.flash(FlashKind::Note, key("refusal-appeal-already")),
        Err(OpenAppealError::NotFound) => return Err(WebError::not_found()),
        Err(OpenAppealError::Store(error)) => return Err(error.into()),
    })
}
