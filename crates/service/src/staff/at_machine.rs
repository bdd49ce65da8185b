//! Somebody of the staff who acts at the machine itself.

use pasar_store::staff;

use crate::Context;
use crate::actor::StaffMember;

/// Why nobody acts.
#[derive(Debug, thiserror::Error)]
pub enum AtMachineError {
    /// Nobody of the staff has this address, or may sign in with it.
    #[error("nobody of the staff signs in with `{0}`; `pasar staff add` makes an account")]
    Nobody(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// The member of staff with this address, without a password. Only commands that the operator gives at the machine itself call this:
/// whoever can give them could change the database, too.
///
/// # Errors
/// See [`AtMachineError`].
pub async fn at_machine(ctx: &Context, email: &str) -> Result<StaffMember, AtMachineError> {
    let mut conn = ctx.store().read().await?;
    let found = staff::credentials(&mut conn, &email.trim().to_lowercase()).await?;
    let member = found.filter(|member| member.enabled);
    let member = member.ok_or_else(|| AtMachineError::Nobody(email.to_owned()))?;
    Ok(StaffMember::proven(member.staff_id, member.role))
}
