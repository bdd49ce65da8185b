//! Carries the keys of second factors over to the newest master key, as the vault does those of sellers.

use pasar_domain::id::{AccountId, StaffId};
use pasar_domain::second_factor::FactorHolder;
use pasar_store::{Transaction, second_factor};
use uuid::Uuid;

use super::FactorError;
use super::sealing::{unwrap, wrap};
use crate::Context;

/// Rows that are carried over in one transaction.
const BATCH: i64 = 100;

/// Wraps keys of the market's accounts, and of staff, under the newest master key. Returns how many; doing it again changes nothing.
pub(crate) async fn rewrap(ctx: &Context) -> Result<usize, FactorError> {
    let home = ctx.home().begin().await?;
    let of_accounts = rewrap_in(ctx, home, |id| FactorHolder::Account(AccountId::from_uuid(id))).await?;
    let control = ctx.store().begin().await?;
    let of_staff = rewrap_in(ctx, control, |id| FactorHolder::Staff(StaffId::from_uuid(id))).await?;
    Ok(of_accounts + of_staff)
}

async fn rewrap_in(
    ctx: &Context,
    mut tx: Transaction,
    holder_of: fn(Uuid) -> FactorHolder,
) -> Result<usize, FactorError> {
    let due = second_factor::lock_not_under(&mut tx, ctx.identity_keys().newest(), BATCH).await?;
    for (holder, factor_id, wrapped) in &due {
        let holder = holder_of(*holder);
        let key = unwrap(ctx, holder, *factor_id, wrapped)?;
        let again = wrap(ctx, holder, *factor_id, &key)?;
        second_factor::rewrap(&mut tx, *factor_id, &again).await?;
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(due.len())
}
