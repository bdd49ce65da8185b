//! Sessions of accounts and of staff.

use pasar_domain::Instant;
use sqlx::PgConnection;

use crate::error::Result;

/// Forgets sessions of accounts that ended before an instant. Returns how many.
pub async fn forget(connection: &mut PgConnection, before: Instant) -> Result<u64> {
    let done = sqlx::query!("delete from session where expires_at < $1", before)
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}

/// Forgets sessions of staff that ended before an instant; they are in the control schema. Returns how many.
pub async fn forget_of_staff(connection: &mut PgConnection, before: Instant) -> Result<u64> {
    let done = sqlx::query!("delete from staff_session where expires_at < $1", before)
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}
