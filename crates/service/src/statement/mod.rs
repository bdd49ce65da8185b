//! What a shop is owed, day by day: what was owed when the day began, each line from order to bank, what was owed when it ended.

mod day;
mod days;
mod file;

pub use day::{DayLine, DayStatement, day};
pub use days::{DAYS, StatementDay, StatementDays, days};
pub use file::{DayFile, DayFormat, DayWords, write};

use chrono::{Days, NaiveDate};
use pasar_domain::Instant;
use pasar_domain::market::Market;
use pasar_domain::money::MoneyError;

use crate::charter::beginning_of;

/// Why there is no statement.
#[derive(Debug, thiserror::Error)]
pub enum DayError {
    /// The day has not come yet.
    #[error("there is no statement of `{0}`: the day has not come yet")]
    NotYet(NaiveDate),
    /// A sum is too large.
    #[error(transparent)]
    Sum(#[from] MoneyError),
    /// The file could not be written.
    #[error("the file could not be written")]
    Write(#[from] std::io::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// When a day begins and ends in the market.
fn bounds(day: NaiveDate, market: &Market) -> (Instant, Instant) {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
    (beginning_of(day, market), beginning_of(next, market))
}
