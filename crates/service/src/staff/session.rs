//! Sessions of staff. They last for one working day and do not slide.

use std::fmt;

use chrono::Duration;
use pasar_domain::Instant;
use pasar_domain::id::StaffId;
use pasar_domain::second_factor::FactorHolder;
use pasar_domain::staff::OpenedWith;
use pasar_store::{Result, Transaction, second_factor, staff_session};

use crate::Context;
use crate::actor::StaffMember;
use crate::passkey::{PasskeyError, answered};
use crate::second_factor::finish::finish as finish_half;
use crate::second_factor::{FinishError, half, place};
use crate::session::{Entry, SessionToken};

/// A session of staff lasts so many hours.
pub const HOURS: i64 = 12;

/// A session of staff that lasts. `Debug` names nobody.
#[derive(Clone)]
pub struct StaffSession {
    /// The proof.
    pub staff: StaffMember,
    /// What the person is called.
    pub name: String,
    /// The operator wants a second factor of staff, and this session was opened without: the person has to add one before anything else.
    pub must_enrol: bool,
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

/// A member of staff who has just proved who they are. Only signing in makes one, and it opens one session.
#[derive(Debug)]
#[must_use = "nobody is signed in before `enter`"]
pub struct Proven {
    staff: StaffMember,
    by: OpenedWith,
}

impl Proven {
    pub(super) const fn of(staff: StaffMember, by: OpenedWith) -> Self {
        Self { staff, by }
    }

    /// Who it is.
    pub const fn staff(&self) -> StaffMember {
        self.staff
    }
}

/// Lets a member of staff in whom no second factor guards, and closes the session that the browser had; of the others the factor is asked.
///
/// # Errors
/// The database's.
pub async fn enter(ctx: &Context, former: Option<&SessionToken>, proven: Proven) -> Result<Entry> {
    let mut tx = ctx.store().begin().await?;
    let holder = FactorHolder::from(proven.staff);
    place::lock_holder(&mut tx, holder).await?;
    let entry = if second_factor::guards(&mut tx, holder).await? {
        Entry::Half(half::begin(ctx, &mut tx, holder).await?)
    } else {
        let opened = (proven.staff.staff_id(), proven.by);
        Entry::Open(open(ctx, &mut tx, former, opened).await?)
    };
    tx.commit().await?;
    Ok(entry)
}

/// Lets a member of staff in who owed the second factor: `half` is the token of the sign-in, `typed` a code of the app or a recovery code.
///
/// # Errors
/// See [`FinishError`].
pub async fn finish(
    ctx: &Context,
    former: Option<&SessionToken>,
    half: &SessionToken,
    typed: &str,
) -> std::result::Result<SessionToken, FinishError> {
    let tx = ctx.store().begin().await?;
    let member = |id| FactorHolder::Staff(StaffId::from_uuid(id));
    let (mut tx, holder) = finish_half(ctx, tx, member, (half, typed)).await?;
    let opened = (StaffId::from_uuid(holder.uuid()), OpenedWith::SecondFactor);
    let token = open(ctx, &mut tx, former, opened).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(token)
}

/// Lets a member of staff in whose device answers the challenge of a token: a passkey is two factors in one, so nothing more is owed.
///
/// # Errors
/// See [`PasskeyError`].
pub async fn enter_by_passkey(
    ctx: &Context,
    former: Option<&SessionToken>,
    answer: (&SessionToken, &str),
) -> std::result::Result<SessionToken, PasskeyError> {
    let tx = ctx.store().begin().await?;
    let member = |id| FactorHolder::Staff(StaffId::from_uuid(id));
    let (mut tx, holder) = answered(ctx, tx, member, answer).await?;
    let opened = (StaffId::from_uuid(holder.uuid()), OpenedWith::Passkey);
    let token = open(ctx, &mut tx, former, opened).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(token)
}

/// Opens a session, and closes the one that the browser had. Only the ways in call this, and tests.
pub(crate) async fn open(
    ctx: &Context,
    tx: &mut Transaction,
    former: Option<&SessionToken>,
    opened: (StaffId, OpenedWith),
) -> Result<SessionToken> {
    if let Some(former) = former {
        staff_session::delete(tx, &former.hash()).await?;
    }
    let token = SessionToken::fresh(ctx);
    let times = (ctx.now(), ctx.now() + Duration::hours(HOURS));
    staff_session::insert(tx, &token.hash(), opened, times).await?;
    Ok(token)
}

/// The session of a token: one query. Nothing for one that has ended, or whose person was disabled.
pub async fn find(ctx: &Context, token: &SessionToken) -> Result<Option<StaffSession>> {
    let mut conn = ctx.store().read().await?;
    let found = staff_session::find(&mut conn, &token.hash(), ctx.now()).await?;
    Ok(found.map(|found| StaffSession {
        staff: StaffMember::proven(found.staff_id, found.role),
        name: found.name,
        must_enrol: ctx.staff_door().wants_factor && found.opened_with == OpenedWith::Password,
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
