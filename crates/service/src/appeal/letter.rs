//! What the letter about an answered appeal says.

use pasar_domain::appeal::Appeal;
use pasar_domain::id::{AppealId, ShopId};
use pasar_store::{PgConnection, Result, appeal, letter};

use crate::order::{LetterFacts, LetterSubject};

/// An appeal that was answered, with the name of what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnsweredAppeal {
    /// The appeal.
    pub appeal: Appeal,
    /// The product's title.
    pub product_title: String,
    /// The answer's words.
    pub answer: String,
}

/// The facts of the letter, to everybody in the shop. None while there is no answer.
pub(crate) async fn facts(
    conn: &mut PgConnection,
    (shop_id, appeal_id): (ShopId, AppealId),
) -> Result<Option<LetterFacts>> {
    let Some(found) = appeal::get(conn, shop_id, appeal_id).await? else {
        return Ok(None);
    };
    let Some(answer) = found.answer.as_ref().map(|answer| answer.text.clone()) else {
        return Ok(None);
    };
    let product_title = appeal::product_title(conn, shop_id, found.product_id).await?;
    let members = letter::members(conn, shop_id).await?;
    Ok(Some(LetterFacts {
        to: letter::accounts(conn, &members).await?,
        subject: LetterSubject::Appeal(Box::new(AnsweredAppeal {
            product_title: product_title.unwrap_or_default(),
            appeal: found,
            answer,
        })),
    }))
}
