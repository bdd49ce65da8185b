//! How long somebody who failed to sign in waits before the next attempt.

use chrono::Duration;

use crate::Instant;

/// Failures that are so many minutes apart have nothing to do with each other.
const MEMORY_MINUTES: i64 = 15;
/// The first wait. Each further failure doubles it.
const FIRST_WAIT_SECONDS: i64 = 15;
/// The longest wait.
const WAIT_MINUTES_MAX: i64 = 15;

/// Whose failures are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThrottleKind {
    /// Attempts on one account, from wherever.
    Account,
    /// Attempts from one network, on whichever account: more, for many people may share it.
    Network,
}

impl ThrottleKind {
    /// After so many failures the next attempt waits.
    pub const fn failures_max(self) -> u32 {
        match self {
            Self::Account => 5,
            Self::Network => 20,
        }
    }
}

/// Failures that are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Throttle {
    /// How many there were, at least one.
    pub failures: u32,
    /// When the first of them was.
    pub first_failed_at: Instant,
    /// Until when nobody may try.
    pub locked_until: Option<Instant>,
}

impl Throttle {
    /// How many seconds the next attempt has to wait, if it has to.
    pub fn wait_seconds(&self, now: Instant) -> Option<u32> {
        let left = self.locked_until? - now;
        // A begun second is waited for to its end.
        let seconds = (left.num_milliseconds() + 999).div_euclid(1_000);
        u32::try_from(seconds).ok().filter(|seconds| *seconds > 0)
    }

    /// What is known after one more failure.
    #[must_use]
    pub fn after_failure(known: Option<Self>, kind: ThrottleKind, now: Instant) -> Self {
        let known = known.filter(|known| !known.is_forgotten(now));
        let failures = known.map_or(1, |known| known.failures.saturating_add(1));
        let excess = failures.checked_sub(kind.failures_max());
        Self {
            failures,
            first_failed_at: known.map_or(now, |known| known.first_failed_at),
            locked_until: excess.map(|excess| now + wait(excess)),
        }
    }

    /// Is the last of it so long ago that it does not count any more?
    fn is_forgotten(&self, now: Instant) -> bool {
        let last = self.locked_until.unwrap_or(self.first_failed_at);
        now - last >= Duration::minutes(MEMORY_MINUTES)
    }
}

fn wait(excess: u32) -> Duration {
    let doubled = FIRST_WAIT_SECONDS.saturating_mul(1_i64 << excess.min(20));
    Duration::seconds(doubled.min(WAIT_MINUTES_MAX * 60))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(seconds: i64) -> Instant {
        Instant::UNIX_EPOCH + Duration::seconds(seconds)
    }

    /// What is known after failures at these seconds.
    fn failed(kind: ThrottleKind, seconds: impl IntoIterator<Item = i64>) -> Throttle {
        let known = seconds.into_iter().fold(None, |known, second| {
            Some(Throttle::after_failure(known, kind, at(second)))
        });
        known.unwrap()
    }

    #[test]
    fn the_fifth_failure_makes_the_sixth_attempt_wait() {
        assert_eq!(failed(ThrottleKind::Account, 0..4).wait_seconds(at(4)), None);
        let known = failed(ThrottleKind::Account, 0..5);
        assert_eq!(known.wait_seconds(at(4)), Some(15));
        assert_eq!(known.wait_seconds(at(18)), Some(1));
        assert_eq!(known.wait_seconds(at(19)), None);
    }

    #[test]
    fn waits_double_up_to_a_quarter_of_an_hour() {
        let mut known = failed(ThrottleKind::Account, 0..5);
        let mut waits = Vec::new();
        let mut now = at(4);
        for _ in 0..9 {
            let wait = known.wait_seconds(now).unwrap();
            waits.push(wait);
            now += Duration::seconds(i64::from(wait));
            known = Throttle::after_failure(Some(known), ThrottleKind::Account, now);
        }
        assert_eq!(waits, [15, 30, 60, 120, 240, 480, 900, 900, 900]);
    }

    #[test]
    fn old_failures_are_forgotten() {
        assert_eq!(failed(ThrottleKind::Account, [0, 1, 2, 3, 900]).failures, 1);
        assert_eq!(failed(ThrottleKind::Account, [0, 1, 2, 3, 899]).failures, 5);
    }

    #[test]
    fn a_network_may_fail_more_often() {
        assert_eq!(failed(ThrottleKind::Network, 0..19).wait_seconds(at(20)), None);
        assert_eq!(
            failed(ThrottleKind::Network, 0..20).wait_seconds(at(19)),
            Some(15)
        );
    }

    proptest! {
        #[test]
        fn no_wait_is_longer_than_the_longest(gaps in prop::collection::vec(0_i64..2_000, 1..200)) {
            let mut now = 0;
            let times: Vec<i64> = gaps.into_iter().map(|gap| { now += gap; now }).collect();
            let known = failed(ThrottleKind::Account, times);
            prop_assert!(known.wait_seconds(at(now)).unwrap_or(0) <= 900);
            prop_assert!(known.failures >= 1 && known.first_failed_at <= at(now));
        }
    }
}
