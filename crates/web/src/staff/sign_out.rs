//! `POST /{market}/staff/sign-out`

use pasar_service::staff;

use crate::prelude::*;

/// Ends the session.
///
/// # Errors
/// The database's; the person is then still signed in.
pub async fn sign_out(Arrived { visit, token, .. }: Arrived, _: Posted) -> Result<Turn, WebError> {
    staff::session::close(&visit.ctx, &token).await?;
    let turn = visit.go("/staff/sign-in").staff_session(None);
    Ok(turn.flash(FlashKind::Good, key("sign-out-done")))
}
