//! Failed sign-ins: of accounts in their cell, of staff in the control schema, in tables of one shape.

use pasar_domain::Instant;
use pasar_domain::throttle::Throttle;
use sqlx::PgConnection;

use crate::error::Result;
use crate::row::{Row, int};

/// The hash that stands for an account's e-mail address or for a network.
pub type ThrottleKey = [u8; 32];

/// What is known of these keys, in their order.
pub async fn find<const N: usize>(
    conn: &mut PgConnection,
    keys: [&ThrottleKey; N],
) -> Result<[Option<Throttle>; N]> {
    let wanted: Vec<Vec<u8>> = keys.iter().map(|key| key.to_vec()).collect();
    let rows = sqlx::query!(
        "select key, failures, first_failed_at, locked_until from sign_in_throttle where key = any($1)",
        &wanted
    )
    .fetch_all(conn)
    .await?;
    let mut found = [None; N];
    for row in rows {
        let at = Row {
            table: "sign_in_throttle",
            id: &row.first_failed_at,
        };
        let throttle = Throttle {
            failures: at.number("failures", row.failures)?,
            first_failed_at: row.first_failed_at,
            locked_until: row.locked_until,
        };
        for (key, slot) in keys.iter().zip(&mut found) {
            if key.as_slice() == row.key.as_slice() {
                *slot = Some(throttle);
            }
        }
    }
    Ok(found)
}

/// Keeps the failures of a key from others until the transaction ends, whether any are known or not.
pub async fn lock(conn: &mut PgConnection, key: &ThrottleKey) -> Result<()> {
    // A row that is not there yet cannot be locked, so its key is.
    let [a, b, c, d, e, f, g, h, ..] = *key;
    let number = i64::from_le_bytes([a, b, c, d, e, f, g, h]);
    sqlx::query!("select pg_advisory_xact_lock($1)", number)
        .execute(conn)
        .await?;
    Ok(())
}

/// Writes what is now known of a key.
pub async fn put(conn: &mut PgConnection, key: &ThrottleKey, throttle: &Throttle) -> Result<()> {
    sqlx::query!(
        "insert into sign_in_throttle (key, failures, first_failed_at, locked_until) values ($1, $2, $3, $4)
         on conflict (key) do update set failures = excluded.failures, first_failed_at = excluded.first_failed_at,
             locked_until = excluded.locked_until",
        key.as_slice(),
        int(throttle.failures),
        throttle.first_failed_at,
        throttle.locked_until
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets the failures of a key.
pub async fn delete(conn: &mut PgConnection, key: &ThrottleKey) -> Result<()> {
    sqlx::query!("delete from sign_in_throttle where key = $1", key.as_slice())
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets failures that began before an instant and keep nobody waiting after it. Returns how many.
pub async fn forget(conn: &mut PgConnection, before: Instant) -> Result<u64> {
    let done = sqlx::query!(
        "delete from sign_in_throttle
         where first_failed_at < $1 and (locked_until is null or locked_until < $1)",
        before
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}
