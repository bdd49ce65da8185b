//! The directory of shops: which handle and which cell a shop has. It lives in the control schema, so that a handle is
//! unique in its market whatever the number of cells.

use pasar_domain::Instant;
use pasar_domain::handle::Handle;
use pasar_domain::id::ShopId;
use sqlx::PgConnection;

use crate::cell::CellName;
use crate::error::Result;
use crate::row::Row;

/// A shop's entry in the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryEntry {
    /// The shop.
    pub shop_id: ShopId,
    /// Its handle.
    pub handle: Handle,
    /// The cell it lives in.
    pub cell: CellName,
    /// When the handle was claimed.
    pub created_at: Instant,
}

/// Claims a handle for a new shop.
///
/// # Errors
/// `Conflict` on `shop_directory_market_handle_key` when another shop has it.
pub async fn claim(conn: &mut PgConnection, market: &str, entry: &DirectoryEntry) -> Result<()> {
    sqlx::query!(
        "insert into shop_directory (market, shop_id, handle, cell, created_at) values ($1, $2, $3, $4, $5)",
        market,
        entry.shop_id.uuid(),
        entry.handle.as_str(),
        entry.cell.as_str(),
        entry.created_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Gives a claimed handle back, when its shop could not be written.
pub async fn release(conn: &mut PgConnection, market: &str, shop_id: ShopId) -> Result<()> {
    sqlx::query!(
        "delete from shop_directory where market = $1 and shop_id = $2",
        market,
        shop_id.uuid()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The shop of this handle.
pub async fn by_handle(
    conn: &mut PgConnection,
    market: &str,
    handle: &str,
) -> Result<Option<DirectoryEntry>> {
    let found = sqlx::query!(
        "select shop_id, handle, cell, created_at from shop_directory where market = $1 and handle = $2",
        market,
        handle
    )
    .fetch_optional(conn)
    .await?;
    found
        .map(|found| {
            let row = Row {
                table: "shop_directory",
                id: &found.shop_id,
            };
            Ok(DirectoryEntry {
                shop_id: ShopId::from_uuid(found.shop_id),
                handle: row.parse("handle", &found.handle)?,
                cell: row.parse("cell", &found.cell)?,
                created_at: found.created_at,
            })
        })
        .transpose()
}
