//! Removes the second factor of a member of staff who has lost everything.

use pasar_domain::second_factor::{FactorEvent, FactorHolder};
use pasar_store::{half_sign_in, passkey, second_factor, staff_session};

use super::place;
use crate::Context;
use crate::actor::StaffMember;

/// Removes the second factor and the passkeys of a member of staff, ends their sessions, and writes it down. Only commands that the operator gives at the machine
/// itself call this. False when there was none.
///
/// # Errors
/// The database's.
pub async fn reset(ctx: &Context, member: StaffMember) -> Result<bool, pasar_store::Error> {
    let holder = FactorHolder::from(member);
    let mut tx = place::begin(ctx, holder).await?;
    let had_factor = second_factor::delete(&mut tx, holder).await?;
    let passkeys = passkey::delete_all(&mut tx, holder).await?;
    if !had_factor && passkeys == 0 {
        return Ok(false);
    }
    half_sign_in::delete_all(&mut tx, holder).await?;
    staff_session::delete_all(&mut tx, member.staff_id()).await?;
    place::tell_and_commit(ctx, tx, holder, (FactorEvent::Reset, ctx.now())).await?;
    Ok(true)
}
