//! Finds the member of staff as whom a command acts.

use pasar_domain::email::EmailAddress;
use pasar_store::{Result, staff};

use crate::Context;
use crate::actor::StaffMember;

/// The member of staff with this e-mail address, unless disabled. Only commands that the operator gives at the machine itself call this:
/// whoever can give them can read the database.
pub async fn acting_as(ctx: &Context, email: &str) -> Result<Option<StaffMember>> {
    let Ok(email) = email.parse::<EmailAddress>() else {
        return Ok(None);
    };
    let mut conn = ctx.store().read().await?;
    let found = staff::credentials(&mut conn, &email.key()).await?;
    Ok(found
        .filter(|found| found.enabled)
        .map(|found| StaffMember::proven(found.staff_id, found.role)))
}
