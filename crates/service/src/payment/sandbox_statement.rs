//! What the sandbox bank says that it took, gave back, kept and settled. It is worked out from its books whenever it is asked for, and always the
//! same.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime};
use pasar_domain::Instant;
use pasar_domain::id::PaymentId;
use pasar_domain::money::{Currency, Money, MoneyError};
use pasar_domain::provider_statement::{ProviderRow, ProviderRowKind};
use pasar_store::sandbox_payment;

use super::provider::ProviderError;
use super::sandbox::{SandboxBank, unreachable};

/// Days after which what was taken is settled.
const SETTLES_AFTER_DAYS: u64 = 2;

/// What the bank keeps of each charge, in basis points. It keeps it when it gives the money back, too.
const FEE_BASIS_POINTS: u32 = 70;

/// What the sandbox bank keeps of an amount.
///
/// # Errors
/// When the amount does not fit.
pub fn sandbox_fee(amount: Money) -> Result<Money, MoneyError> {
    amount.basis_points(FEE_BASIS_POINTS, 1)
}

fn too_large(error: MoneyError) -> ProviderError {
    ProviderError::Refused(error.to_string())
}

fn start_of(day: NaiveDate) -> Instant {
    day.and_time(NaiveTime::MIN).and_utc()
}

/// The settlement of what happened on a day.
fn settled_on(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(SETTLES_AFTER_DAYS))
        .unwrap_or(NaiveDate::MAX)
}

fn settlement(currency: Currency, day: NaiveDate) -> String {
    format!("sandbox-{}-{}", currency.code(), day.format("%Y%m%d"))
}

impl SandboxBank {
    /// The statement of the settlements from one day to another, both included, with everything that they settle. Days are days in UTC.
    pub(super) async fn settled(
        &self,
        currency: Currency,
        (from, to): (NaiveDate, NaiveDate),
    ) -> Result<Vec<ProviderRow>, ProviderError> {
        let back = Days::new(SETTLES_AFTER_DAYS);
        let first = from.checked_sub_days(back).unwrap_or(NaiveDate::MIN);
        let after = to.checked_sub_days(back).unwrap_or(NaiveDate::MIN);
        let after = after.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
        let stretch = (start_of(first), start_of(after));
        let mut connection = self.books().read().await.map_err(unreachable)?;
        let charges = sandbox_payment::captured_between(&mut connection, currency, stretch)
            .await
            .map_err(unreachable)?;
        let refunds = sandbox_payment::refunded_between(&mut connection, currency, stretch)
            .await
            .map_err(unreachable)?;
        rows(currency, charges, refunds).map_err(too_large)
    }
}

/// What happened, and what comes of it.
fn rows(
    currency: Currency,
    charges: Vec<(PaymentId, Instant, Money)>,
    refunds: Vec<(PaymentId, String, Instant, Money)>,
) -> Result<Vec<ProviderRow>, MoneyError> {
    let mut rows = Vec::new();
    for (id, at, amount) in charges {
        let day = at.date_naive();
        let charge = ProviderRow {
            row_id: format!("charge-{id}"),
            kind: ProviderRowKind::Charge,
            booked_on: day,
            settlement: settlement(currency, settled_on(day)),
            payment_id: Some(id),
            refund_key: String::new(),
            amount,
        };
        let fee = Money::zero(currency).subtract(sandbox_fee(amount)?)?;
        rows.push(charge.clone());
        if !fee.is_zero() {
            rows.push(ProviderRow {
                row_id: format!("fee-{id}"),
                kind: ProviderRowKind::Fee,
                amount: fee,
                ..charge
            });
        }
    }
    for (id, key, at, amount) in refunds {
        let day = at.date_naive();
        rows.push(ProviderRow {
            row_id: format!("refund-{id}-{key}"),
            kind: ProviderRowKind::Refund,
            booked_on: day,
            settlement: settlement(currency, settled_on(day)),
            payment_id: Some(id),
            refund_key: key,
            amount: Money::zero(currency).subtract(amount)?,
        });
    }
    settle(&mut rows, currency)?;
    Ok(rows)
}

/// Adds a settlement for each day, of what its rows come to.
fn settle(rows: &mut Vec<ProviderRow>, currency: Currency) -> Result<(), MoneyError> {
    let mut sums: BTreeMap<NaiveDate, Money> = BTreeMap::new();
    for row in rows.iter() {
        let sum = sums
            .entry(settled_on(row.booked_on))
            .or_insert(Money::zero(currency));
        *sum = sum.add(row.amount)?;
    }
    rows.sort_by_key(|row| row.booked_on);
    for (day, sum) in sums {
        rows.push(ProviderRow {
            row_id: settlement(currency, day),
            kind: ProviderRowKind::Settlement,
            booked_on: day,
            settlement: settlement(currency, day),
            payment_id: None,
            refund_key: String::new(),
            amount: Money::zero(currency).subtract(sum)?,
        });
    }
    Ok(())
}
