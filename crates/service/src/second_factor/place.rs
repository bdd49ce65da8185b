//! Where somebody's second factor is kept, and what goes with a change of it.

use pasar_domain::Instant;
use pasar_domain::second_factor::{FactorEvent, FactorHolder};
use pasar_store::{Result, Transaction, account, second_factor, staff};

use crate::Context;
use crate::job::{Job, Letter, enqueue};

/// Begins a transaction where the holder's rows are: an account's in the market's home cell, those of staff in the control schema.
pub(crate) async fn begin(ctx: &Context, holder: FactorHolder) -> Result<Transaction> {
    match holder {
        FactorHolder::Account(_) => ctx.home().begin().await,
        FactorHolder::Staff(_) => ctx.store().begin().await,
    }
}

/// Keeps a holder from changing until the transaction ends. False when they may not act any more.
pub(crate) async fn lock_holder(tx: &mut Transaction, holder: FactorHolder) -> Result<bool> {
    match holder {
        FactorHolder::Account(id) => account::lock(tx, id).await,
        FactorHolder::Staff(id) => Ok(staff::lock(tx, id).await?.is_some()),
    }
}

/// Writes down what has happened, and promises the holder a letter about it, in the transaction of `tx`. Work is promised in cells, so the
/// letter to staff is promised a moment before: a letter about what then failed is better than none about what did not.
pub(super) async fn tell(
    ctx: &Context,
    tx: &mut Transaction,
    holder: FactorHolder,
    (event, at): (FactorEvent, Instant),
) -> Result<()> {
    second_factor::record(tx, holder, event, at).await?;
    let letter = Job::SendLetter(Letter::SecondFactor { holder, event, at });
    match holder {
        FactorHolder::Account(_) => enqueue(ctx, tx, [letter], at).await,
        FactorHolder::Staff(_) => {
            let mut home = ctx.home().begin().await?;
            enqueue(ctx, &mut home, [letter], at).await?;
            home.commit().await?;
            Ok(())
        }
    }
}

/// The same, as the end of a transaction.
pub(crate) async fn tell_and_commit(
    ctx: &Context,
    mut tx: Transaction,
    holder: FactorHolder,
    what: (FactorEvent, Instant),
) -> Result<()> {
    tell(ctx, &mut tx, holder, what).await?;
    tx.commit().await?;
    ctx.bell().ring();
    Ok(())
}
