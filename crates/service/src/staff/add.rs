//! Makes a member of staff.

use pasar_domain::id::StaffId;
use pasar_domain::problem::{ProblemKind, Problems};
use pasar_domain::staff::{Staff, StaffInput, check};
use pasar_store::staff;

use crate::Context;
use crate::password::seat;

/// Why somebody was not made a member of staff.
#[derive(Debug, thiserror::Error)]
pub enum AddStaffError {
    /// Something that was typed is wrong; an e-mail address that belongs to somebody is a problem of the field `email`.
    #[error("{0}")]
    Invalid(Problems),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Makes a member of staff. Only commands that the operator gives at the machine itself call this.
///
/// # Errors
/// See [`AddStaffError`]; nothing is written then.
pub async fn add(ctx: &Context, input: &StaffInput) -> Result<Staff, AddStaffError> {
    let checked = check(input).map_err(AddStaffError::Invalid)?;
    let password_hash = seat().await.hash(ctx, &input.password).await;
    let member = Staff {
        staff_id: StaffId::new(ctx.now(), &ctx.entropy()),
        email: checked.email,
        name: checked.name,
        role: checked.role,
        created_at: ctx.now(),
        disabled_at: None,
    };
    let mut tx = ctx.store().begin().await?;
    match staff::insert(&mut tx, &member, &password_hash).await {
        Err(error) if error.is_conflict_on("staff_email_key_key") => {
            let mut problems = Problems::default();
            problems.push("email", ProblemKind::HasAccount);
            return Err(AddStaffError::Invalid(problems));
        }
        result => result?,
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(member)
}
