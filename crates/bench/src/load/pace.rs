//! When requests are sent.
//!
//! In a *closed* loop everybody sends the next request when the answer to the last one has come: it shows how much a server can do. But a
//! server that stalls is then asked less, and its stall counts as one slow answer only. An *open* loop sends at a fixed rate whatever
//! the server does, as people do who do not know of each other, and measures each answer from the moment at which its request should
//! have been sent: a stall counts for everybody who would have come meanwhile.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use tokio::sync::Semaphore;

/// How long after the end of an open loop requests are still sent that should have been sent before.
const GRACE: Duration = Duration::from_secs(3);
/// Releasing requests more often than this costs more than it tells.
const SHORTEST_PAUSE: Duration = Duration::from_micros(100);

/// How a load is paced.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Loop {
    /// As fast as answers come.
    Closed {
        /// For so long.
        lasting: Duration,
    },
    /// At a fixed rate.
    Open {
        /// Requests per second.
        rate: f64,
        /// For so long.
        lasting: Duration,
    },
}

/// Tells each client when to send.
#[derive(Debug, Clone)]
pub(super) enum Pace {
    Closed { until: Instant },
    Open(Arc<Turnstile>),
}

impl Pace {
    pub(super) fn begin(how: Loop, clients: usize) -> anyhow::Result<Self> {
        let now = Instant::now();
        match how {
            Loop::Closed { lasting } => Ok(Self::Closed { until: now + lasting }),
            Loop::Open { rate, lasting } => {
                let turnstile = Arc::new(Turnstile {
                    begun_at: now,
                    schedule: Schedule::new(rate, lasting),
                    given_up_at: now + lasting + GRACE,
                    released: Semaphore::new(0),
                    taken: AtomicU64::new(0),
                });
                let released = Arc::clone(&turnstile);
                // A thread of its own: the runtime's timers are too coarse, and busy when it matters.
                thread::Builder::new()
                    .name("pace".to_owned())
                    .spawn(move || released.release(clients))
                    .context("cannot start a thread")?;
                Ok(Self::Open(turnstile))
            }
        }
    }

    /// Waits for the next request's turn: the moment at which it should be sent. Nothing when there are no more.
    pub(super) async fn next(&self) -> Option<Instant> {
        match self {
            Self::Closed { until } => Some(Instant::now()).filter(|now| now < until),
            Self::Open(turnstile) => turnstile.pass().await,
        }
    }

    /// Requests that should have been sent and were not.
    pub(super) fn unsent(&self) -> u64 {
        match self {
            Self::Closed { .. } => 0,
            Self::Open(turnstile) => {
                let taken = turnstile.taken.load(Ordering::Relaxed);
                turnstile.schedule.total.saturating_sub(taken)
            }
        }
    }
}

/// Lets requests through one by one when their time has come, whoever is free.
#[derive(Debug)]
pub(super) struct Turnstile {
    begun_at: Instant,
    schedule: Schedule,
    given_up_at: Instant,
    released: Semaphore,
    taken: AtomicU64,
}

impl Turnstile {
    fn release(&self, clients: usize) {
        let mut released = 0;
        while released < self.schedule.total {
            let due = self.schedule.due(self.begun_at.elapsed());
            self.released
                .add_permits(usize::try_from(due - released).unwrap_or(0));
            released = due;
            let next = self.begun_at + self.schedule.offset(released);
            thread::sleep(next.saturating_duration_since(Instant::now()).max(SHORTEST_PAUSE));
        }
        // One more for each client, to learn that it is over.
        self.released.add_permits(clients);
    }

    async fn pass(&self) -> Option<Instant> {
        let permit = self.released.acquire().await.ok()?;
        permit.forget();
        if Instant::now() > self.given_up_at {
            return None;
        }
        let number = self.taken.fetch_add(1, Ordering::Relaxed);
        (number < self.schedule.total).then(|| self.begun_at + self.schedule.offset(number))
    }
}

/// When each of a number of requests should be sent.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Schedule {
    rate: f64,
    total: u64,
}

impl Schedule {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "rates and times are positive and small"
    )]
    fn new(rate: f64, lasting: Duration) -> Self {
        let rate = rate.max(0.1);
        Self {
            rate,
            total: (lasting.as_secs_f64() * rate).ceil().max(1.0) as u64,
        }
    }

    /// When a request should be sent, counted from the beginning; the first is number 0.
    fn offset(&self, number: u64) -> Duration {
        Duration::from_secs_f64(number as f64 / self.rate)
    }

    /// How many requests should have been sent after this time. A request is never released before its time.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "rates and times are positive and small"
    )]
    fn due(&self, elapsed: Duration) -> u64 {
        let mut due = (elapsed.as_secs_f64() * self.rate) as u64 + 2;
        // Fractions are rounded on the way, down or up: the offset decides.
        while due > 0 && self.offset(due - 1) > elapsed {
            due -= 1;
        }
        due.min(self.total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_due_at_their_time_and_none_before() {
        let schedule = Schedule::new(250.0, Duration::from_secs(2));
        assert_eq!(schedule.total, 500);
        assert_eq!(schedule.offset(3), Duration::from_millis(12));
        let due = |millis| schedule.due(Duration::from_millis(millis));
        assert_eq!((due(0), due(3), due(4), due(12)), (1, 1, 2, 4));
        assert_eq!((due(1_999), due(2_000), due(9_999)), (500, 500, 500));
    }

    #[test]
    fn no_rate_releases_a_request_too_early_or_forgets_one() {
        for rate in [0.3, 1.0, 3.0, 7.7, 333.3, 12_345.6] {
            let schedule = Schedule::new(rate, Duration::from_secs(3));
            for number in 0..schedule.total {
                let offset = schedule.offset(number);
                assert!(schedule.due(offset) > number, "{rate} {number}");
                let early = offset.saturating_sub(Duration::from_nanos(10));
                assert!(number == 0 || schedule.due(early) <= number, "{rate} {number}");
            }
        }
    }

    #[tokio::test]
    async fn who_comes_late_learns_when_he_should_have_come() {
        let how = Loop::Open {
            rate: 200.0,
            lasting: Duration::from_millis(100),
        };
        let begun = Instant::now();
        let pace = Pace::begin(how, 1).unwrap();
        tokio::time::sleep(Duration::from_millis(150)).await;
        let mut meant = Vec::new();
        while let Some(meant_at) = pace.next().await {
            meant.push(meant_at.duration_since(begun).as_millis() / 5);
        }
        // All of them were due long ago, five milliseconds apart, and all are sent.
        assert_eq!(meant.len(), 20);
        assert!(meant.windows(2).all(|pair| pair[1] == pair[0] + 1), "{meant:?}");
        assert_eq!(pace.unsent(), 0);
    }

    #[tokio::test]
    async fn a_closed_loop_ends_with_its_time() {
        let pace = Pace::begin(
            Loop::Closed {
                lasting: Duration::from_millis(20),
            },
            1,
        )
        .unwrap();
        assert!(pace.next().await.is_some());
        tokio::time::sleep(Duration::from_millis(25)).await;
        assert!(pace.next().await.is_none());
    }
}
