//! `POST /{market}/sign-out`

use pasar_service::session;

use crate::prelude::*;

/// Ends the session.
///
/// # Errors
/// The database's; the person is then still signed in.
pub async fn sign_out(SignedIn { visit, .. }: SignedIn, _: Posted) -> Result<Turn, WebError> {
    session::close(&visit.ctx, visit.token()).await?;
    let turn = visit.go("/").without_session();
    Ok(turn.flash(FlashKind::Good, key("sign-out-done")))
}
