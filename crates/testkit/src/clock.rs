//! A clock that stands still until it is moved.

use std::sync::Mutex;

use pasar_domain::Instant;
use pasar_service::Clock;

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct TestClock {
    now: Mutex<Instant>,
}

impl Default for TestClock {
    fn default() -> Self {
        Self {
            now: Mutex::new("2026-12-01T03:00:00Z".parse().unwrap()),
        }
    }
}

impl TestClock {
    /// Sets the clock, forwards or back.
    pub fn set(&self, now: Instant) {
        *self.now.lock().unwrap() = now;
    }

    /// Lets time pass.
    pub fn advance(&self, time: chrono::Duration) {
        *self.now.lock().unwrap() += time;
    }
}

impl Clock for TestClock {
    fn now(&self) -> Instant {
        *self.now.lock().unwrap()
    }
}
