//! Programme S: merchants from abroad, admitted market by market and in stages.

use crate::Instant;
use crate::id::{AccountId, StaffId, StageMoveId};
use crate::market::{Market, Slug};
use crate::problem::{ProblemKind, Problems, day, length};
use crate::seller::listed;
use crate::word::word_enum;

/// A cohort that is everybody, in basis points.
pub const ALL_BUYERS: u16 = 10_000;

/// The most characters of the reason of a move.
pub const REASON_CHARS_MAX: usize = 2_000;

/// How far Programme S is in a market.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Not here: no merchant is admitted, nothing of theirs is seen.
    Closed,
    /// A cohort of buyers sees and buys what merchants offer.
    Pilot,
    /// Every buyer does.
    Open,
    /// Stopped: nothing new is seen or sold, and what was sold is honoured.
    Paused,
}

word_enum!(Stage, "a stage of the programme", {
    Closed => "closed",
    Pilot => "pilot",
    Open => "open",
    Paused => "paused",
});

/// A stage with the share of buyers that belongs to the pilot's cohort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Programme {
    /// The stage.
    pub stage: Stage,
    /// The cohort's share of buyers in basis points: 10,000 is everybody. Kept in every stage, used in `pilot`.
    pub cohort_basis_points: u16,
}

impl Programme {
    /// Where every market begins.
    pub const CLOSED: Self = Self {
        stage: Stage::Closed,
        cohort_basis_points: 0,
    };

    /// Does this buyer belong to the cohort? A buyer keeps the answer while the share stays, and one who is in stays in when it
    /// grows: the account's id is hashed to a number from 0 to 9,999, which is compared with the share.
    pub fn has_in_cohort(self, account_id: AccountId) -> bool {
        // FNV-1a, 64 bits: stable across releases and machines, which the standard library's hasher is not.
        let hash = account_id
            .uuid()
            .as_bytes()
            .iter()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
            });
        // The upper half: the lower bits of FNV are the weaker ones.
        (hash >> 32) % 10_000 < u64::from(self.cohort_basis_points)
    }
}

/// A move of a market's programme: proposed by one member of staff and approved by another, or a stop by one alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageMove {
    /// Its id.
    pub move_id: StageMoveId,
    /// The stage from which it leads.
    pub from: Stage,
    /// What holds after it.
    pub to: Programme,
    /// The charter version under which it was proposed.
    pub charter_version: Slug,
    /// Why.
    pub reason: String,
    /// When it takes effect.
    pub effective_at: Instant,
    /// The move that was in force when it was proposed. A move never takes effect after another than this one.
    pub follows: Option<StageMoveId>,
    /// Is it a stop by one person, which follows whatever is in force?
    pub stops: bool,
    /// Who proposed it.
    pub proposed_by: StaffId,
    /// When.
    pub proposed_at: Instant,
    /// Who approved it, and when.
    pub approved: Option<(StaffId, Instant)>,
}

impl StageMove {
    /// Has everybody agreed who must?
    pub const fn is_decided(&self) -> bool {
        self.stops || self.approved.is_some()
    }

    /// When the last who had to agree did, for the order of moves; for a move that waits, when it was proposed.
    pub fn decided_at(&self) -> (Instant, StageMoveId) {
        let at = self.approved.map_or(self.proposed_at, |(_, at)| at);
        (at, self.move_id)
    }

    /// May it take effect at this instant, when `current` is the move in force?
    pub fn is_due(&self, current: Option<StageMoveId>, now: Instant) -> bool {
        self.is_decided() && self.effective_at <= now && (self.stops || self.follows == current)
    }

    /// Can it never take effect any more, because another move did meanwhile? A stop never lapses.
    pub fn has_lapsed(&self, current: Option<StageMoveId>) -> bool {
        !self.stops && self.follows != current
    }
}

/// A move as a member of staff describes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MoveInput {
    /// The word of the stage to which it leads.
    pub to: String,
    /// The cohort's share in basis points.
    pub cohort_basis_points: u32,
    /// Why.
    pub reason: String,
    /// The day on which it takes effect, `2027-01-31`; today when it is empty.
    pub effective_on: String,
}

/// A move that may be proposed: only [`check_move`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckedMove {
    /// What holds after it.
    pub to: Programme,
    /// Why.
    pub reason: String,
    /// When it takes effect.
    pub effective_at: Instant,
}

/// Checks and tidies what was typed.
///
/// # Errors
/// Everything that is wrong, in the order of the fields.
pub fn check_move(input: &MoveInput, market: &Market, now: Instant) -> Result<CheckedMove, Problems> {
    let mut problems = Problems::default();
    let stage: Option<Stage> = listed(&mut problems, "to", &input.to);
    let least = u32::from(stage == Some(Stage::Pilot));
    let share = u16::try_from(input.cohort_basis_points).ok();
    let share = share.filter(|share| u32::from(*share) >= least && *share <= ALL_BUYERS);
    if share.is_none() {
        let (min, max) = (least.into(), ALL_BUYERS.into());
        problems.push("cohort", ProblemKind::OutOfRange { min, max });
    }
    let reason = checked_reason(&mut problems, &input.reason);
    let effective_at = if input.effective_on.trim().is_empty() {
        Some(now)
    } else {
        let on = day(&mut problems, "effective_on", &input.effective_on);
        on.map(|on| {
            let today = now.with_timezone(&market.time_zone).date_naive();
            if on < today {
                problems.push("effective_on", ProblemKind::Past);
            }
            market.start_of(on).max(now)
        })
    };
    match (stage, share, effective_at) {
        (Some(stage), Some(cohort_basis_points), Some(effective_at)) => problems.or(CheckedMove {
            to: Programme {
                stage,
                cohort_basis_points,
            },
            reason,
            effective_at,
        }),
        _ => Err(problems),
    }
}

/// Checks and tidies the reason of a stop.
///
/// # Errors
/// It is missing or too long.
pub fn check_reason(typed: &str) -> Result<String, Problems> {
    let mut problems = Problems::default();
    let reason = checked_reason(&mut problems, typed);
    problems.or(reason)
}

fn checked_reason(problems: &mut Problems, typed: &str) -> String {
    let reason = typed.trim().replace("\r\n", "\n");
    length(problems, "reason", &reason, 1, REASON_CHARS_MAX);
    reason
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_cohort(basis_points: u16) -> Vec<bool> {
        let programme = Programme {
            stage: Stage::Pilot,
            cohort_basis_points: basis_points,
        };
        let at = "2026-12-01T00:00:00Z".parse().unwrap();
        (0..=255_u8)
            .flat_map(|a| (0..16_u8).map(move |b| [a, b, 0, 0, 0, 0, 0, 0, 0, 0]))
            .map(|entropy| programme.has_in_cohort(AccountId::new(at, &entropy)))
            .collect()
    }

    #[test]
    fn a_cohort_has_its_share_and_only_grows() {
        let (tenth, half) = (in_cohort(1_000), in_cohort(5_000));
        let share = |cohort: &[bool]| cohort.iter().filter(|is_in| **is_in).count() * 100 / cohort.len();
        assert!((8..=12).contains(&share(&tenth)), "{}", share(&tenth));
        assert!((46..=54).contains(&share(&half)), "{}", share(&half));
        assert!(tenth.iter().zip(&half).all(|(before, after)| !before || *after));
        assert!(in_cohort(0).iter().all(|is_in| !is_in) && in_cohort(10_000).iter().all(|is_in| *is_in));
    }

    #[test]
    fn a_pilot_needs_a_cohort_and_a_move_a_reason_and_a_day_to_come() {
        let market = crate::market::fixture();
        let now = "2026-12-01T03:00:00Z".parse().unwrap();
        let mut input = MoveInput {
            to: "pilot".to_owned(),
            cohort_basis_points: 2_000,
            reason: " Merchants are ready. ".to_owned(),
            effective_on: String::new(),
        };
        let checked = check_move(&input, &market, now).unwrap();
        assert_eq!(
            (checked.effective_at, checked.reason.as_str()),
            (now, "Merchants are ready.")
        );
        input.cohort_basis_points = 0;
        input.reason.clear();
        "2026-11-01".clone_into(&mut input.effective_on);
        let problems = check_move(&input, &market, now).unwrap_err();
        let fields: Vec<_> = problems.0.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["cohort", "reason", "effective_on"]);
        "closed".clone_into(&mut input.to);
        input.cohort_basis_points = 10_001;
        assert_eq!(check_move(&input, &market, now).unwrap_err().0[0].field, "cohort");
    }

    #[test]
    fn a_move_lapses_when_another_comes_between_and_a_stop_never_does() {
        let id = |number| StageMoveId::from_uuid(uuid::Uuid::from_u128(number));
        let at = |text: &str| -> Instant { text.parse().unwrap() };
        let who = StaffId::from_uuid(uuid::Uuid::from_u128(1));
        let mut moved = StageMove {
            move_id: id(2),
            from: Stage::Closed,
            to: Programme {
                stage: Stage::Pilot,
                cohort_basis_points: 1,
            },
            charter_version: "v1".parse().unwrap(),
            reason: "ready".to_owned(),
            effective_at: at("2026-12-02T00:00:00Z"),
            follows: Some(id(1)),
            stops: false,
            proposed_by: who,
            proposed_at: at("2026-12-01T00:00:00Z"),
            approved: None,
        };
        let day = at("2026-12-02T00:00:00Z");
        assert!(!moved.is_due(Some(id(1)), day), "nobody approved it");
        moved.approved = Some((who, day));
        assert!(moved.is_due(Some(id(1)), day));
        assert!(
            !moved.is_due(Some(id(1)), at("2026-12-01T23:59:59Z")),
            "too early"
        );
        assert!(!moved.is_due(Some(id(3)), day) && moved.has_lapsed(Some(id(3))));
        moved.stops = true;
        assert!(moved.is_due(Some(id(3)), day) && !moved.has_lapsed(Some(id(3))));
    }
}
