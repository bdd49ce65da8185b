//! What a letter about a campaign says and to whom, as things stand when it is written.

use pasar_domain::campaign::Campaign;
use pasar_domain::id::{CampaignId, SellerId};
use pasar_store::{PgConnection, Result, campaign, letter, seller};

use crate::Context;
use crate::job::Letter;
use crate::order::{LetterFacts, LetterSubject};

/// When a letter about a campaign is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Telling {
    /// Before its day, while the seller has something to do.
    Asks,
    /// After its day, while nothing verifies the seller.
    Lapsed,
    /// After it was stopped.
    Stopped,
}

impl From<Letter> for Telling {
    fn from(letter: Letter) -> Self {
        match letter {
            Letter::CampaignLapsed { .. } => Self::Lapsed,
            Letter::CampaignStopped { .. } => Self::Stopped,
            _ => Self::Asks,
        }
    }
}

/// The facts of a letter about a campaign; none when the seller was verified again meanwhile. When the campaign was stopped, only the letter about
/// that is left.
pub(crate) async fn facts(
    ctx: &Context,
    conn: &mut PgConnection,
    (seller_id, campaign_id): (SellerId, CampaignId),
    telling: Telling,
) -> Result<Option<LetterFacts>> {
    if !campaign::is_unanswered(&mut *conn, campaign_id, seller_id).await? {
        return Ok(None);
    }
    let Some(asking) = campaign::get(&mut *conn, campaign_id).await? else {
        return Ok(None);
    };
    if !is_true(ctx, &mut *conn, seller_id, (&asking, telling)).await? {
        return Ok(None);
    }
    let owners = letter::owners(&mut *conn, seller_id).await?;
    Ok(Some(LetterFacts {
        to: letter::accounts(conn, &owners).await?,
        subject: LetterSubject::Campaign(Box::new(asking)),
    }))
}

async fn is_true(
    ctx: &Context,
    conn: &mut PgConnection,
    seller_id: SellerId,
    (asking, telling): (&Campaign, Telling),
) -> Result<bool> {
    let now = ctx.now();
    let is_stopped = asking.stopped.is_some();
    Ok(match telling {
        Telling::Stopped => is_stopped,
        Telling::Asks => !is_stopped && now < asking.due_at,
        Telling::Lapsed if is_stopped => false,
        Telling::Lapsed => {
            let found = seller::by_id(conn, seller_id).await?;
            let known = found.and_then(|seller| seller.verification);
            !known.is_some_and(|known| known.valid_from <= now && now < known.valid_until)
        }
    })
}
