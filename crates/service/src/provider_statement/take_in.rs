//! Takes a provider's statement in: rows are kept, settlements written into the ledger, differences put before people.

use pasar_domain::id::{DifferenceId, ProviderStatementId, SettlementId, TransferId};
use pasar_domain::provider_statement::{
    PROVIDER_STATEMENT_BYTES_MAX, ProviderDifference, ProviderRow, ProviderStatementRead, Settlement,
};
use pasar_interchange::provider::{ProviderStatementError, read_provider_statement};
use pasar_ledger::Transfer;
use pasar_ledger::posting::Postings;
use pasar_store::{Error, provider_statement, settlement};
use sha2::{Digest as _, Sha256};

use super::compare::{Compared, compare};
use super::facts::Facts;
use super::{TakeInError, administrators_only};
use crate::actor::StaffMember;
use crate::context::Context;

/// What taking a statement in did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenIn {
    /// In numbers.
    pub read: ProviderStatementRead,
    /// What differs; empty when the very file was taken in before.
    pub differences: Vec<ProviderDifference>,
    /// Was this very file taken in before? Then nothing was changed.
    pub again: bool,
}

/// Takes in a statement of this market's payment provider. The same file again changes nothing, and neither does a row that was in another one.
///
/// # Errors
/// See [`TakeInError`]; nothing is written then.
pub async fn take_in(ctx: &Context, staff: StaffMember, bytes: &[u8]) -> Result<TakenIn, TakeInError> {
    administrators_only(staff)?;
    if bytes.len() > PROVIDER_STATEMENT_BYTES_MAX {
        return Err(ProviderStatementError::TooLong.into());
    }
    let lines = read_provider_statement(bytes)?;
    let digest: [u8; 32] = Sha256::digest(bytes).into();
    let provider = ctx.payments().name();
    let mut tx = ctx.home().begin().await?;
    if let Some(read) = provider_statement::find(&mut tx, provider, &digest).await? {
        return Ok(again(read));
    }
    let rows: Vec<&ProviderRow> = lines.iter().flat_map(|line| line.rows.iter().flatten()).collect();
    let facts = Facts::gather(&mut tx, provider, &rows).await?;
    let compared = compare(&lines, &facts, &|amount| ctx.payments().fee(amount))?;
    let (read, differences) = written_down(ctx, provider, lines.len(), &compared);
    let written = provider_statement::insert(&mut tx, &read, &digest, staff.staff_id());
    match written.await {
        // Somebody takes the same file in at this moment, and was faster.
        Err(error) if error.is_conflict_on(provider_statement::TWICE) => {
            drop(tx);
            let mut conn = ctx.home().read().await?;
            let read = provider_statement::find(&mut conn, provider, &digest).await?;
            return Ok(again(read.ok_or(Error::Race)?));
        }
        done => done?,
    }
    let of = (read.statement_id, provider);
    provider_statement::insert_rows(&mut tx, of, &compared.rows).await?;
    let settlements = settlements(ctx, &read, &compared);
    let transfers = transfers(ctx, &settlements);
    settlement::insert(&mut tx, &settlements, &transfers).await?;
    provider_statement::insert_differences(&mut tx, &differences).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(TakenIn {
        read,
        differences,
        again: false,
    })
}

const fn again(read: ProviderStatementRead) -> TakenIn {
    TakenIn {
        read,
        differences: Vec::new(),
        again: true,
    }
}

fn written_down(
    ctx: &Context,
    provider: &str,
    lines: usize,
    compared: &Compared,
) -> (ProviderStatementRead, Vec<ProviderDifference>) {
    let now = ctx.now();
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let read = ProviderStatementRead {
        statement_id: ProviderStatementId::new(now, &ctx.entropy()),
        provider: provider.to_owned(),
        rows: count(lines),
        known: compared.known,
        settlements: count(compared.settlements.len()),
        differences: count(compared.differences.len()),
        read_at: now,
    };
    let differences = compared.differences.iter().map(|found| ProviderDifference {
        difference_id: DifferenceId::new(now, &ctx.entropy()),
        statement_id: read.statement_id,
        kind: found.kind,
        line: found.line,
        row_id: found.row_id.clone(),
        payment_id: found.payment_id,
        said: found.said,
        expected: found.expected,
        found_at: now,
        settled: None,
    });
    let differences = differences.collect();
    (read, differences)
}

fn settlements(ctx: &Context, read: &ProviderStatementRead, compared: &Compared) -> Vec<Settlement> {
    let new = compared.settlements.iter();
    new.map(|new| Settlement {
        settlement_id: SettlementId::new(read.read_at, &ctx.entropy()),
        provider: read.provider.clone(),
        reference: new.row.settlement.clone(),
        net: new.net,
        fee: new.fee,
        settled_on: new.row.booked_on,
        statement_id: read.statement_id,
        recorded_at: read.read_at,
    })
    .collect()
}

fn transfers(ctx: &Context, settlements: &[Settlement]) -> Vec<Transfer> {
    let of = |one: &Settlement| {
        let mut new_id = || TransferId::new(one.recorded_at, &ctx.entropy());
        Postings::new(one.recorded_at, &mut new_id).settle(one)
    };
    settlements.iter().flat_map(of).collect()
}
