//! Days as people write them in the language of a letter.

use chrono::{Datelike as _, NaiveDate};

/// The file with a line for each month.
pub(super) const MONTHS: &str = "months";

/// How the days of each month are written: `{day} January {year}`.
#[derive(Debug)]
pub(super) struct Days {
    months: Vec<String>,
}

impl Days {
    /// How this language writes days.
    ///
    /// # Errors
    /// When it has no twelve months: a fault of this program.
    pub(super) fn of(language: &str) -> Result<Self, String> {
        let text = super::text(MONTHS, language).unwrap_or_default();
        let months: Vec<String> = text.lines().map(str::to_owned).collect();
        if months.len() == 12 {
            Ok(Self { months })
        } else {
            Err(format!("there are no twelve months in `{language}`"))
        }
    }

    /// A day: `1 January 2031`.
    pub(super) fn write(&self, day: NaiveDate) -> String {
        let month = usize::try_from(day.month0()).ok();
        let line = month.and_then(|month| self.months.get(month));
        line.map_or_else(
            || day.to_string(),
            |line| {
                line.replace("{day}", &day.day().to_string())
                    .replace("{year}", &day.year().to_string())
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_writes_a_day_as_its_people_do() {
        for (language, first, last) in [
            ("en", "1 January 2031", "31 December 2031"),
            ("id", "1 Januari 2031", "31 Desember 2031"),
        ] {
            let days = Days::of(language).unwrap();
            let day = |text: &str| days.write(text.parse().unwrap());
            assert_eq!(
                (day("2031-01-01"), day("2031-12-31")),
                (first.to_owned(), last.to_owned())
            );
            for month in 1..=12 {
                let written = day(&format!("2031-{month:02}-07"));
                assert!(
                    written.starts_with("7 ") && written.ends_with(" 2031"),
                    "{written}"
                );
                assert!(!written.contains(['{', '-']), "{written}");
            }
        }
        assert!(Days::of("xx").is_err());
    }
}
