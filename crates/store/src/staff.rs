//! The operator's staff, in the control schema.

use std::collections::BTreeMap;

use pasar_domain::Instant;
use pasar_domain::email::EmailAddress;
use pasar_domain::id::StaffId;
use pasar_domain::staff::{Staff, StaffRole};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::row::Row;

/// What signing in needs to know of a member of staff. It has no `Debug`, so that no log gets the hash.
pub struct StaffCredentials {
    /// Who.
    pub staff_id: StaffId,
    /// What the person may do.
    pub role: StaffRole,
    /// The hash of the password, in PHC form.
    pub password_hash: String,
    /// May the person sign in?
    pub enabled: bool,
}

/// Writes a new member of staff.
///
/// # Errors
/// `Conflict` on `staff_email_key_key` when the e-mail address belongs to somebody already.
pub async fn insert(conn: &mut PgConnection, staff: &Staff, password_hash: &str) -> Result<()> {
    sqlx::query!(
        "insert into staff (staff_id, email, email_key, password_hash, name, role, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        staff.staff_id.uuid(),
        staff.email.as_str(),
        staff.email.key(),
        password_hash,
        staff.name,
        staff.role.as_str(),
        staff.created_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What signing in with an e-mail address, in lower case, needs to know.
pub async fn credentials(conn: &mut PgConnection, email_key: &str) -> Result<Option<StaffCredentials>> {
    let row = sqlx::query!(
        r#"select staff_id, role, password_hash, disabled_at is null as "enabled!" from staff where email_key = $1"#,
        email_key
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| {
        let at = Row {
            table: "staff",
            id: &row.staff_id,
        };
        Ok(StaffCredentials {
            staff_id: StaffId::from_uuid(row.staff_id),
            role: at.parse("role", &row.role)?,
            password_hash: row.password_hash,
            enabled: row.enabled,
        })
    })
    .transpose()
}

/// The e-mail address of a member of staff who may act, and the hash of the password.
pub async fn get(conn: &mut PgConnection, staff_id: StaffId) -> Result<Option<(EmailAddress, String)>> {
    let row = sqlx::query!(
        "select email, password_hash from staff where staff_id = $1 and disabled_at is null",
        staff_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| {
        let at = Row {
            table: "staff",
            id: &staff_id,
        };
        Ok((at.parse("email", &row.email)?, row.password_hash))
    })
    .transpose()
}

/// Keeps a member of staff from changing until the transaction ends, and says what the person may do; nothing when they may not act any more.
pub async fn lock(conn: &mut PgConnection, staff_id: StaffId) -> Result<Option<StaffRole>> {
    let row = sqlx::query_scalar!(
        "select role from staff where staff_id = $1 and disabled_at is null for update",
        staff_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    let at = Row {
        table: "staff",
        id: &staff_id,
    };
    row.map(|role| at.parse("role", &role)).transpose()
}

/// Everybody who works or worked for the operator, in the order in which they came.
pub async fn list(conn: &mut PgConnection) -> Result<Vec<Staff>> {
    let rows = sqlx::query!(
        "select staff_id, email, name, role, created_at, disabled_at from staff order by staff_id"
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let at = Row {
                table: "staff",
                id: &row.staff_id,
            };
            Ok(Staff {
                staff_id: StaffId::from_uuid(row.staff_id),
                email: at.parse("email", &row.email)?,
                name: row.name,
                role: at.parse("role", &row.role)?,
                created_at: row.created_at,
                disabled_at: row.disabled_at,
            })
        })
        .collect()
}

/// What these members of staff are called.
pub async fn names(conn: &mut PgConnection, staff: &[StaffId]) -> Result<BTreeMap<StaffId, String>> {
    let ids: Vec<Uuid> = staff.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        "select staff_id, name from staff where staff_id = any($1)",
        &ids[..]
    )
    .fetch_all(conn)
    .await?;
    let named = rows.into_iter();
    Ok(named
        .map(|row| (StaffId::from_uuid(row.staff_id), row.name))
        .collect())
}

/// Keeps a member of staff from signing in. False when there is no such one, or was disabled before.
pub async fn disable(conn: &mut PgConnection, staff_id: StaffId, at: Instant) -> Result<bool> {
    let done = sqlx::query!(
        "update staff set disabled_at = $2 where staff_id = $1 and disabled_at is null",
        staff_id.uuid(),
        at
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}
