//! The section `[payout]` of `charter.toml`: a weekday or a day of the month, or neither for every day; and the least that is paid out.

use chrono::Weekday;
use serde::Deserialize;

use super::PayoutTerms;
use super::file::{FigureEntry, Taker, Wrong};
use crate::payout::PayoutSchedule;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct PayoutEntry {
    weekday: Option<FigureEntry>,
    day_of_month: Option<FigureEntry>,
    minimum_minor: Option<FigureEntry>,
}

impl PayoutEntry {
    pub(super) fn build(self, take: &mut Taker) -> Result<PayoutTerms, Wrong> {
        let default = PayoutTerms::default();
        let schedule = match (self.weekday, self.day_of_month) {
            (None, None) => default.schedule,
            (Some(entry), None) => weekday(take.within("payout.weekday", entry, 1, 7)?),
            (None, Some(entry)) => {
                PayoutSchedule::Monthly(take.within("payout.day_of_month", entry, 1, 28)?)
            }
            (Some(_), Some(_)) => {
                let problem = "is there beside payout.weekday; write one of them, or neither for every day";
                return Err(("payout.day_of_month".to_owned(), problem.to_owned()));
            }
        };
        let minimum_minor = match self.minimum_minor {
            Some(entry) => take
                .minor("payout.minimum_minor", entry)?
                .max(default.minimum_minor),
            None => default.minimum_minor,
        };
        Ok(PayoutTerms {
            schedule,
            minimum_minor,
        })
    }
}

/// The day of the week with this number: 1 is Monday.
fn weekday(number: u32) -> PayoutSchedule {
    let day = match number {
        1 => Weekday::Mon,
        2 => Weekday::Tue,
        3 => Weekday::Wed,
        4 => Weekday::Thu,
        5 => Weekday::Fri,
        6 => Weekday::Sat,
        _ => Weekday::Sun,
    };
    PayoutSchedule::Weekly(day)
}
