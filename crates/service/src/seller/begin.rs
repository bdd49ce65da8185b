//! Puts a seller on probation whom the operator verifies for the first time.

use pasar_domain::Instant;
use pasar_domain::id::SellerId;
use pasar_store::{PgConnection, probation};

use crate::Context;

/// Begins the probation of a seller whom nothing verified before, where the charter in force has limits for new sellers. Call it before the
/// verification is written. Whoever was verified earlier, or by nobody's hand, is not touched.
///
/// # Errors
/// The database's.
pub(crate) async fn begin(
    ctx: &Context,
    conn: &mut PgConnection,
    seller_id: SellerId,
    now: Instant,
) -> Result<(), pasar_store::Error> {
    if ctx.charter().probation.is_some() {
        probation::begin(conn, seller_id, now).await?;
    }
    Ok(())
}
