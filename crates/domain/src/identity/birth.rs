//! Days of birth of which a number says two digits of the year.

use chrono::{Datelike as _, NaiveDate};

use super::problem::{IdentityProblem, Part};
use crate::word::word_enum;

/// The first year in which somebody can be born who holds a document: nobody becomes so old that it would be earlier.
const FIRST_YEAR: i32 = 1900;
/// The most years that somebody who was born long ago may have lived; the oldest person known reached 122.
const AGE_MAX: i32 = 130;

/// What a document says of its holder's sex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// A woman.
    Female,
    /// A man.
    Male,
    /// It is not said.
    Unspecified,
}

word_enum!(Sex, "a sex", {
    Female => "female",
    Male => "male",
    Unspecified => "unspecified",
});

/// The day of birth that two digits of a year allow.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BirthDate {
    /// The only day, or the later one of two.
    pub likely: NaiveDate,
    /// The same day a century before, if somebody may have been born then.
    pub earlier: Option<NaiveDate>,
}

impl BirthDate {
    /// Resolves a day of which the year has two digits, for somebody who is born on `on` or before.
    ///
    /// # Errors
    /// [`IdentityProblem::DateImpossible`] if the calendar has no such day in any century,
    /// [`IdentityProblem::DateInFuture`] if it has only later ones.
    pub(super) fn resolve(
        year: u32,
        month: u32,
        day: u32,
        on: NaiveDate,
        position: usize,
    ) -> Result<Self, IdentityProblem> {
        let short = i32::try_from(year % 100).unwrap_or_default();
        let latest = on.year().max(FIRST_YEAR);
        // One century more than `on`: a real day that is yet to come is not the same as none.
        let mut days: Vec<NaiveDate> = (FIRST_YEAR..=latest.saturating_add(100))
            .filter(|year| year.rem_euclid(100) == short)
            .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
            .collect();
        if days.is_empty() {
            return Err(IdentityProblem::DateImpossible {
                part: Part::BirthDate,
                position,
            });
        }
        days.retain(|day| *day <= on);
        let mut latest_first = days.into_iter().rev();
        match latest_first.next() {
            Some(likely) => Ok(Self {
                likely,
                earlier: latest_first.next(),
            }),
            None => Err(IdentityProblem::DateInFuture { position }),
        }
    }

    /// May this be the day?
    pub fn may_be(&self, day: NaiveDate) -> bool {
        self.likely == day || self.earlier == Some(day)
    }

    /// Every day that it may be, the likely one first.
    pub fn all(&self) -> impl Iterator<Item = NaiveDate> {
        std::iter::once(self.likely).chain(self.earlier)
    }
}

/// Checks a day of birth whose year is complete.
///
/// # Errors
/// [`IdentityProblem::DateImpossible`], [`IdentityProblem::DateInFuture`], [`IdentityProblem::DateImplausible`].
pub(super) fn full(
    year: u32,
    month: u32,
    day: u32,
    on: NaiveDate,
    position: usize,
) -> Result<NaiveDate, IdentityProblem> {
    let found = i32::try_from(year)
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    let born = found.ok_or(IdentityProblem::DateImpossible {
        part: Part::BirthDate,
        position,
    })?;
    if born > on {
        Err(IdentityProblem::DateInFuture { position })
    } else if born.year() < on.year().saturating_sub(AGE_MAX) {
        Err(IdentityProblem::DateImplausible { position })
    } else {
        Ok(born)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn resolved(year: u32, month: u32, day_: u32, on: &str) -> Result<Vec<NaiveDate>, &'static str> {
        BirthDate::resolve(year, month, day_, day(on), 7)
            .map(|birth| birth.all().collect())
            .map_err(|problem| problem.code())
    }

    #[test]
    fn the_century_is_resolved_from_the_given_day() {
        let on = "2026-11-30";
        assert_eq!(resolved(45, 8, 17, on), Ok(vec![day("1945-08-17")]));
        assert_eq!(
            resolved(5, 8, 17, on),
            Ok(vec![day("2005-08-17"), day("1905-08-17")])
        );
        assert_eq!(
            resolved(26, 11, 30, on),
            Ok(vec![day("2026-11-30"), day("1926-11-30")])
        );
        assert_eq!(resolved(26, 12, 1, on), Ok(vec![day("1926-12-01")]));
        assert_eq!(
            resolved(0, 2, 29, on),
            Ok(vec![day("2000-02-29")]),
            "1900 was no leap year"
        );
        assert_eq!(resolved(0, 2, 29, "1999-12-31"), Err("date_in_future"));
        assert_eq!(resolved(1, 2, 29, on), Err("date_impossible"));
        assert_eq!(resolved(80, 13, 1, on), Err("date_impossible"));
        assert_eq!(resolved(80, 1, 0, on), Err("date_impossible"));
    }

    #[test]
    fn a_full_year_needs_no_guess() {
        let on = day("2026-11-30");
        assert!(full(1991, 1, 1, on, 7).is_ok());
        let code = |year, month, day| full(year, month, day, on, 7).map_err(|problem| problem.code());
        assert_eq!(code(2026, 12, 1), Err("date_in_future"));
        assert_eq!(code(1895, 12, 1), Err("date_implausible"));
        assert_eq!(code(1896, 1, 1), Ok(day("1896-01-01")));
        assert_eq!(code(2023, 2, 29), Err("date_impossible"));
    }
}
