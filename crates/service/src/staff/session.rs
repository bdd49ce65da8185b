//! Sessions of staff. They last for one working day and do not slide.

use std::fmt;

use chrono::Duration;
use pasar_domain::Instant;
use pasar_store::{Result, staff_session};

use crate::Context;
use crate::actor::StaffMember;
use crate::session::SessionToken;

/// A session of staff lasts so many hours.
pub const HOURS: i64 = 12;

/// A session of staff that lasts. `Debug` names nobody.
#[derive(Clone)]
pub struct StaffSession {
    /// The proof.
    pub staff: StaffMember,
    /// What the person is called.
    pub name: String,
    /// When it ends.
    pub expires_at: Instant,
}

impl fmt::Debug for StaffSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StaffSession")
            .field("staff", &self.staff)
            .finish_non_exhaustive()
    }
}

/// Opens a session for a member of staff who has just signed in.
pub async fn open(ctx: &Context, staff: StaffMember) -> Result<SessionToken> {
    let token = SessionToken::fresh(ctx);
    let times = (ctx.now(), ctx.now() + Duration::hours(HOURS));
    let mut tx = ctx.store().begin().await?;
    staff_session::insert(&mut tx, &token.hash(), staff.staff_id(), times).await?;
    tx.commit().await?;
    Ok(token)
}

/// The session of a token: one query. Nothing for one that has ended, or whose person was disabled.
pub async fn find(ctx: &Context, token: &SessionToken) -> Result<Option<StaffSession>> {
    let mut conn = ctx.store().read().await?;
    let found = staff_session::find(&mut conn, &token.hash(), ctx.now()).await?;
    Ok(found.map(|found| StaffSession {
        staff: StaffMember::proven(found.staff_id, found.role),
        name: found.name,
        expires_at: found.expires_at,
    }))
}

/// Ends the session of a token. One that has ended already is no error.
pub async fn close(ctx: &Context, token: &SessionToken) -> Result<()> {
    let mut tx = ctx.store().begin().await?;
    staff_session::delete(&mut tx, &token.hash()).await?;
    tx.commit().await?;
    Ok(())
}
