//! Campaigns: the operator asks sellers of a market to be verified again until a day. What verified them before ends on that day at the latest.

use chrono::{Days, Duration};

use crate::Instant;
use crate::id::{CampaignId, StaffId};
use crate::market::{Country, Market};
use crate::problem::{ProblemKind, Problems, day, length};
use crate::seller::{Evidence, checked_country, listed};
use crate::word::word_enum;

/// The most characters of the reason that sellers read.
pub const REASON_CHARS_MAX: usize = 1_000;

/// Days that sellers have at least.
pub const DAYS_MIN: u64 = 7;

/// Days that sellers have at most.
pub const DAYS_MAX: u64 = 365;

/// Days before the end at which a seller who has not answered is reminded.
pub const REMIND_DAYS: i64 = 7;

/// Which verifications a campaign is about. What is recorded after it was started, it never is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CampaignScope {
    /// Those of this kind of evidence; all without.
    pub evidence: Option<Evidence>,
    /// Those issued by the authorities of this country; of any without.
    pub issued_by: Option<Country>,
    /// Those recorded before this instant; all without.
    pub recorded_before: Option<Instant>,
}

/// A campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// Its id.
    pub campaign_id: CampaignId,
    /// Why sellers are asked, in words for them.
    pub reason: String,
    /// Which verifications it is about.
    pub scope: CampaignScope,
    /// When these end.
    pub due_at: Instant,
    /// Who started it.
    pub started_by: StaffId,
    /// When.
    pub started_at: Instant,
    /// When every seller had been looked at, whether to be asked.
    pub gathered_at: Option<Instant>,
    /// Who stopped it, and when.
    pub stopped: Option<(StaffId, Instant)>,
}

impl Campaign {
    /// How it stands at an instant.
    pub fn state(&self, now: Instant) -> CampaignState {
        if self.stopped.is_some() {
            CampaignState::Stopped
        } else if self.due_at <= now {
            CampaignState::Over
        } else if self.gathered_at.is_none() {
            CampaignState::Gathering
        } else {
            CampaignState::Running
        }
    }

    /// From when on sellers are reminded.
    pub fn reminds_at(&self) -> Instant {
        self.due_at - Duration::days(REMIND_DAYS)
    }
}

/// How a campaign stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CampaignState {
    /// Sellers are being asked.
    Gathering,
    /// Everybody was asked, and has time.
    Running,
    /// Its day has come: what it was about has ended.
    Over,
    /// Somebody stopped it before its day; what it was about counts as it did before.
    Stopped,
}

word_enum!(CampaignState, "a state of a campaign", {
    Gathering => "gathering",
    Running => "running",
    Over => "over",
    Stopped => "stopped",
});

/// How far a seller is who was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CampaignAnswer {
    /// Has not answered.
    Waiting,
    /// Has sent in an application, which waits for staff.
    SentIn,
    /// Was verified again.
    Renewed,
    /// Was not verified again in time.
    Lapsed,
}

word_enum!(CampaignAnswer, "an answer to a campaign", {
    Waiting => "waiting",
    SentIn => "sent_in",
    Renewed => "renewed",
    Lapsed => "lapsed",
});

/// How far the sellers are who were asked. Each is counted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CampaignProgress {
    /// Have not answered.
    pub waiting: u64,
    /// Have sent in an application.
    pub sent_in: u64,
    /// Were verified again.
    pub renewed: u64,
    /// Were not verified again in time.
    pub lapsed: u64,
}

impl CampaignProgress {
    /// Everybody who was asked.
    pub const fn asked(&self) -> u64 {
        self.waiting + self.sent_in + self.renewed + self.lapsed
    }

    /// Counts so many sellers more.
    pub const fn add(&mut self, answer: CampaignAnswer, sellers: u64) {
        match answer {
            CampaignAnswer::Waiting => self.waiting += sellers,
            CampaignAnswer::SentIn => self.sent_in += sellers,
            CampaignAnswer::Renewed => self.renewed += sellers,
            CampaignAnswer::Lapsed => self.lapsed += sellers,
        }
    }
}

/// A campaign as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CampaignInput {
    /// Why, in words for sellers.
    pub reason: String,
    /// The word of a kind of evidence; all when empty.
    pub evidence: String,
    /// The code of a country; any when empty.
    pub issued_by: String,
    /// The day before which verifications must have been recorded: `2025-01-31`; all when empty.
    pub recorded_before: String,
    /// The last day on which the old verifications count: `2027-01-31`.
    pub due_on: String,
}

/// A campaign that may be started: only [`check_campaign`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckedCampaign {
    /// Why, in words for sellers.
    pub reason: String,
    /// Which verifications it is about.
    pub scope: CampaignScope,
    /// When these end.
    pub due_at: Instant,
}

/// Checks and tidies what was typed.
///
/// # Errors
/// Everything that is wrong, in the order of the fields.
pub fn check_campaign(
    input: &CampaignInput,
    market: &Market,
    now: Instant,
) -> Result<CheckedCampaign, Problems> {
    let mut problems = Problems::default();
    let reason = input.reason.trim().replace("\r\n", "\n");
    length(&mut problems, "reason", &reason, 1, REASON_CHARS_MAX);
    let is_given = |text: &str| !text.trim().is_empty();
    let scope = CampaignScope {
        evidence: is_given(&input.evidence)
            .then(|| listed(&mut problems, "evidence", &input.evidence))
            .flatten(),
        issued_by: is_given(&input.issued_by)
            .then(|| checked_country(&mut problems, "issued_by", &input.issued_by))
            .flatten(),
        recorded_before: is_given(&input.recorded_before)
            .then(|| day(&mut problems, "recorded_before", &input.recorded_before))
            .flatten()
            .map(|day| market.start_of(day)),
    };
    match due_at(&mut problems, &input.due_on, market, now) {
        Some(due_at) => problems.or(CheckedCampaign {
            reason,
            scope,
            due_at,
        }),
        None => Err(problems),
    }
}

/// The end of the last day, in the market's time zone.
fn due_at(problems: &mut Problems, typed: &str, market: &Market, now: Instant) -> Option<Instant> {
    let last_day = day(problems, "due_on", typed)?;
    let today = now.with_timezone(&market.time_zone).date_naive();
    let first = today.checked_add_days(Days::new(DAYS_MIN))?;
    let last = today.checked_add_days(Days::new(DAYS_MAX))?;
    if last_day < first || last < last_day {
        problems.push("due_on", ProblemKind::DayOutOfRange { first, last });
        return None;
    }
    last_day.succ_opt().map(|after| market.start_of(after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::fixture;

    fn now() -> Instant {
        "2026-12-01T03:00:00Z".parse().unwrap()
    }

    fn input() -> CampaignInput {
        CampaignInput {
            reason: " The rules for cards have changed.\r\nPlease show yours again. ".to_owned(),
            due_on: "2026-12-31".to_owned(),
            ..CampaignInput::default()
        }
    }

    fn codes(input: &CampaignInput) -> Vec<(String, &'static str)> {
        let problems = check_campaign(input, &fixture(), now()).unwrap_err().0;
        problems
            .into_iter()
            .map(|problem| (problem.field, problem.kind.code()))
            .collect()
    }

    #[test]
    fn a_campaign_has_a_reason_and_a_last_day_and_may_be_narrower() {
        let market = fixture();
        let checked = check_campaign(&input(), &market, now()).unwrap();
        assert_eq!(
            checked.reason,
            "The rules for cards have changed.\nPlease show yours again."
        );
        assert_eq!(checked.scope, CampaignScope::default());
        let after = "2027-01-01".parse().unwrap();
        assert_eq!(
            checked.due_at,
            market.start_of(after),
            "the whole last day counts"
        );
        let narrow = CampaignInput {
            evidence: "passport".to_owned(),
            issued_by: "cn".to_owned(),
            recorded_before: "2025-01-01".to_owned(),
            ..input()
        };
        let scope = check_campaign(&narrow, &market, now()).unwrap().scope;
        assert_eq!(scope.evidence, Some(Evidence::Passport));
        assert_eq!(scope.issued_by.unwrap().as_str(), "CN");
        assert_eq!(
            scope.recorded_before,
            Some(market.start_of("2025-01-01".parse().unwrap()))
        );
    }

    #[test]
    fn sellers_have_a_week_at_least_and_a_year_at_most() {
        for (due_on, is_fine) in [
            ("2026-12-07", false),
            ("2026-12-08", true),
            ("2027-12-01", true),
            ("2027-12-02", false),
        ] {
            let typed = CampaignInput {
                due_on: due_on.to_owned(),
                ..input()
            };
            let checked = check_campaign(&typed, &fixture(), now());
            assert_eq!(checked.is_ok(), is_fine, "{due_on}");
            if let Err(problems) = checked {
                assert_eq!(problems.0[0].kind.code(), "field-day-out-of-range");
                assert!(
                    problems.to_string().contains("from 2026-12-08 to 2027-12-01"),
                    "{problems}"
                );
            }
        }
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let wrong = CampaignInput {
            evidence: "library card".to_owned(),
            issued_by: "XX".to_owned(),
            recorded_before: "yesterday".to_owned(),
            ..CampaignInput::default()
        };
        let found = codes(&wrong);
        let found: Vec<_> = found
            .iter()
            .map(|(field, code)| (field.as_str(), *code))
            .collect();
        assert_eq!(
            found,
            [
                ("reason", "field-missing"),
                ("evidence", "field-not-listed"),
                ("issued_by", "field-not-listed"),
                ("recorded_before", "field-not-a-day"),
                ("due_on", "field-missing"),
            ]
        );
    }

    #[test]
    fn a_campaign_runs_until_its_day_or_until_somebody_stops_it() {
        let checked = check_campaign(&input(), &fixture(), now()).unwrap();
        let mut campaign = Campaign {
            campaign_id: CampaignId::from_uuid(uuid::Uuid::nil()),
            reason: checked.reason,
            scope: checked.scope,
            due_at: checked.due_at,
            started_by: StaffId::from_uuid(uuid::Uuid::nil()),
            started_at: now(),
            gathered_at: None,
            stopped: None,
        };
        assert_eq!(campaign.state(now()), CampaignState::Gathering);
        campaign.gathered_at = Some(now());
        let second = Duration::seconds(1);
        assert_eq!(campaign.state(campaign.due_at - second), CampaignState::Running);
        assert_eq!(campaign.state(campaign.due_at), CampaignState::Over);
        campaign.stopped = Some((campaign.started_by, now()));
        assert_eq!(campaign.state(campaign.due_at), CampaignState::Stopped);
    }
}
