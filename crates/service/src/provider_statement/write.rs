//! The statement of this market's payment provider, where the provider gives it to programs, as the sandbox bank does.

use chrono::{Datelike as _, Days, NaiveDate};
use pasar_interchange::provider::write_provider_statement;

use super::{TakeInError, administrators_only};
use crate::actor::StaffMember;
use crate::context::Context;

/// The most days of one statement.
pub const DAYS_MAX: u64 = 366;

/// Writes the provider's statement of its settlements from one day to another, both included; by default of the last thirty days.
///
/// # Errors
/// See [`TakeInError`].
pub async fn write_statement(
    ctx: &Context,
    staff: StaffMember,
    (from, to): (Option<NaiveDate>, Option<NaiveDate>),
) -> Result<Vec<u8>, TakeInError> {
    administrators_only(staff)?;
    let today = ctx.now().date_naive();
    let to = to.unwrap_or(today).min(today);
    let from = from.unwrap_or_else(|| to.checked_sub_days(Days::new(30)).unwrap_or(to));
    let last = from
        .checked_add_days(Days::new(DAYS_MAX))
        .unwrap_or(NaiveDate::MAX);
    if from > to || to > last || from.year() < 2000 {
        return Err(TakeInError::Days);
    }
    let currency = ctx.market().currency;
    let rows = ctx.payments().statement(currency, (from, to)).await?;
    let rows = rows.ok_or(TakeInError::NotPublished)?;
    Ok(write_provider_statement(Vec::new(), &rows)?)
}
