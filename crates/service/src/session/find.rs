//! Finds the session of a visitor's token.

use chrono::Duration;
use pasar_domain::surface::Surface;
use pasar_store::{Result, session};

use super::{DAYS, Session, SessionToken, SignedIn};
use crate::Context;
use crate::actor::Buyer;

/// The session of a token on a surface: one query. Nothing for one that has ended, whose account was disabled, that was opened on the other
/// surface, or that was never kept. On the first visit of a day the session's end moves, which is a second statement.
pub async fn find(ctx: &Context, token: &SessionToken, surface: Surface) -> Result<Option<Session>> {
    let (now, token_hash) = (ctx.now(), token.hash());
    let mut conn = ctx.home().read().await?;
    let Some(found) = session::find(&mut conn, &token_hash, surface, now).await? else {
        return Ok(None);
    };
    let renewed = found.expires_at - now < Duration::days(DAYS - 1);
    let expires_at = if renewed {
        now + Duration::days(DAYS)
    } else {
        found.expires_at
    };
    if renewed {
        session::extend(&mut conn, &token_hash, expires_at).await?;
    }
    Ok(Some(Session {
        token_hash,
        signed_in: found.person.map(|person| SignedIn {
            buyer: Buyer::proven(person.account_id),
            name: person.name,
            email: person.email,
            language: person.language,
            has_shop: person.has_shop,
        }),
        cart_id: found.cart_id,
        cart_pieces: found.cart_pieces,
        expires_at,
        renewed,
    }))
}
