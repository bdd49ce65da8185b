//! Second factors: of accounts in their cell, of staff in the control schema, in tables of one shape.

use pasar_domain::Instant;
use pasar_domain::id::FactorId;
use pasar_domain::second_factor::{FactorEvent, FactorHolder};
use pasar_vault::{MasterKeyId, Wrapped};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::row::Row;

/// A second factor as it is kept: sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFactor {
    /// Its id.
    pub factor_id: FactorId,
    /// The key that seals its secret, wrapped.
    pub wrapped: Wrapped,
    /// The secret, sealed.
    pub secret_sealed: Vec<u8>,
    /// When it was made.
    pub made_at: Instant,
    /// Since when it guards its holder, if it does.
    pub confirmed_at: Option<Instant>,
    /// The step of the last code that was taken.
    pub last_step: i64,
}

struct FactorRow {
    factor_id: Uuid,
    wrapped: Vec<u8>,
    master_key: String,
    secret_sealed: Vec<u8>,
    made_at: Instant,
    confirmed_at: Option<Instant>,
    last_step: i64,
}

impl FactorRow {
    fn parse(self) -> Result<KeptFactor> {
        let at = Row {
            table: "second_factor",
            id: &self.factor_id,
        };
        Ok(KeptFactor {
            factor_id: FactorId::from_uuid(self.factor_id),
            wrapped: Wrapped {
                master_key: at.parse("master_key", &self.master_key)?,
                bytes: self.wrapped,
            },
            secret_sealed: self.secret_sealed,
            made_at: self.made_at,
            confirmed_at: self.confirmed_at,
            last_step: self.last_step,
        })
    }
}

/// The second factor of somebody, confirmed or not.
pub async fn get(conn: &mut PgConnection, holder: FactorHolder) -> Result<Option<KeptFactor>> {
    let row = sqlx::query_as!(
        FactorRow,
        "select factor_id, wrapped, master_key, secret_sealed, made_at, confirmed_at, last_step
         from second_factor where holder_id = $1",
        holder.uuid()
    )
    .fetch_optional(conn)
    .await?;
    row.map(FactorRow::parse).transpose()
}

/// The same, kept from changing until the transaction ends.
pub async fn lock(conn: &mut PgConnection, holder: FactorHolder) -> Result<Option<KeptFactor>> {
    let row = sqlx::query_as!(
        FactorRow,
        "select factor_id, wrapped, master_key, secret_sealed, made_at, confirmed_at, last_step
         from second_factor where holder_id = $1 for update",
        holder.uuid()
    )
    .fetch_optional(conn)
    .await?;
    row.map(FactorRow::parse).transpose()
}

/// Does a second factor guard somebody?
pub async fn guards(conn: &mut PgConnection, holder: FactorHolder) -> Result<bool> {
    let found = sqlx::query_scalar!(
        "select factor_id from second_factor where holder_id = $1 and confirmed_at is not null",
        holder.uuid()
    )
    .fetch_optional(conn)
    .await?;
    Ok(found.is_some())
}

/// Writes a factor that is yet to be confirmed, in the place of another one that is. False when one guards its holder already.
pub async fn put(conn: &mut PgConnection, holder: FactorHolder, factor: &KeptFactor) -> Result<bool> {
    let done = sqlx::query!(
        "insert into second_factor (holder_id, factor_id, wrapped, master_key, secret_sealed, made_at, last_step)
         values ($1, $2, $3, $4, $5, $6, 0)
         on conflict (holder_id) do update set factor_id = excluded.factor_id, wrapped = excluded.wrapped,
             master_key = excluded.master_key, secret_sealed = excluded.secret_sealed, made_at = excluded.made_at,
             last_step = excluded.last_step
         where second_factor.confirmed_at is null",
        holder.uuid(),
        factor.factor_id.uuid(),
        factor.wrapped.bytes,
        factor.wrapped.master_key.as_str(),
        factor.secret_sealed,
        factor.made_at
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Lets a factor guard its holder from now on. False when it does already, or is not there any more.
pub async fn confirm(
    conn: &mut PgConnection,
    (holder, factor_id): (FactorHolder, FactorId),
    step: i64,
    at: Instant,
) -> Result<bool> {
    let done = sqlx::query!(
        "update second_factor set confirmed_at = $3, last_step = $4
         where holder_id = $1 and factor_id = $2 and confirmed_at is null",
        holder.uuid(),
        factor_id.uuid(),
        at,
        step
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Takes the code of a step: false when one of it, or a later one, was taken before.
pub async fn take_step(conn: &mut PgConnection, holder: FactorHolder, step: i64) -> Result<bool> {
    let done = sqlx::query!(
        "update second_factor set last_step = $2 where holder_id = $1 and last_step < $2",
        holder.uuid(),
        step
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Removes a factor with its recovery codes. False when there is none.
pub async fn delete(conn: &mut PgConnection, holder: FactorHolder) -> Result<bool> {
    let done = sqlx::query!("delete from second_factor where holder_id = $1", holder.uuid())
        .execute(conn)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Writes the hashes of new recovery codes.
pub async fn insert_codes(conn: &mut PgConnection, holder: FactorHolder, hashes: &[[u8; 32]]) -> Result<()> {
    let hashes: Vec<Vec<u8>> = hashes.iter().map(|hash| hash.to_vec()).collect();
    sqlx::query!(
        "insert into recovery_code (holder_id, code_hash) select $1, hash from unnest($2::bytea[]) as made (hash)",
        holder.uuid(),
        &hashes
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Uses up a recovery code. False when there is none of this hash, or it was used before.
pub async fn use_code(
    conn: &mut PgConnection,
    holder: FactorHolder,
    code_hash: &[u8; 32],
    at: Instant,
) -> Result<bool> {
    let done = sqlx::query!(
        "update recovery_code set used_at = $3 where holder_id = $1 and code_hash = $2 and used_at is null",
        holder.uuid(),
        code_hash.as_slice(),
        at
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// How many recovery codes somebody has left.
pub async fn codes_left(conn: &mut PgConnection, holder: FactorHolder) -> Result<u32> {
    let left = sqlx::query_scalar!(
        r#"select count(*) as "left!" from recovery_code where holder_id = $1 and used_at is null"#,
        holder.uuid()
    )
    .fetch_one(conn)
    .await?;
    let at = Row {
        table: "recovery_code",
        id: &holder,
    };
    at.number("holder_id", left)
}

/// Writes down what happened to somebody's factor.
pub async fn record(
    conn: &mut PgConnection,
    holder: FactorHolder,
    event: FactorEvent,
    at: Instant,
) -> Result<()> {
    sqlx::query!(
        "insert into second_factor_event (holder_id, happened, happened_at) values ($1, $2, $3)",
        holder.uuid(),
        event.as_str(),
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Locks some factors whose keys another master key than this one wraps; what others have locked is left to them.
pub async fn lock_not_under(
    conn: &mut PgConnection,
    master_key: &MasterKeyId,
    limit: i64,
) -> Result<Vec<(Uuid, FactorId, Wrapped)>> {
    let rows = sqlx::query!(
        "select holder_id, factor_id, wrapped, master_key from second_factor
         where master_key <> $1 order by holder_id limit $2 for update skip locked",
        master_key.as_str(),
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let at = Row {
                table: "second_factor",
                id: &row.factor_id,
            };
            let wrapped = Wrapped {
                master_key: at.parse("master_key", &row.master_key)?,
                bytes: row.wrapped,
            };
            Ok((row.holder_id, FactorId::from_uuid(row.factor_id), wrapped))
        })
        .collect()
}

/// Writes the key of a factor as another master key wraps it.
pub async fn rewrap(conn: &mut PgConnection, factor_id: FactorId, wrapped: &Wrapped) -> Result<()> {
    sqlx::query!(
        "update second_factor set wrapped = $2, master_key = $3 where factor_id = $1",
        factor_id.uuid(),
        wrapped.bytes,
        wrapped.master_key.as_str()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Every master key without which a factor cannot be opened.
pub async fn master_keys(conn: &mut PgConnection) -> Result<Vec<MasterKeyId>> {
    let rows = sqlx::query_scalar!("select distinct master_key from second_factor")
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|id| {
            let at = Row {
                table: "second_factor",
                id,
            };
            at.parse("master_key", id)
        })
        .collect()
}
