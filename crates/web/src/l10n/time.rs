//! Dates and times in the market's time zone and the page's language.

use chrono::{DateTime, Datelike, NaiveDate};
use chrono_tz::Tz;
use pasar_domain::Instant;

use super::{Arg, Localizer, ToArg};

impl Localizer {
    /// The day: `24 November 2026`.
    pub fn date(&self, at: impl std::borrow::Borrow<Instant>) -> String {
        self.day(self.local(*at.borrow()).date_naive())
    }

    /// A day of the calendar: `24 November 2026`.
    pub fn day(&self, day: impl std::borrow::Borrow<NaiveDate>) -> String {
        let day = *day.borrow();
        let args = [
            ("day", Arg::Text(day.day().to_string())),
            ("month", day.month().to_arg()),
            ("year", Arg::Text(day.year().to_string())),
        ];
        self.t_with("date-day", &args)
    }

    /// The month: `November 2026`.
    pub fn month(&self, at: impl std::borrow::Borrow<Instant>) -> String {
        let local = self.local(*at.borrow());
        let year = Arg::Text(local.year().to_string());
        self.t_with(
            "date-month-year",
            &[("month", local.month().to_arg()), ("year", year)],
        )
    }

    /// The minute, with its zone: `24 November 2026 pukul 10.30 WIB`.
    pub fn date_time(&self, at: impl std::borrow::Borrow<Instant>) -> String {
        let local = self.local(*at.borrow());
        let args = [
            ("date", Arg::Text(self.day(local.date_naive()))),
            ("hour", Arg::Text(local.format("%H").to_string())),
            ("minute", Arg::Text(local.format("%M").to_string())),
            ("zone", Arg::Text(local.format("%Z").to_string())),
        ];
        self.t_with("date-minute", &args)
    }

    /// The instant for the `datetime` attribute of `<time>`: RFC 3339 in the market's zone.
    pub fn iso(&self, at: impl std::borrow::Borrow<Instant>) -> String {
        self.local(*at.borrow())
            .to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
    }

    /// The time of day, to the minute.
    pub fn clock(&self, at: impl std::borrow::Borrow<Instant>) -> String {
        let local = self.local(*at.borrow());
        let args = [
            ("hour", Arg::Text(local.format("%H").to_string())),
            ("minute", Arg::Text(local.format("%M").to_string())),
        ];
        self.t_with("date-clock", &args)
    }

    /// How long before `now` something was, in the largest fitting unit; the day itself when over a month ago.
    pub fn ago(
        &self,
        at: impl std::borrow::Borrow<Instant>,
        now: impl std::borrow::Borrow<Instant>,
    ) -> String {
        let at = *at.borrow();
        let minutes = (*now.borrow() - at).num_minutes();
        match minutes {
            ..1 => self.t("ago-now"),
            1..60 => self.t1("ago-minutes", "count", minutes),
            60..1_440 => self.t1("ago-hours", "count", minutes / 60),
            1_440..43_200 => self.t1("ago-days", "count", minutes / 1_440),
            _ => self.date(at),
        }
    }

    fn local(&self, at: Instant) -> DateTime<Tz> {
        at.with_timezone(&self.market.time_zone)
    }
}
