//! The one place that reads the machine's clock.

use pasar_domain::Instant;

/// Where a use-case gets the time from. Tests move theirs.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The present instant, to the microsecond (what the database keeps).
    fn now(&self) -> Instant;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "the one place that may")]
    fn now(&self) -> Instant {
        use chrono::SubsecRound as _;
        Instant::from(std::time::SystemTime::now()).trunc_subsecs(6)
    }
}
